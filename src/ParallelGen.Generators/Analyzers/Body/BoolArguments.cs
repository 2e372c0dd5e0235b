using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What is known of a method's bool parameters, or asked of them, a bit for each; those behind the first 64 are not kept.</summary>
/// <param name="True">The ones that are true.</param>
/// <param name="False">The ones that are false.</param>
internal readonly record struct BoolArguments(ulong True, ulong False)
{
    /// <summary>Both cannot hold at once.</summary>
    public bool Contradicts(BoolArguments other) => (True & other.False) != 0 || (False & other.True) != 0;

    public BoolArguments And(BoolArguments other) => new(True | other.True, False | other.False);

    /// <summary>What is known of some of the parameters.</summary>
    public BoolArguments Of(ulong parameters) => new(True & parameters, False & parameters);

    public bool? this[int ordinal] => (True & Bit(ordinal)) != 0 ? true : (False & Bit(ordinal)) != 0 ? false : null;

    public BoolArguments With(int ordinal, bool? value) => value switch
    {
        true => this with { True = True | Bit(ordinal) },
        false => this with { False = False | Bit(ordinal) },
        null => this,
    };

    public static ulong Bit(int ordinal) => ordinal < 64 ? 1UL << ordinal : 0;

    /// <summary>What must hold of the parameters for a condition to come out like this: of <c>force || !ask</c> as false, that they are false and true.</summary>
    public static BoolArguments Needed(IOperation condition, bool outcome, IMethodSymbol method)
    {
        BoolArguments needed = default;
        BinaryOperatorKind chain = outcome ? BinaryOperatorKind.ConditionalAnd : BinaryOperatorKind.ConditionalOr;
        while (condition is IBinaryOperation link && link.OperatorKind == chain)
        {
            needed = needed.And(Needed(link.RightOperand, outcome, method));
            condition = link.LeftOperand;
        }

        return condition switch
        {
            IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_Boolean } parameter } when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) =>
                needed.With(parameter.Ordinal, outcome),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => needed.And(Needed(not.Operand, !outcome, method)),
            _ => needed,
        };
    }
}
