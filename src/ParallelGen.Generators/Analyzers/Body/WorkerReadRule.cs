using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>
/// PGEN203: static state that is read in a worker process does not have the value that the caller's process gave it. Only where
/// other code of the project does give it one, and the worker's own does not.
/// </summary>
internal static class WorkerReadRule
{
    public static void Check(WorkerCode code, BodyMap map, Report report)
    {
        List<(Visit Visit, StateAccess Access)> candidates = code.All
            .SelectMany(visit => FirstReads(visit, map).Where(access => visit.IsInWorker(access) && !code.Writes(access.State)).Select(access => (visit, access)))
            .ToList();
        if (candidates.Count == 0)
        {
            return;
        }

        OutsideWriters writers = OutsideWriters.Of(candidates.Select(c => c.Access.State), code, map);
        foreach ((Visit visit, StateAccess access) in candidates)
        {
            if (writers.Of(access.State) is { } writer)
            {
                report.Add(Descriptors.WorkerRead, access.Operation.Syntax, visit.From, access.Facts(), access.State.Name, visit.From.Name, writer);
            }
        }
    }

    /// <summary>The first time that a body reads something is told, and not the others.</summary>
    private static IEnumerable<StateAccess> FirstReads(Visit visit, BodyMap map)
    {
        HashSet<(ISymbol, ISymbol)> seen = new();
        return visit.Accesses(map).Where(a => a.State.Origin == StateOrigin.Static && !a.Kind.IsWrite() && MayChange(a.State) && seen.Add(WorkerCode.Key(a.State)));
    }

    private static bool MayChange(SharedState state) => state.Symbol switch
    {
        IFieldSymbol { IsReadOnly: false } => true,
        IPropertySymbol { SetMethod: { IsInitOnly: false } } => true,
        _ => KnownCollections.IsKnown(state.Type) || state.Type is IArrayTypeSymbol,
    };
}
