using System.Diagnostics;
using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>How much faster work gets that only computes, each against its own loop in one thread, taken right before.</summary>
internal sealed class ComputeCase : ICase
{
    private const double ItemSeconds = 0.002;
    private const string SpeedUp = "speed-up";
    private const string Milliseconds = "time";

    public string Name => "cpu";

    public string Title => "CPU-bound map";

    public string Description => "500 items (60 in a quick run) of integer arithmetic, 2 ms each in the language at hand. Speed-up against a plain loop in the same language, measured right before.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(SpeedUp, "×"), Metric.Less(Milliseconds, "ms")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int[] inputs = new int[entrants.Settings.Choose(500, 60)];
        Array.Fill(inputs, Calibrate());
        var contestants = new List<Contestant>
        {
            Ours(entrants.Ours.Name, SubjectKind.Ours, inputs, () => Work.ComputeAll(inputs).ToArrayAsync()),
            Ours("ParallelGen Thread", SubjectKind.Ours, inputs, () => Work.ComputeOnThreadAll(inputs).ToArrayAsync()),
            Ours("ParallelGen ThreadPool", SubjectKind.Ours, inputs, () => Work.ComputeOnThreadPoolAll(inputs).ToArrayAsync()),
            Ours("Parallel.ForEachAsync, in process", SubjectKind.Reference, inputs, () => ByHand.MapAsync(inputs, Work.Compute)),
        };
        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            double rounds = await peer.AskAsync("rounds", new JsonObject { ["do"] = "calibrate", ["seconds"] = ItemSeconds });
            contestants.Add(new Contestant(peer.Name, SubjectKind.Python, () => MeasureAsync(peer, inputs.Length, (int)rounds)));
        }

        return contestants;
    }

    private static Contestant Ours(string name, SubjectKind kind, int[] inputs, Func<Task<uint[]>> map) => new(name, kind, async () =>
    {
        uint expected = Work.Compute(inputs[0]);
        double sequential = await Clock.SecondsAsync(() => Task.FromResult(Loop(inputs)), results => results[^1] == expected);
        double parallel = await Clock.SecondsAsync(map, results => results.Length == inputs.Length && results[^1] == expected);
        return [new Sample(SpeedUp, sequential / parallel), new Sample(Milliseconds, parallel * 1e3)];
    });

    private static async Task<IReadOnlyList<Sample>> MeasureAsync(PythonPeer peer, int items, int rounds)
    {
        double sequential = await peer.AskAsync("seconds", new JsonObject { ["do"] = "sequential", ["items"] = items, ["rounds"] = rounds });
        var samples = new List<Sample>();
        foreach (int chunk in new[] { 1, 10 })
        {
            double parallel = await peer.AskAsync("seconds", new JsonObject { ["do"] = "compute", ["items"] = items, ["rounds"] = rounds, ["chunk"] = chunk });
            samples.Add(new Sample(SpeedUp, sequential / parallel, PythonMaps.Detail(chunk)));
            samples.Add(new Sample(Milliseconds, parallel * 1e3, PythonMaps.Detail(chunk)));
        }

        return samples;
    }

    private static uint[] Loop(int[] inputs)
    {
        uint[] results = new uint[inputs.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = Work.Compute(inputs[i]);
        }

        return results;
    }

    /// <summary>The best of several: a pause of the machine would make the items too short.</summary>
    private static int Calibrate()
    {
        const int Rounds = 1_000_000;
        double best = double.MaxValue;
        for (int i = 0; i < 40; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Work.Compute(Rounds);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return (int)(Rounds * ItemSeconds / best);
    }
}
