using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>A large argument that comes back as the result, beside what touching that much memory costs alone.</summary>
internal sealed class EchoCase : ICase
{
    private const string Rate = "rate";

    public string Name => "echo";

    public string Title => "64 MiB there and back";

    public string Description => "A byte[] of 64 MiB (8 in a quick run) as argument and as result, the payload counted once. Each warms up for two seconds. The references copy it once, within the process.";

    public IReadOnlyList<Metric> Metrics => [Metric.More(Rate, "GB/s")];

    public async Task<IReadOnlyList<Contestant>> PrepareAsync(Entrants entrants)
    {
        int size = entrants.Settings.Choose(64, 8) * 1024 * 1024;
        int times = entrants.Settings.Choose(3, 1);
        byte[] payload = new byte[size];
        Random.Shared.NextBytes(payload);
        var contestants = new List<Contestant>();
        foreach (ICallPeer peer in await entrants.CallPeersAsync())
        {
            contestants.Add(Contestant.Of(peer.Name, peer.Kind, Rate, async () => size / 1e9 / await MedianAsync(peer, payload, times, entrants.Settings)));
        }

        foreach (PythonPeer peer in await entrants.PythonAsync())
        {
            contestants.Add(Contestant.Of(peer.Name, SubjectKind.Python, Rate, async () =>
            {
                await peer.WarmUpAsync(entrants.Settings, "echo", new JsonObject { ["size"] = size, ["times"] = 1 });
                return size / 1e9 / await peer.AskAsync("seconds", new JsonObject { ["do"] = "echo", ["size"] = size, ["times"] = times });
            }));
        }

        contestants.AddRange(References(payload));
        return contestants;
    }

    private static IEnumerable<Contestant> References(byte[] payload)
    {
        byte[] warm = new byte[payload.Length];
        yield return Contestant.Of("copy into warm memory", SubjectKind.Reference, Rate, () => Task.FromResult(Copies.IntoWarm(payload, warm)));
        yield return Contestant.Of("copy into a new array", SubjectKind.Reference, Rate, () => Task.FromResult(Copies.IntoNewArray(payload)));
        yield return Contestant.Of("copy into fresh pages", SubjectKind.Reference, Rate, () => Task.FromResult(Copies.IntoFreshPages(payload, populate: false)));
        yield return Contestant.Of("populate fresh pages and copy", SubjectKind.Reference, Rate, () => Task.FromResult(Copies.IntoFreshPages(payload, populate: true)));
    }

    private static async Task<double> MedianAsync(ICallPeer peer, byte[] payload, int times, PeerSettings settings)
    {
        // What the others did meanwhile has cost memory that was warm; whoever is quick needs several calls until the collectors use it again.
        await settings.WarmUpAsync(() => EchoAsync(peer, payload));
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            seconds[i] = await EchoAsync(peer, payload);
        }

        Array.Sort(seconds);
        return seconds[times / 2];
    }

    private static Task<double> EchoAsync(ICallPeer peer, byte[] payload) =>
        Clock.SecondsAsync(() => peer.EchoAsync(payload), result => result.AsSpan().SequenceEqual(payload));
}
