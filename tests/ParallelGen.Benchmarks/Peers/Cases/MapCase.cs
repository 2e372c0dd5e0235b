using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>What a call of a batch costs when it does nothing.</summary>
internal sealed class MapCase : ICase
{
    private const string Rate = "rate";

    public string Name => "map";

    public string Title => "Map of a no-op";

    public string Description => "1 000 000 ints (20 000 in a quick run), each through a method that returns it; results in order. Each warms up for two seconds. Ours chunks by itself, Python with the best of the chunk sizes tried.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "items/s")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int[] inputs = [.. Enumerable.Range(0, entrants.Settings.Choose(1_000_000, 20_000))];
        var contestants = new List<Contestant>
        {
            Ours(entrants, entrants.Ours.Name, SubjectKind.Ours, inputs, () => Work.NoOpAll(inputs).ToArrayAsync()),
        };
        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(PythonMaps.Contestant(peer, "map", inputs.Length, entrants.Settings, Rate));
        }

        contestants.Add(Ours(entrants, "ParallelGen ThreadPool, in process", SubjectKind.Reference, inputs, () => Work.NoOpOnThreadPoolAll(inputs).ToArrayAsync()));
        contestants.Add(Ours(entrants, "Parallel.ForEachAsync, in process", SubjectKind.Reference, inputs, () => ByHand.MapAsync(inputs, static value => value)));
        PythonMaps.SkipThoseWithoutBatch(entrants);
        return contestants;
    }

    private static Contestant Ours(Entrants entrants, string name, SubjectKind kind, int[] inputs, Func<Task<int[]>> map) =>
        Contestant.Of(name, kind, Rate, async () =>
        {
            await entrants.Settings.WarmUpAsync(map);
            return inputs.Length / await Clock.SecondsAsync(map, results => results.Length == inputs.Length && results[^1] == inputs[^1]);
        });
}
