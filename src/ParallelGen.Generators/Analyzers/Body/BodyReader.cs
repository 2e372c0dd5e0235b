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
    private readonly Dictionary<ILocalSymbol, SharedState> _kept = new(SymbolEqualityComparer.Default);
    private Surroundings _around;
    private int _scopes;
    private int _acquired;

    private BodyReader(CodeBody body, CancellationToken cancel)
    {
        _body = body;
        _cancel = cancel;
        _around = new Surroundings(Synchronization.IsSynchronized(body.Method), IsElsewhere: false, IsCondition: false, IsPerhapsCallers: false, HasLeftContext: false, Needs: default, HandedTo: null);
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
        // A body of its own, which is read where it is called. What it captures it may change.
        foreach (IParameterReferenceOperation captured in operation.Descendants().OfType<IParameterReferenceOperation>())
        {
            if (SymbolEqualityComparer.Default.Equals(captured.Parameter.ContainingSymbol, _body.Method))
            {
                _body.Assigned |= BoolArguments.Bit(captured.Parameter.Ordinal);
            }
        }
    }

    public override void VisitNameOf(INameOfOperation operation)
    {
        // Nothing of it runs.
    }

    public override void VisitBlock(IBlockOperation operation)
    {
        _cancel.ThrowIfCancellationRequested();
        int scopes = _scopes;
        BoolArguments needs = _around.Needs;
        foreach (IOperation statement in operation.Operations)
        {
            Visit(statement);
            if (statement is IConditionalOperation { WhenFalse: null } guard && Leaves(guard.WhenTrue))
            {
                Need(Needed(guard.Condition, false));
            }

            if (statement is IUsingDeclarationOperation declaration && Synchronization.IsLock(declaration.DeclarationGroup))
            {
                EnterScope();
            }
        }

        _scopes = scopes;
        _around = _around with { Needs = needs };
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

    public override void VisitCatchClause(ICatchClauseOperation operation)
    {
        int acquired = _acquired;
        base.VisitCatchClause(operation);
        _acquired = Math.Max(_acquired, acquired);
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

    private void EnterScope()
    {
        _scopes++;
        _body.TakesLock = true;
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
