using System.Globalization;
using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>Python's <c>map</c> with each of several chunk sizes.</summary>
internal static class PythonMaps
{
    private static int[] Chunks(PeerSettings settings) => settings.Choose<int[]>([1_000, 10_000, 50_000], [1_000, 5_000]);

    public static Contestant Contestant(PythonPeer peer, string command, int items, PeerSettings settings, string metric) =>
        new(peer.Name, SubjectKind.Python, async () =>
        {
            var samples = new List<Sample>();
            int[] chunks = Chunks(settings);
            await peer.WarmUpAsync(settings, command, new JsonObject { ["items"] = items, ["chunk"] = chunks[0] });
            foreach (int chunk in chunks)
            {
                double seconds = await peer.AskAsync("seconds", new JsonObject { ["do"] = command, ["items"] = items, ["chunk"] = chunk });
                samples.Add(new Sample(metric, items / seconds, Detail(chunk)));
            }

            return samples;
        });

    public static string Detail(int chunk) => string.Create(CultureInfo.InvariantCulture, $"chunk {chunk}");

    public static void SkipThoseWithoutBatch(Entrants entrants)
    {
        foreach (string name in new[] { "raw socket, blocking", "StreamJsonRpc", "gRPC" })
        {
            entrants.Skip(name, "has single calls only: see submit");
        }
    }
}
