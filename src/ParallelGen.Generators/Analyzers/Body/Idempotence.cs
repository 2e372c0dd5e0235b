using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Writes that calls may make over one another: each leaves what the other would have left, or made anew.</summary>
internal static class Idempotence
{
    /// <summary>
    /// Whether a value is made where there is none yet: <c>if (s_state == State.Unknown) { s_state = …; }</c>. Two calls may both make it.
    /// The branch does nothing else: after <c>if (s_busy == 0) { s_busy = 1;</c> comes what must not be done twice.
    /// </summary>
    public static bool MakesOnce(StateAccess write, CodeBody body)
    {
        if (!IsOneWord(write.State.Type) || write.Operation is not ISimpleAssignmentOperation || write.ReadsItself(body))
        {
            return false;
        }

        IOperation branch = write.Operation;
        while (branch.Parent is not (null or IConditionalOperation or IAnonymousFunctionOperation))
        {
            branch = branch.Parent;
        }

        return branch.Parent is IConditionalOperation choice
            && choice.WhenTrue == branch
            && AsksWhetherItIsThere(choice.Condition, write, body)
            && branch.DescendantsAndSelf().OfType<IExpressionStatementOperation>().All(statement => IsWriteOf(write.State, statement.Operation, body));
    }

    /// <summary>The states that all these visits write nothing but one and the same constant to: no update of them can be lost.</summary>
    public static HashSet<(ISymbol, ISymbol)> SameConstants(IEnumerable<Visit> visits, BodyMap map)
    {
        Dictionary<(ISymbol, ISymbol), Optional<object?>> constants = new();
        HashSet<(ISymbol, ISymbol)> others = new();
        foreach (StateAccess write in visits.SelectMany(v => v.Accesses(map)).Where(a => a.Kind.IsWrite()))
        {
            (ISymbol, ISymbol) key = WorkerCode.Key(write.State);
            if (write.Operation is not ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true } constant }
                || write.Kind != AccessKind.Assign
                || (constants.TryGetValue(key, out Optional<object?> first) && !Equals(first.Value, constant.Value)))
            {
                others.Add(key);
            }
            else
            {
                constants[key] = constant;
            }
        }

        return new HashSet<(ISymbol, ISymbol)>(constants.Keys.Except(others));
    }

    /// <summary>What is always written as a whole, on any machine.</summary>
    private static bool IsOneWord(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType
        is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
        or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static bool AsksWhetherItIsThere(IOperation condition, StateAccess write, CodeBody body) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality =>
            (IsRead(equality.LeftOperand, write, body) && equality.RightOperand.ConstantValue.HasValue) || (IsRead(equality.RightOperand, write, body) && equality.LeftOperand.ConstantValue.HasValue),
        IIsPatternOperation { Pattern: IConstantPatternOperation } pattern => IsRead(pattern.Value, write, body),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => IsRead(not.Operand, write, body),
        _ => false,
    };

    private static bool IsRead(IOperation value, StateAccess write, CodeBody body) =>
        SharedState.Of(value, body.Method) is { } state && state.IsSame(write.State);

    private static bool IsWriteOf(SharedState state, IOperation operation, CodeBody body) =>
        operation is ISimpleAssignmentOperation && body.Accesses.Any(a => a.Operation == operation && a.State.IsSame(state));
}
