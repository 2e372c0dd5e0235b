using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A call of code of this project.</summary>
/// <param name="Target">What is called.</param>
/// <param name="Receiver">Whose object it works on.</param>
/// <param name="IsVirtual">Whether the object decides what runs.</param>
/// <param name="Operation">The call, or what calls: an operator, an access of a property.</param>
/// <param name="At">What is around it.</param>
internal sealed record CallSite(IMethodSymbol Target, Receiver Receiver, bool IsVirtual, IOperation Operation, Surroundings At)
{
    public int Position => Operation.Syntax.SpanStart;

    /// <summary>The bool arguments that are known: literals, and what the caller was given itself.</summary>
    public BoolArguments Arguments(Visit caller)
    {
        BoolArguments known = default;
        foreach (IArgumentOperation argument in (Operation as IInvocationOperation)?.Arguments ?? (Operation as IObjectCreationOperation)?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty)
        {
            if (argument.Parameter is { } parameter)
            {
                known = known.With(parameter.Ordinal, argument.Value switch
                {
                    { ConstantValue: { HasValue: true, Value: bool literal } } => literal,
                    IParameterReferenceOperation { Parameter: { } own } when SymbolEqualityComparer.Default.Equals(own.ContainingSymbol, caller.Body.Method) => caller.Arguments[own.Ordinal],
                    _ => null,
                });
            }
        }

        return known;
    }
}
