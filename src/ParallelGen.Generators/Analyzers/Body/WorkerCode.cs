using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The code of a project that runs in worker processes, and what it does with static state.</summary>
internal sealed class WorkerCode
{
    private readonly HashSet<CodeBody> _bodies;
    private readonly HashSet<CodeBody> _preparation;
    private readonly HashSet<(ISymbol Root, ISymbol Symbol)> _read = new();
    private readonly HashSet<(ISymbol Root, ISymbol Symbol)> _written = new();
    private readonly HashSet<(ISymbol Root, ISymbol Symbol)> _cached = new();
    private readonly HashSet<(ISymbol Root, ISymbol Symbol)> _returned = new();

    public WorkerCode(AnnotatedMethods methods, BodyMap map)
    {
        InPools = Reach.From(methods.All.Where(m => m.Model == KnownNames.Models.ProcessPool), map);
        InFreshProcesses = Reach.From(methods.All.Where(m => m.Model == KnownNames.Models.Process), map);
        _preparation = Reach.From(methods.Initializers, map);
        _bodies = new HashSet<CodeBody>(All.Select(v => v.Body).Concat(_preparation));
        foreach (StateAccess access in _bodies.SelectMany(b => b.Accesses).Where(a => a.State.Origin == StateOrigin.Static))
        {
            Note(access);
        }

        foreach (StateAccess access in InPools.Where(v => v.IsFirst).SelectMany(v => v.Body.Accesses).Where(a => a.State.Origin == StateOrigin.Static && IsReturned(a)))
        {
            _returned.Add(Key(access.State));
        }
    }

    /// <summary>Bodies in processes that serve one call after the other.</summary>
    public IReadOnlyList<Visit> InPools { get; }

    /// <summary>Bodies in processes that serve one call.</summary>
    public IReadOnlyList<Visit> InFreshProcesses { get; }

    public IEnumerable<Visit> All => InPools.Concat(InFreshProcesses);

    /// <summary>Whether it runs in workers, if perhaps not only there.</summary>
    public bool Has(CodeBody body) => _bodies.Contains(body);

    /// <summary>Whether it runs before the first call of a worker, too.</summary>
    public bool IsPreparation(CodeBody body) => _preparation.Contains(body);

    public bool Reads(SharedState state) => _read.Contains(Key(state));

    public bool Writes(SharedState state) => _written.Contains(Key(state));

    /// <summary>Whether workers take something out again of what they put in, or begin anew with it.</summary>
    public bool UsesAsCache(SharedState state) => _cached.Contains(Key(state));

    /// <summary>
    /// Whether an annotated method hands it to its caller. What is read there after it was set anew belongs to the call; only what
    /// gathers is told from this.
    /// </summary>
    public bool Returns(SharedState state) => _returned.Contains(Key(state));

    /// <summary>The helpers of workers that read it and, with all that they call, leave it as it is. Other code may ask them.</summary>
    public List<ISymbol> PlainReaders(SharedState state, BodyMap map) => _bodies
        .Where(body => body.Accesses.Any(a => !a.Kind.IsWrite() && a.State.IsSame(state)))
        .Select(body => body.Method)
        .Where(reader => !Reach.From(new[] { reader }, map).Any(body => body.Accesses.Any(a => a.Kind.IsWrite() && a.State.IsSame(state))))
        .Select(reader => reader.AssociatedSymbol ?? reader)
        .ToList();

    public static (ISymbol Root, ISymbol Symbol) Key(SharedState state) => (state.Root, state.Symbol);

    private void Note(StateAccess access)
    {
        if (access.Kind.IsWrite())
        {
            _written.Add(Key(access.State));
        }
        else
        {
            _read.Add(Key(access.State));
        }

        if (access.Kind == AccessKind.Lookup || access.Operation is IInvocationOperation { TargetMethod.Name: "Clear" })
        {
            _cached.Add(Key(access.State));
        }
    }

    private static bool IsReturned(StateAccess access)
    {
        bool isReturned = false;
        for (IOperation? around = access.At.IsCondition ? null : access.Operation; around is not (null or IExpressionStatementOperation); around = around.Parent)
        {
            // What a lambda returns goes where the lambda goes.
            isReturned = around is IReturnOperation || (isReturned && around is not IAnonymousFunctionOperation);
        }

        return isReturned;
    }
}
