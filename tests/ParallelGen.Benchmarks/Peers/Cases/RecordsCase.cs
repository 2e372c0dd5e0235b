using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>A batch whose items have to be encoded member by member.</summary>
internal sealed class RecordsCase : ICase
{
    private const string Rate = "rate";

    public string Name => "records";

    public string Title => "Map of small records";

    public string Description => "100 000 records of an int, a string and a double (5 000 in a quick run), each to a new record; in Python named tuples, with the best of the chunk sizes tried.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "items/s")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        Track[] tracks = [.. Enumerable.Range(0, entrants.Settings.Choose(100_000, 5_000)).Select(i => new Track(i, $"track {i}", i / 2.0))];
        var contestants = new List<Contestant>
        {
            Contestant.Of(entrants.Ours.Name, SubjectKind.Ours, Rate, async () =>
            {
                await entrants.Settings.WarmUpAsync(() => Work.RescoreAll(tracks).ToArrayAsync());
                return tracks.Length / await Clock.SecondsAsync(
                    () => Work.RescoreAll(tracks).ToArrayAsync(),
                    results => results.Length == tracks.Length && results[^1] == Work.Rescore(tracks[^1]));
            }),
        };
        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(PythonMaps.Contestant(peer, "records", tracks.Length, entrants.Settings, Rate));
        }

        PythonMaps.SkipThoseWithoutBatch(entrants);
        return contestants;
    }
}
