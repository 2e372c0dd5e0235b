using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>How the rate of a no-op map goes with workers and items.</summary>
internal sealed class ScalingCase : ICase
{
    private const string Rate = "rate";
    private const long MostOfPython = 1_000_000;

    /// <summary>Seconds after which ten times the items are not tried.</summary>
    private const double LongEnough = 3;

    public string Name => "scaling";

    public string Title => "Map of a no-op, by workers and items";

    public string Description => "As map, for 1, 2, 4 and 8 workers and 100 to 10 000 000 items (1 and 2 workers, up to 10 000 in a quick run); new pools, which warm up for two seconds. Python's chunks are a quarter of a worker's share, at most 50 000.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "items/s")];

    /// <summary>A pass measures dozens of points, so a few passes will do.</summary>
    public int Passes(PeerSettings settings) => Math.Min(settings.Passes, 3);

    public Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        PeerSettings settings = entrants.Settings;
        int largest = settings.Choose(10_000_000, 10_000);
        var contestants = new List<Contestant>();
        foreach (int workers in settings.Choose<int[]>([1, 2, 4, 8], [1, 2]))
        {
            contestants.Add(new Contestant(entrants.Ours.Name, SubjectKind.Ours, () => OursAsync(entrants, workers, largest)));
            foreach (PythonPool pool in PythonPool.All.Where(pool => !IsLeftOut(pool, settings)))
            {
                contestants.Add(new Contestant(pool.Name, SubjectKind.Python, () => PythonAsync(entrants, pool, workers, largest)));
            }
        }

        foreach (PythonPool pool in PythonPool.All.Where(pool => IsLeftOut(pool, settings)))
        {
            entrants.Skip(pool.Name, "left out of a quick run for the time that its start takes");
        }

        if (largest > MostOfPython)
        {
            entrants.Skip("Python's pools with 10 000 000 items", "left out for the time it takes");
        }

        return Task.FromResult<IReadOnlyList<Contestant>>(contestants);
    }

    private static bool IsLeftOut(PythonPool pool, PeerSettings settings) => settings.Quick && pool == PythonPool.Loky;

    private static async Task<IReadOnlyList<Sample>> OursAsync(Entrants entrants, int workers, int largest)
    {
        await OurPool.RestartAsync(workers);
        await entrants.Settings.WarmUpAsync(() => Work.NoOpAll(Enumerable.Range(0, largest / 10)).ToArrayAsync());
        return await SamplesAsync(entrants, entrants.Ours.Name, workers, largest, async items =>
        {
            int[] inputs = [.. Enumerable.Range(0, items)];
            return await Clock.SecondsAsync(() => Work.NoOpAll(inputs).ToArrayAsync(), results => results.Length == items && results[^1] == items - 1);
        });
    }

    private static async Task<IReadOnlyList<Sample>> PythonAsync(Entrants entrants, PythonPool pool, int workers, int largest)
    {
        await using PythonPeer peer = await entrants.StartAsync(pool, workers);
        await peer.WarmUpAsync(entrants.Settings, "map", new JsonObject { ["items"] = MostOfPython / 10, ["chunk"] = 1_000 });
        return await SamplesAsync(entrants, pool.Name, workers, Math.Min(largest, MostOfPython), items =>
        {
            int chunk = Math.Clamp(items / (4 * workers), 1, 50_000);
            return peer.AskAsync("seconds", new JsonObject { ["do"] = "map", ["items"] = items, ["chunk"] = chunk });
        });
    }

    private static async Task<IReadOnlyList<Sample>> SamplesAsync(
        Entrants entrants, string subject, int workers, long largest, Func<int, Task<double>> measure)
    {
        var samples = new List<Sample>();
        for (int items = 100; items <= largest; items *= 10)
        {
            // The short ones several times: a single one of them says little.
            double[] seconds = new double[items <= 10_000 ? 7 : 1];
            for (int i = 0; i < seconds.Length; i++)
            {
                seconds[i] = await measure(items);
            }

            Array.Sort(seconds);
            samples.Add(new Sample(Rate, items / seconds[seconds.Length / 2]) { Workers = workers, Items = items });
            if (items < largest && seconds[^1] > LongEnough)
            {
                entrants.Skip($"{subject} with more than {items} items on {workers} workers", $"these took {seconds[^1]:0} s, ten times as many would take too long");
                break;
            }
        }

        return samples;
    }
}
