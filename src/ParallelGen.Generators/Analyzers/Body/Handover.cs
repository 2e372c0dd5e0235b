using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What becomes of a lambda or a method that is named without being called.</summary>
/// <param name="Use">When it runs.</param>
/// <param name="To">Who was given it, where it was an argument of a call.</param>
internal sealed record Handover(HandoverUse Use, IMethodSymbol? To)
{
    private static readonly Handover s_unknown = new(HandoverUse.Unknown, null);

    public static Handover Of(IOperation function)
    {
        IOperation? place = function.Parent;
        while (place is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            place = place.Parent;
        }

        return place switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => ToMethod(call.TargetMethod),
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } when RunsElsewhere(constructor) => new Handover(HandoverUse.Elsewhere, constructor),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } } => OfLocal(local, place),
            // (() => …)()
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => new Handover(HandoverUse.Here, null),
            _ => s_unknown,
        };
    }

    private static Handover ToMethod(IMethodSymbol method)
    {
        if (RunsElsewhere(method))
        {
            return new Handover(HandoverUse.Elsewhere, method);
        }

        return RunsSomeTime(method) ? s_unknown : new Handover(HandoverUse.Here, method);
    }

    /// <summary>A local that is only ever called.</summary>
    private static Handover OfLocal(ILocalSymbol local, IOperation initializer)
    {
        IOperation root = initializer;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        ILocalReferenceOperation[] uses = root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, local)).ToArray();
        return uses.Length > 0 && uses.All(u => u.Parent is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke })
            ? new Handover(HandoverUse.Here, null)
            : s_unknown;
    }

    private static bool RunsElsewhere(IMethodSymbol method) => method.ContainingType switch
    {
        { } type when type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.Task", 1) => method.Name is "Run" or "ContinueWith" or ".ctor",
        { } type when type.Is("System.Threading.Tasks.TaskFactory") || type.Is("System.Threading.Tasks.TaskFactory", 1) => true,
        { } type when type.Is("System.Threading.Tasks.Parallel") || type.Is("System.Linq.ParallelEnumerable") => true,
        { } type when type.Is("System.Threading.ThreadPool") || type.Is("System.Threading.Thread") || type.Is("System.Threading.Timer") => true,
        _ => false,
    };

    /// <summary>What only keeps the function for later.</summary>
    private static bool RunsSomeTime(IMethodSymbol method) =>
        method.MethodKind is MethodKind.EventAdd or MethodKind.PropertySet
        || method.ContainingType.Is("System.Threading.CancellationToken")
        || method.ContainingType.Is("System.Threading.SynchronizationContext")
        || method.ContainingType.Is("System.Threading.Interlocked")
        || method.ContainingType.Is("System.Threading.Volatile")
        || method.Name.StartsWith("Add", StringComparison.Ordinal)
        || method.Name.StartsWith("Register", StringComparison.Ordinal)
        || method.Name.StartsWith("Subscribe", StringComparison.Ordinal)
        || method.Name.StartsWith("On", StringComparison.Ordinal);
}
