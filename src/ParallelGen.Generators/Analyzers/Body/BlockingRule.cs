using System.Collections.Immutable;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>PGEN205: what blocks an event loop blocks every call on it.</summary>
internal static class BlockingRule
{
    public static void Check(IReadOnlyList<Visit> visits, BodyMap map, Report report)
    {
        // A body becomes asynchronous for all who come to it, or for none.
        HashSet<CodeBody> synchronous = new(visits.Where(v => (v.Way & Way.Synchronous) != 0).Select(v => v.Body));
        foreach (Visit visit in visits)
        {
            // What was handed to another thread may wait there.
            if ((visit.Way & Way.Elsewhere) != 0)
            {
                continue;
            }

            Visit strictest = synchronous.Contains(visit.Body) ? visit with { Way = visit.Way | Way.Synchronous } : visit;
            foreach (ForeignUse use in visit.Uses(map))
            {
                if (!use.At.IsElsewhere && !use.At.HasLeftContext && Find(use, strictest, map) is { } blocking)
                {
                    report.Add(Descriptors.BlocksTheLoop, use.Operation.Syntax, visit.From, Facts(blocking), blocking.Name, visit.From.Name, blocking.Advice);
                }
            }
        }
    }

    private static Blocking? Find(ForeignUse use, Visit visit, BodyMap map)
    {
        if (BlockingCalls.Of(use, visit.Body, map) is not { } blocking
            || (blocking.Awaited is not null && CompletedTasks.Has(blocking.Awaited, use.Operation, visit.Body)))
        {
            return null;
        }

        return visit.ExcludesAwait(use.Operation) || AwaitPlaces.TakesStackMemory(use.Operation, visit.Body) ? blocking.WithoutAwait() : blocking;
    }

    private static ImmutableDictionary<string, string?> Facts(Blocking blocking) => ImmutableDictionary<string, string?>.Empty
        .Add(FixKeys.Way, blocking.Way)
        .Add(FixKeys.Twin, blocking.Twin);
}
