using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>Operations that hold their thread until a generated call has ended.</summary>
internal static class BlockedCalls
{
    /// <summary>The generated call, or the run of a batch, that the operation blocks on; null if it does not.</summary>
    public static IInvocationOperation? BlockedOn(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } property when IsTask(property.Property.ContainingType) => Source(task),
        IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } task } wait when IsTask(wait.TargetMethod.ContainingType) && !IsGlance(wait) => Source(task),
        IInvocationOperation { TargetMethod.Name: "WaitAll" or "WaitAny", Instance: null } wait when IsTask(wait.TargetMethod.ContainingType) => Among(wait),
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: { } awaiter } => OfAwaiter(Batches.Inwards(awaiter)),
        _ => null,
    };

    /// <summary><c>Wait(0)</c> asks whether the task has ended.</summary>
    private static bool IsGlance(IInvocationOperation wait) => wait.Arguments.Any(a => a.Value.ConstantValue is { HasValue: true, Value: 0 });

    private static bool IsTask(ITypeSymbol? type) =>
        type.Is("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.Task", 1)
        || type.Is("System.Threading.Tasks.ValueTask") || type.Is("System.Threading.Tasks.ValueTask", 1);

    private static IInvocationOperation? OfAwaiter(IOperation awaiter) =>
        awaiter is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited } call
            ? Batches.IsBatch(call.TargetMethod.ContainingType) ? call : Source(awaited)
            : null;

    private static IInvocationOperation? Source(IOperation value)
    {
        switch (Batches.Inwards(value))
        {
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call when Batches.IsBatch(call.TargetMethod.ContainingType):
                return call;
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } inner }:
                return Source(inner);
            case IInvocationOperation { TargetMethod.Name: "WhenAll" } all when IsTask(all.TargetMethod.ContainingType):
                return Among(all);
            case IInvocationOperation call when Batches.IsStartedBy(call) || (IsTask(call.Type) && call.TargetMethod.IsGenerated()):
                return call;
            case ILocalReferenceOperation local:
                return HeldBy(local);
            default:
                return null;
        }
    }

    /// <summary>A local that is given the call once and is used for nothing but to block on it: it may have been awaited otherwise.</summary>
    private static IInvocationOperation? HeldBy(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        foreach (ILocalReferenceOperation other in root.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(other.Local, reference.Local) && !IsBlockedOn(other))
            {
                return null;
            }
        }

        return root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, reference.Local))?.Initializer?.Value is { } value
                && Batches.Inwards(value) is IInvocationOperation
            ? Source(value)
            : null;
    }

    /// <summary>By its shape alone, so that two locals do not ask for each other.</summary>
    private static bool IsBlockedOn(IOperation task) => Batches.Outwards(task).Parent switch
    {
        IPropertyReferenceOperation property => property.Property.Name == "Result",
        IInvocationOperation call => call.TargetMethod.Name is "Wait" or "GetAwaiter" or "ConfigureAwait" && call.Parent is not IAwaitOperation,
        _ => false,
    };

    /// <summary>A generated call among the arguments that nothing awaits there.</summary>
    private static IInvocationOperation? Among(IInvocationOperation waits) => waits.Arguments
        .SelectMany(argument => argument.Value.DescendantsAndSelf())
        .OfType<IInvocationOperation>()
        .FirstOrDefault(call => (Batches.IsStartedBy(call) || (IsTask(call.Type) && call.TargetMethod.IsGenerated()))
            && Batches.Outwards(call).Parent is not IAwaitOperation);
}
