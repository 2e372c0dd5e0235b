using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What a value was made of.</summary>
internal static class Origin
{
    /// <summary>The expression that a local was set to where it was declared, without what only passes it on.</summary>
    public static IOperation? Of(IOperation? value, CodeBody body)
    {
        IOperation? plain = Plain(value);
        if (plain is not ILocalReferenceOperation { Local: { } local })
        {
            return plain;
        }

        IOperation? made = body.Root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.GetVariableInitializer()?.Value;
        return Plain(made) is null or ILocalReferenceOperation ? plain : Of(made, body);
    }

    private static IOperation? Plain(IOperation? value) => value switch
    {
        IConversionOperation conversion => Plain(conversion.Operand),
        IAwaitOperation { Operation: { Type.Name: "Task" or "ValueTask" or "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" } task } => Plain(task),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => Plain(task),
        ICoalesceOperation { WhenNull: var otherwise } coalesce when otherwise is IThrowOperation or IConversionOperation { Operand: IThrowOperation } => Plain(coalesce.Value),
        _ => value,
    };
}
