using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>
/// Reads a body in the order in which it runs, and keeps in mind what is around: locks, conditions, lambdas. Where it cannot tell
/// it takes the harmless answer: a lock that is let go of in one branch only counts as held.
/// </summary>
internal sealed partial class BodyReader : OperationWalker
{
    /// <summary><c>ConfigureAwaitOptions.ContinueOnCapturedContext</c>.</summary>
    private const int ContinueOnCapturedContext = 1;

    private readonly CodeBody _body;
    private readonly CancellationToken _cancel;
    private Surroundings _around;
    private int _scopes;
    private int _acquired;

    private BodyReader(CodeBody body, CancellationToken cancel)
    {
        _body = body;
        _cancel = cancel;
        _around = new Surroundings(Synchronization.IsSynchronized(body.Method), IsElsewhere: false, IsCondition: false, IsPerhapsCallers: false, HasLeftContext: false, HandedTo: null);
    }

    public static CodeBody Read(IMethodSymbol method, IOperation root, CancellationToken cancel)
    {
        CodeBody body = new(method, root);
        BodyReader reader = new(body, cancel);
        if (root is ILocalFunctionOperation local)
        {
            reader.Visit(local.Body);
        }
        else
        {
            reader.Visit(root);
        }

        return body;
    }

    public override void VisitLocalFunction(ILocalFunctionOperation operation)
    {
        // A body of its own, which is read where it is called.
    }

    public override void VisitNameOf(INameOfOperation operation)
    {
        // Nothing of it runs.
    }

    public override void VisitBlock(IBlockOperation operation)
    {
        _cancel.ThrowIfCancellationRequested();
        int scopes = _scopes;
        foreach (IOperation statement in operation.Operations)
        {
            Visit(statement);
            if (statement is IUsingDeclarationOperation declaration && Synchronization.IsLock(declaration.DeclarationGroup))
            {
                EnterScope();
            }
        }

        _scopes = scopes;
    }

    public override void VisitUsing(IUsingOperation operation)
    {
        Visit(operation.Resources);
        int scopes = _scopes;
        if (Synchronization.IsLock(operation.Resources))
        {
            EnterScope();
        }

        Visit(operation.Body);
        _scopes = scopes;
    }

    public override void VisitLock(ILockOperation operation)
    {
        Visit(operation.LockedValue);
        int scopes = _scopes;
        EnterScope();
        Visit(operation.Body);
        _scopes = scopes;
    }

    public override void VisitConditional(IConditionalOperation operation)
    {
        VisitCondition(operation.Condition);
        VisitBranches(operation.WhenTrue, operation.WhenFalse);
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
        Visit(operation.Collection);
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

    public override void VisitCatchClause(ICatchClauseOperation operation)
    {
        int acquired = _acquired;
        base.VisitCatchClause(operation);
        _acquired = Math.Max(_acquired, acquired);
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

    public override void VisitAwait(IAwaitOperation operation)
    {
        base.VisitAwait(operation);
        _body.Awaits.Add(operation);
        if (operation.Operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: var value } }] }
            && (value is false || (value is int options && (options & ContinueOnCapturedContext) == 0)))
        {
            _around = _around with { HasLeftContext = true };
        }
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
        foreach (IBinaryOperation link in chain)
        {
            Follow(link.OperatorMethod, link, Receiver.Own);
            VisitAs(link.RightOperand, decides);
        }
    }

    private static bool IsDecision(IBinaryOperation operation) => operation.Type?.SpecialType == SpecialType.System_Boolean;

    private void EnterScope()
    {
        _scopes++;
        _body.TakesLock = true;
    }

    private void VisitCondition(IOperation? operation) => VisitAs(operation, isCondition: true);

    private void VisitAs(IOperation? operation, bool isCondition)
    {
        Surroundings around = _around;
        _around = around with { IsCondition = around.IsCondition || isCondition };
        Visit(operation);
        // Whether it has asked where it runs stays known.
        _around = around with { IsPerhapsCallers = _around.IsPerhapsCallers, HasLeftContext = _around.HasLeftContext };
    }

    /// <summary>One of several: what is acquired in any of them counts as held, what is released in any of them does not.</summary>
    private void VisitBranches(params IOperation?[] branches)
    {
        Surroundings around = _around;
        _around = around with { IsCondition = false };
        int before = _acquired;
        int most = before;
        foreach (IOperation? branch in branches)
        {
            _acquired = before;
            Visit(branch);
            most = Math.Max(most, _acquired);
        }

        _acquired = most;
        _around = around with { IsPerhapsCallers = _around.IsPerhapsCallers, HasLeftContext = _around.HasLeftContext };
    }

    private void VisitAll(IEnumerable<IOperation> operations)
    {
        foreach (IOperation operation in operations)
        {
            Visit(operation);
        }
    }

    private Surroundings Here() =>
        _around.IsGuarded || (_scopes == 0 && _acquired == 0) ? _around : _around with { IsGuarded = true };

    private void NoteQuestion(ISymbol member)
    {
        if (member.Name == KnownNames.Last(KnownNames.Members.IsWorker) && member.ContainingType.Is(KnownNames.Types.WorkerContext))
        {
            _around = _around with { IsPerhapsCallers = true };
        }
    }
}
