using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>
/// PGEN202: static state that is written in a worker process stays there. What a worker keeps for itself is meant to stay: caches,
/// buffers, what an initializer prepares.
/// </summary>
internal sealed class WorkerWriteRule
{
    private readonly WorkerCode _code;
    private readonly BodyMap _map;
    private readonly Report _report;

    private WorkerWriteRule(WorkerCode code, BodyMap map, Report report)
    {
        _code = code;
        _map = map;
        _report = report;
    }

    public static void Check(WorkerCode code, BodyMap map, Report report)
    {
        WorkerWriteRule rule = new(code, map, report);
        foreach (Visit visit in code.InPools)
        {
            rule.Check(visit, isFresh: false);
        }

        foreach (Visit visit in code.InFreshProcesses)
        {
            rule.Check(visit, isFresh: true);
        }
    }

    private void Check(Visit visit, bool isFresh)
    {
        if (_code.IsPreparation(visit.Body))
        {
            return;
        }

        foreach (StateAccess access in visit.Accesses(_map))
        {
            if (access.State.Origin == StateOrigin.Static
                && IsLost(access, visit.Body)
                && visit.IsInWorker(access)
                // A process that serves one call may use static state as that call's own.
                && !(isFresh && _code.Reads(access.State)))
            {
                _report.Add(Descriptors.WorkerWrite, access.Operation.Syntax, visit.From, access.Facts(), access.State.Name, visit.From.Name);
            }
        }
    }

    private bool IsLost(StateAccess access, CodeBody body) => access.Kind switch
    {
        AccessKind.Update => true,
        // Once for each worker: if (Interlocked.Exchange(ref s_ready, 1) == 0)
        AccessKind.AtomicUpdate => !access.At.IsCondition,
        AccessKind.Assign => !access.IsAskedForBefore(body) && !FollowsAFlag(access, body),
        AccessKind.Mutate or AccessKind.SetElement or AccessKind.UpdateElement => !_code.UsesAsCache(access.State) && !access.IsAskedForBefore(body),
        _ => false,
    };

    /// <summary>Whether the body asks a flag first that it sets itself: <c>if (!s_loaded) { s_words = …; s_loaded = true; }</c>.</summary>
    private static bool FollowsAFlag(StateAccess write, CodeBody body) =>
        write.Operation is ISimpleAssignmentOperation
        && body.Accesses.Any(flag =>
            flag.At.IsCondition
            && flag.Kind is AccessKind.Read or AccessKind.Lookup
            && flag.State.Origin == StateOrigin.Static
            && flag.Position < write.Position
            && body.Accesses.Any(set => set.Kind == AccessKind.Assign && set.Position > flag.Position && set.State.IsSame(flag.State)));
}
