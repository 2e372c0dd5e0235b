using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>Batches, and what is done with them.</summary>
internal static class Batches
{
    private static readonly string[] s_running =
    {
        KnownNames.Last(KnownNames.BatchMembers.RunAsync),
        KnownNames.Last(KnownNames.BatchMembers.ToArrayAsync),
        KnownNames.Last(KnownNames.BatchMembers.OutcomesAsync),
    };

    /// <summary>Cold as well, but there is no other use for what they return than to run it.</summary>
    private static readonly string[] s_preparing =
    {
        KnownNames.Last(KnownNames.BatchMembers.GetAwaiter),
        KnownNames.Last(KnownNames.BatchMembers.GetAsyncEnumerator),
        KnownNames.Last(KnownNames.BatchMembers.AsCompleted),
        KnownNames.Last(KnownNames.BatchMembers.ConfigureAwait),
    };

    public static bool IsBatch(ITypeSymbol? type) => type.Is(KnownNames.GenericTypes.Batch, 1) || type.Is(KnownNames.Types.Batch);

    /// <summary>The member that starts a batch of this type at once.</summary>
    public static string StartOf(ITypeSymbol? batch) =>
        KnownNames.Last(batch is INamedTypeSymbol { Arity: 1 } ? KnownNames.BatchMembers.ToArrayAsync : KnownNames.BatchMembers.RunAsync);

    /// <summary>Whether the call makes a batch: a generated member, or one that returns a changed copy. It may have been run where others return one.</summary>
    public static bool IsMadeBy(IInvocationOperation call) =>
        IsBatch(call.Type)
        && (IsBatch(call.TargetMethod.ContainingType)
            ? call.TargetMethod.Name.StartsWith("With", StringComparison.Ordinal)
            : call.TargetMethod.IsGenerated());

    /// <summary>Whether the call starts the batch that it is a member of.</summary>
    public static bool IsStartedBy(IInvocationOperation call) =>
        IsBatch(call.TargetMethod.ContainingType) && s_running.Contains(call.TargetMethod.Name);

    /// <summary>Whether the call makes something cold of the batch that it is a member of, other than a batch.</summary>
    public static bool IsPreparedBy(IInvocationOperation call) =>
        IsBatch(call.TargetMethod.ContainingType) && s_preparing.Contains(call.TargetMethod.Name);

    /// <summary>Whether the value, a batch, is run where it stands.</summary>
    public static bool IsRun(IOperation batch)
    {
        IOperation value = Outwards(batch);
        return value.Parent switch
        {
            IAwaitOperation => true,
            IForEachLoopOperation loop => loop.Collection == value,
            IInvocationOperation call => call.Instance == value && (IsStartedBy(call) || (IsPreparedBy(call) && !IsDropped(call))),
            _ => false,
        };
    }

    /// <summary>Whether the statement does nothing with the value.</summary>
    public static bool IsDropped(IOperation value) => Outwards(value).Parent
        is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation };

    /// <summary>The outermost operation that has the same value.</summary>
    public static IOperation Outwards(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation
            || (value.Parent is IConditionalAccessOperation access && access.WhenNotNull == value))
        {
            value = value.Parent;
        }

        return value;
    }

    /// <summary>The innermost operation that has the same value.</summary>
    public static IOperation Inwards(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                default:
                    return value;
            }
        }
    }
}
