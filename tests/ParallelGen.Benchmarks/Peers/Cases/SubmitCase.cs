using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>Many single calls started before the first is awaited.</summary>
internal sealed class SubmitCase : ICase
{
    private const string Rate = "rate";

    public string Name => "submit";

    public string Title => "Submit all, then wait";

    public string Description => "10 000 no-op single calls started one by one, then all awaited (2 000 in a quick run). Each warms up for two seconds.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "calls/s")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int calls = entrants.Settings.Choose(10_000, 2_000);
        var contestants = new List<Contestant>();
        foreach (ICallPeer peer in await entrants.CallPeersAsync())
        {
            if (peer.CanOverlap)
            {
                contestants.Add(Contestant.Of(peer.Name, peer.Kind, Rate, () => MeasureAsync(entrants, peer.CallAsync, calls)));
            }
            else
            {
                entrants.Skip(peer.Name, "one call at a time is all it can do");
            }
        }

        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(Contestant.Of(peer.Name, SubjectKind.Python, Rate, async () =>
            {
                await peer.WarmUpAsync(entrants.Settings, "submit", new JsonObject { ["calls"] = calls });
                return calls / await peer.AskAsync("seconds", new JsonObject { ["do"] = "submit", ["calls"] = calls });
            }));
        }

        contestants.Add(Contestant.Of("Task.Run, in process", SubjectKind.Reference, Rate, () => MeasureAsync(entrants, value => Task.Run(() => value), calls)));
        return contestants;
    }

    private static async Task<double> MeasureAsync(Entrants entrants, Func<int, Task<int>> call, int calls)
    {
        await entrants.Settings.WarmUpAsync(() => SubmitAsync(call, calls));
        return calls / await Clock.SecondsAsync(() => SubmitAsync(call, calls), results => results[^1] == calls - 1);
    }

    private static Task<int[]> SubmitAsync(Func<int, Task<int>> call, int calls)
    {
        var tasks = new Task<int>[calls];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = call(i);
        }

        return Task.WhenAll(tasks);
    }
}
