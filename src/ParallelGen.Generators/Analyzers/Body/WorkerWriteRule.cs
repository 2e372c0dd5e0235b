using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>
/// PGEN202: static state that is written in a worker process stays there. What a worker keeps for itself is meant to stay: caches,
/// buffers, what an initializer prepares, and all that nobody outside of workers asks for.
/// </summary>
internal sealed class WorkerWriteRule
{
    private readonly WorkerCode _code;
    private readonly BodyMap _map;

    private WorkerWriteRule(WorkerCode code, BodyMap map)
    {
        _code = code;
        _map = map;
    }

    public static void Check(WorkerCode code, BodyMap map, Report report)
    {
        WorkerWriteRule rule = new(code, map);
        List<(Visit Visit, StateAccess Access)> lost = code.InPools.SelectMany(visit => rule.Lost(visit, isFresh: false))
            .Concat(code.InFreshProcesses.SelectMany(visit => rule.Lost(visit, isFresh: true)))
            .ToList();
        if (lost.Count == 0)
        {
            return;
        }

        OutsideReaders readers = OutsideReaders.Of(lost.Select(l => l.Access.State).ToList(), code, map);
        foreach ((Visit visit, StateAccess access) in lost)
        {
            if ((access.Kind is not (AccessKind.Assign or AccessKind.Publish) && code.Returns(access.State)) || readers.Has(access.State))
            {
                report.Add(Descriptors.WorkerWrite, access.Operation.Syntax, visit.From, access.Facts(), access.State.Name, visit.From.Name);
            }
        }
    }

    private IEnumerable<(Visit Visit, StateAccess Access)> Lost(Visit visit, bool isFresh) => _code.IsPreparation(visit.Body)
        ? Enumerable.Empty<(Visit, StateAccess)>()
        : visit.Accesses(_map)
            .Where(access => access.State.Origin == StateOrigin.Static
                && (visit.Way & Way.Once) == 0
                && IsLost(access, visit.Body)
                && visit.IsInWorker(access)
                // A process that serves one call may use static state as that call's own.
                && !(isFresh && _code.Reads(access.State)))
            .Select(access => (visit, access));

    private bool IsLost(StateAccess access, CodeBody body) => access.Kind switch
    {
        AccessKind.Update => true,
        // Once for each worker: if (Interlocked.Exchange(ref s_ready, 1) == 0)
        AccessKind.AtomicUpdate => !access.At.IsCondition && !(Sharing.IsExchange(access.Operation) && access.IsAskedForBefore(body)),
        AccessKind.Assign or AccessKind.Publish => !access.IsAskedForBefore(body) && !IsPartOfMakingOnce(access, body),
        AccessKind.Mutate or AccessKind.SetElement or AccessKind.UpdateElement =>
            !_code.UsesAsCache(access.State) && !access.IsAskedForBefore(body) && !IsPartOfMakingOnce(access, body),
        _ => false,
    };

    /// <summary>Whether it stands behind a flag, or behind a key: <c>if (s_key != key) { s_value = …; s_key = key; }</c>.</summary>
    private static bool IsPartOfMakingOnce(StateAccess write, CodeBody body) =>
        body.AsksAFlagBefore(write.Position, isConstant: write.Operation is not ISimpleAssignmentOperation);
}
