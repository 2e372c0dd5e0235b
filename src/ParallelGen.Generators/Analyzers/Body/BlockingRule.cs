using System.Collections.Immutable;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>PGEN205: what blocks an event loop blocks every call on it.</summary>
internal static class BlockingRule
{
    public static void Check(IEnumerable<Visit> visits, BodyMap map, Report report)
    {
        foreach (Visit visit in visits)
        {
            // What was handed to another thread may wait there.
            if ((visit.Way & Way.Elsewhere) != 0)
            {
                continue;
            }

            foreach (ForeignUse use in visit.Uses(map))
            {
                if (!use.At.IsElsewhere
                    && !use.At.HasLeftContext
                    && BlockingCalls.Of(use, visit.Body) is { } blocking
                    && (blocking.Awaited is null || !CompletedTasks.Has(blocking.Awaited, use.Operation, visit.Body)))
                {
                    report.Add(Descriptors.BlocksTheLoop, use.Operation.Syntax, visit.From, Facts(blocking), blocking.Name, visit.From.Name, blocking.Advice);
                }
            }
        }
    }

    private static ImmutableDictionary<string, string?> Facts(Blocking blocking) => ImmutableDictionary<string, string?>.Empty
        .Add(FixKeys.Way, blocking.Way)
        .Add(FixKeys.Twin, blocking.Twin);
}
