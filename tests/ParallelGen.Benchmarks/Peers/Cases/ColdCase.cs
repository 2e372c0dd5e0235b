using System.Diagnostics;
using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Children;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>From nothing to the first result.</summary>
internal sealed class ColdCase : ICase
{
    private const string First = "first result";

    public string Name => "cold";

    public string Title => "First result of a new pool";

    public string Description => "A new pool, or a new child process, up to the result of its first call; in a program that has done so before. The reference is this same program started, doing nothing, and ended.";

    public IReadOnlyList<Metric> Metrics => [Metric.Less(First, "ms")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int workers = entrants.Settings.Workers;
        var contestants = new List<Contestant>
        {
            Contestant.Of(entrants.Ours.Name, SubjectKind.Ours, First, () => OursAsync(workers)),
            Contestant.Of("StreamJsonRpc", SubjectKind.DotNet, First, () => ServerAsync(StreamJsonRpcPeer.StartAsync)),
            Contestant.Of("gRPC", SubjectKind.DotNet, First, () => ServerAsync(GrpcPeer.StartAsync)),
            Contestant.Of("raw socket, blocking", SubjectKind.DotNet, First, () => ServerAsync(RawSocketPeer.StartAsync)),
        };
        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(Contestant.Of(peer.Name, SubjectKind.Python, First, async () =>
                await peer.AskAsync("seconds", new JsonObject { ["do"] = "cold" }) * 1e3));
        }

        contestants.Add(Contestant.Of("empty .NET process", SubjectKind.Reference, First, EmptyProcessAsync));
        return contestants;
    }

    private static async Task<double> OursAsync(int workers)
    {
        await OurPool.RenewAsync(workers);
        double seconds = await Clock.SecondsAsync(() => Work.NoOpAsync(1), result => result == 1);

        // The other workers may still be starting: not while the next contestant is measured.
        await ProcessPool.Get().WarmUpAsync();
        return seconds * 1e3;
    }

    private static async Task<double> ServerAsync(Func<Task<ICallPeer>> start)
    {
        long begin = Stopwatch.GetTimestamp();
        await using ICallPeer peer = await start();
        await peer.CallAsync(1);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static async Task<double> EmptyProcessAsync()
    {
        long begin = Stopwatch.GetTimestamp();
        await using Child child = Child.StartOwn("nothing");
        await child.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
