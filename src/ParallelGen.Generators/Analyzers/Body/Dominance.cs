using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Whether one place of a body cannot be reached without passing another.</summary>
internal static class Dominance
{
    public static bool Dominates(IOperation first, IOperation second)
    {
        if (first.Syntax.Span.End > second.Syntax.Span.End || first.Syntax.SpanStart > second.Syntax.SpanStart)
        {
            return false;
        }

        HashSet<IOperation> around = new();
        for (IOperation? outer = second; outer is not null; outer = outer.Parent)
        {
            around.Add(outer);
        }

        for (IOperation child = first; child.Parent is { } parent; child = parent)
        {
            bool isCommon = around.Contains(parent);
            // Where both stand in the same branch, the branch need not run; two branches are siblings.
            if (isCommon && around.Contains(child))
            {
                return true;
            }

            if (!Runs(child, parent))
            {
                return false;
            }

            if (isCommon)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether whoever runs through the parent runs through the child.</summary>
    private static bool Runs(IOperation child, IOperation parent) => parent switch
    {
        IConditionalOperation conditional => conditional.Condition == child,
        IWhileLoopOperation loop => !loop.ConditionIsTop || loop.Condition == child,
        IForLoopOperation loop => loop.Before.Contains(child) || loop.Condition == child,
        IForEachLoopOperation loop => loop.Collection == child,
        ISwitchOperation choice => choice.Value == child,
        ISwitchExpressionOperation choice => choice.Value == child,
        ICoalesceOperation coalesce => coalesce.Value == child,
        ICoalesceAssignmentOperation assignment => assignment.Target == child,
        IConditionalAccessOperation access => access.Operation == child,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary => binary.LeftOperand == child,
        ITryOperation attempt => attempt.Finally == child || (attempt.Body == child && attempt.Catches.IsEmpty),
        ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation => false,
        _ => true,
    };
}
