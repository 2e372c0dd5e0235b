using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>Many single calls started before the first is awaited.</summary>
internal sealed class SubmitCase : ICase
{
    private const string Rate = "rate";

    public string Name => "submit";

    public string Title => "Submit all, then wait";

    public string Description => "10 000 no-op single calls started one by one, then all awaited (2 000 in a quick run).";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "calls/s")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int calls = entrants.Settings.Choose(10_000, 2_000);
        var contestants = new List<Contestant>();
        foreach (ICallPeer peer in await entrants.CallPeersAsync())
        {
            if (peer.CanOverlap)
            {
                contestants.Add(Contestant.Of(peer.Name, peer.Kind, Rate, () => MeasureAsync(peer.CallAsync, calls)));
            }
            else
            {
                entrants.Skip(peer.Name, "one call at a time is all it can do");
            }
        }

        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(Contestant.Of(peer.Name, SubjectKind.Python, Rate, async () =>
                calls / await peer.AskAsync("seconds", new JsonObject { ["do"] = "submit", ["calls"] = calls })));
        }

        contestants.Add(Contestant.Of("Task.Run, in process", SubjectKind.Reference, Rate, () => MeasureAsync(value => Task.Run(() => value), calls)));
        return contestants;
    }

    private static async Task<double> MeasureAsync(Func<int, Task<int>> call, int calls)
    {
        double seconds = await Clock.SecondsAsync(
            () =>
            {
                var tasks = new Task<int>[calls];
                for (int i = 0; i < tasks.Length; i++)
                {
                    tasks[i] = call(i);
                }

                return Task.WhenAll(tasks);
            },
            results => results[^1] == calls - 1);
        return calls / seconds;
    }
}
