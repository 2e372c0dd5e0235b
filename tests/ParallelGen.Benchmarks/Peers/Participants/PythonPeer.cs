using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>One of Python's process pools, driven by <c>peers.py</c>, which measures with its own clock.</summary>
internal sealed class PythonPeer : IAsyncDisposable
{
    private readonly Child _child;

    private PythonPeer(PythonPool pool, Child child) => (Pool, _child) = (pool, child);

    public PythonPool Pool { get; }

    public string Name => Pool.Name;

    /// <summary>Which Python and which library.</summary>
    public string Version { get; private set; } = "";

    /// <exception cref="PeerUnavailableException">There is no such Python, or no such library in it.</exception>
    public static async Task<PythonPeer> StartAsync(PythonPool pool, int workers)
    {
        string python = await PythonInterpreters.FindAsync(pool.Module);
        string script = Path.Combine(AppContext.BaseDirectory, "Peers", "Python", "peers.py");
        var peer = new PythonPeer(pool, Child.Start(python, [script, pool.Kind, workers.ToString(CultureInfo.InvariantCulture)]));
        try
        {
            JsonNode answer = JsonNode.Parse(await peer._child.ReadLineAsync())!;
            peer.Version = $"Python {answer["python"]}, {answer["library"]}";
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has a command of the script carried out and gives one figure of its answer.</summary>
    public async Task<double> AskAsync(string figure, JsonObject command) => (await AskAsync(command))[figure]!.GetValue<double>();

    public async Task<JsonNode> AskAsync(JsonObject command)
    {
        await _child.WriteLineAsync(command.ToJsonString());
        JsonNode answer = JsonNode.Parse(await _child.ReadLineAsync())!;
        return answer["error"] is { } error ? throw new PeerUnavailableException(error.ToString()) : answer;
    }

    /// <summary>Lets it do what is measured next for as long as all others are given.</summary>
    public Task WarmUpAsync(PeerSettings settings, string command, JsonObject arguments)
    {
        (arguments["do"], arguments["of"], arguments["seconds"]) = ("warm", command, settings.WarmUp.TotalSeconds);
        return AskAsync(arguments);
    }

    public async Task<ProcessFamily> ProcessesAsync() =>
        (await AskAsync(new JsonObject { ["do"] = "processes" })).Deserialize<ProcessFamily>()!;

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
