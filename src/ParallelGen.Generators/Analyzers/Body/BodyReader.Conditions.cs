using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <content>What decides, and what is decided.</content>
internal sealed partial class BodyReader
{
    public override void VisitConditional(IConditionalOperation operation)
    {
        VisitCondition(operation.Condition);
        bool? always = operation.Condition.ConstantValue is { HasValue: true, Value: bool constant } ? constant : null;
        VisitBranches(
            (always == false ? null : operation.WhenTrue, Needed(operation.Condition, true)),
            (always == true ? null : operation.WhenFalse, Needed(operation.Condition, false)));
    }

    public override void VisitWhileLoop(IWhileLoopOperation operation)
    {
        if (operation.ConditionIsTop)
        {
            VisitCondition(operation.Condition);
            VisitBranches(operation.Body, operation.IgnoredCondition);
        }
        else
        {
            VisitBranches(operation.Body, operation.IgnoredCondition);
            VisitCondition(operation.Condition);
        }
    }

    public override void VisitForLoop(IForLoopOperation operation)
    {
        VisitAll(operation.Before);
        VisitCondition(operation.Condition);
        VisitBranches(operation.Body, null);
        VisitAll(operation.AtLoopBottom);
    }

    public override void VisitForEachLoop(IForEachLoopOperation operation)
    {
        // A loop that may be left looks for something.
        VisitAs(operation.Collection, operation.Body.DescendantsAndSelf().Any(o => o is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break }));
        Visit(operation.LoopControlVariable);
        VisitBranches(operation.Body, null);
    }

    public override void VisitSwitch(ISwitchOperation operation)
    {
        VisitCondition(operation.Value);
        VisitBranches(operation.Cases.ToArray<IOperation?>());
    }

    public override void VisitSwitchExpression(ISwitchExpressionOperation operation)
    {
        VisitCondition(operation.Value);
        VisitBranches(operation.Arms.ToArray<IOperation?>());
    }

    public override void VisitCoalesce(ICoalesceOperation operation)
    {
        VisitCondition(operation.Value);
        VisitBranches(operation.WhenNull);
    }

    public override void VisitIsPattern(IIsPatternOperation operation)
    {
        VisitCondition(operation.Value);
        Visit(operation.Pattern);
    }

    /// <summary>Long chains of operators are as deep as they are long, so they are not descended into.</summary>
    public override void VisitBinaryOperator(IBinaryOperation operation)
    {
        Stack<IBinaryOperation> chain = new();
        IOperation left = operation;
        while (left is IBinaryOperation binary)
        {
            chain.Push(binary);
            left = binary.LeftOperand;
        }

        bool decides = chain.Any(IsDecision);
        VisitAs(left, decides);
        Surroundings around = _around;
        BinaryOperatorKind kind = BinaryOperatorKind.None;
        foreach (IBinaryOperation link in chain)
        {
            Follow(link, link.OperatorMethod, Receiver.Own);
            if (link.OperatorKind != kind)
            {
                _around = _around with { Needs = around.Needs };
                left = link.LeftOperand;
            }

            // What stands to the right of && and || is come to if all on the left was true, or false.
            kind = link.OperatorKind;
            if (kind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
            {
                Need(Needed(left, kind == BinaryOperatorKind.ConditionalAnd));
            }

            VisitAs(link.RightOperand, decides);
            left = link.RightOperand;
        }

        _around = _around with { Needs = around.Needs };
    }

    private static bool IsDecision(IBinaryOperation operation) => operation.Type?.SpecialType == SpecialType.System_Boolean;

    private void VisitCondition(IOperation? operation) => VisitAs(operation, isCondition: true);

    private void VisitAs(IOperation? operation, bool isCondition)
    {
        Surroundings around = _around;
        _around = around with { IsCondition = around.IsCondition || isCondition };
        Visit(operation);
        // Whether it has asked where it runs stays known.
        _around = around with { IsPerhapsCallers = _around.IsPerhapsCallers, HasLeftContext = _around.HasLeftContext };
    }

    private void VisitBranches(params IOperation?[] branches) => VisitBranches(Array.ConvertAll(branches, branch => (branch, default(BoolArguments))));

    /// <summary>One of several: what is acquired in any of them counts as held, what is released in any of them does not.</summary>
    private void VisitBranches(params (IOperation? Branch, BoolArguments Needs)[] branches)
    {
        Surroundings around = _around;
        _around = around with { IsCondition = false };
        int before = _acquired;
        int most = before;
        foreach ((IOperation? branch, BoolArguments needs) in branches)
        {
            _acquired = before;
            _around = _around with { Needs = around.Needs };
            Need(needs);
            Visit(branch);
            most = Math.Max(most, _acquired);
        }

        _acquired = most;
        _around = around with { IsPerhapsCallers = _around.IsPerhapsCallers, HasLeftContext = _around.HasLeftContext };
    }

    private BoolArguments Needed(IOperation condition, bool outcome) => BoolArguments.Needed(condition, outcome, _body.Method);

    private void Need(BoolArguments needs) => _around = _around with { Needs = _around.Needs.And(needs) };

    /// <summary>Whether nothing comes past it.</summary>
    private static bool Leaves(IOperation? branch) => branch switch
    {
        IBlockOperation block => block.Operations.Length > 0 && Leaves(block.Operations[block.Operations.Length - 1]),
        IExpressionStatementOperation statement => statement.Operation is IThrowOperation,
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IBranchOperation => true,
        _ => false,
    };
}
