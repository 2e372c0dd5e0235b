using System.Diagnostics;
using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>How long one call takes, awaited before the next: either at once, or after a pause in which both sides have gone to sleep.</summary>
internal sealed class LatencyCase(bool paused) : ICase
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    public string Name => paused ? "asleep" : "hot";

    public string Title => paused ? "One call when both sides sleep" : "One hot call";

    public string Description => paused
        ? $"A no-op call of an int, awaited, {s_pause.TotalMilliseconds} ms after the one before."
        : "No-op calls of an int, each awaited before the next, after warming up.";

    public IReadOnlyList<Metric> Metrics => [Metric.Less("p50", "µs"), Metric.Less(Tail, "µs")];

    private string Tail => paused ? "p90" : "p99";

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        PeerSettings settings = entrants.Settings;
        var contestants = new List<Contestant>();
        foreach (ICallPeer peer in await entrants.CallPeersAsync())
        {
            contestants.Add(new Contestant(peer.Name, peer.Kind, () => MeasureAsync(peer, settings)));
        }

        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(new Contestant(peer.Name, SubjectKind.Python, () => MeasureAsync(peer, settings)));
        }

        return contestants;
    }

    private async Task<IReadOnlyList<Sample>> MeasureAsync(ICallPeer peer, PeerSettings settings)
    {
        var warmUp = Stopwatch.StartNew();
        while (!paused && warmUp.ElapsedMilliseconds < settings.Choose(500, 200))
        {
            await peer.CallAsync(1).ConfigureAwait(false);
        }

        long[] times = new long[paused ? settings.Choose(100, 15) : settings.Choose(20_000, 1_000)];
        for (int i = 0; i < times.Length; i++)
        {
            if (paused)
            {
                // The pause is what the case is about: both sides must have gone to sleep.
                Thread.Sleep(s_pause);
            }

            long start = Stopwatch.GetTimestamp();
            int result = await peer.CallAsync(i).ConfigureAwait(false);
            times[i] = Stopwatch.GetTimestamp() - start;
            Check.That(result == i);
        }

        Array.Sort(times);
        return [new Sample("p50", Percentile(times, 0.5)), new Sample(Tail, Percentile(times, paused ? 0.9 : 0.99))];
    }

    private async Task<IReadOnlyList<Sample>> MeasureAsync(PythonPeer peer, PeerSettings settings)
    {
        int calls = paused ? settings.Choose(100, 15) : settings.Choose(3_000, 500);
        if (!paused)
        {
            await peer.AskAsync(new JsonObject { ["do"] = "latency", ["calls"] = calls / 2, ["pause"] = 0 });
        }

        JsonNode answer = await peer.AskAsync(new JsonObject { ["do"] = "latency", ["calls"] = calls, ["pause"] = paused ? s_pause.TotalSeconds : 0 });
        return [.. Metrics.Select(metric => new Sample(metric.Name, answer[metric.Name]!.GetValue<double>() * 1e6))];
    }

    private static double Percentile(long[] ordered, double share) =>
        ordered[(int)(share * (ordered.Length - 1))] * 1e6 / Stopwatch.Frequency;
}
