using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What the rules of shared state have in common.</summary>
internal static class Sharing
{
    /// <summary>Whether the calls of the annotated method really share it.</summary>
    public static bool Shares(this Visit visit, SharedState state) => state.Origin switch
    {
        StateOrigin.This => (visit.Way & Way.SharesObject) != 0,
        // The parameter itself is a variable of the call; what it refers to is what all calls are given.
        StateOrigin.Broadcast => !SymbolEqualityComparer.Default.Equals(state.Symbol, state.Root) || state.Type.IsReferenceType,
        _ => true,
    };

    /// <summary>Whether the access may happen in a worker: the body has not asked where it runs, nor did one that calls it.</summary>
    public static bool IsInWorker(this Visit visit, StateAccess access) =>
        !access.At.IsPerhapsCallers && (visit.Way & Way.PerhapsCallers) == 0;

    public static bool IsSame(this SharedState left, SharedState right) =>
        SymbolEqualityComparer.Default.Equals(left.Symbol, right.Symbol) && SymbolEqualityComparer.Default.Equals(left.Root, right.Root);

    /// <summary>Whether the value to be written depends on the old one.</summary>
    public static bool ReadsItself(this StateAccess write, CodeBody body) => body.Accesses.Any(a =>
        a.Kind is AccessKind.Read && a.State.IsSame(write.State) && write.Operation.Syntax.Span.Contains(a.Operation.Syntax.Span));

    /// <summary>Whether something was decided by the state before it is written: a cache looks before it fills.</summary>
    public static bool IsAskedForBefore(this StateAccess write, CodeBody body) =>
        body.Accesses.Any(a => a.At.IsCondition && !a.Kind.IsWrite() && a.Position < write.Position && a.State.IsSame(write.State))
        || body.Decisions.Any(d => d.Position < write.Position && d.State.IsSame(write.State));

    /// <summary>
    /// Whether a static flag is asked first that the body sets itself: <c>if (!s_loaded) { s_words = …; s_loaded = true; }</c>,
    /// <c>if (Interlocked.Exchange(ref s_loaded, 1) == 0)</c>.
    /// </summary>
    public static bool AsksAFlagBefore(this CodeBody body, int position, bool isConstant) => body.Accesses.Any(flag =>
        flag.At.IsCondition
        && flag.State.Origin == StateOrigin.Static
        && flag.Position < position
        && (IsExchange(flag.Operation) || (!flag.Kind.IsWrite() && IsSetAfter(flag, body, isConstant))));

    public static bool IsExchange(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Exchange" or "CompareExchange" } method } && Synchronization.IsInterlocked(method);

    public static bool IsWrite(this AccessKind kind) => kind is not (AccessKind.Read or AccessKind.Lookup);

    public static ImmutableDictionary<string, string?> Facts(this StateAccess access)
    {
        ImmutableDictionary<string, string?> facts = ImmutableDictionary<string, string?>.Empty;
        if (access.State.Symbol.GetDocumentationCommentId() is { Length: > 0 } id)
        {
            facts = facts.Add(FixKeys.State, id);
        }

        return access.Operation switch
        {
            IIncrementOrDecrementOperation { Kind: OperationKind.Increment } => facts.Add(FixKeys.Write, FixKeys.Writes.Increment),
            IIncrementOrDecrementOperation => facts.Add(FixKeys.Write, FixKeys.Writes.Decrement),
            ICompoundAssignmentOperation => facts.Add(FixKeys.Write, FixKeys.Writes.Compound),
            ISimpleAssignmentOperation => facts.Add(FixKeys.Write, FixKeys.Writes.Assign),
            _ => facts,
        };
    }

    private static bool IsSetAfter(StateAccess flag, CodeBody body, bool isConstant) => body.Accesses.Any(set =>
        set.Kind is AccessKind.Assign or AccessKind.Publish
        && set.Position > flag.Position
        && set.State.IsSame(flag.State)
        && (!isConstant || ValueOf(set.Operation) is { ConstantValue.HasValue: true }));

    private static IOperation? ValueOf(IOperation write) => write switch
    {
        ISimpleAssignmentOperation assignment => assignment.Value,
        IInvocationOperation call => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1)?.Value,
        _ => null,
    };
}
