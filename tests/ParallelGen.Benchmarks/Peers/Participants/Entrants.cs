using System.Globalization;
using System.Text.Json;
using ParallelGen.Benchmarks.Peers.Children;

namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>Everybody who can take part, started when first asked for and kept to the end of the run.</summary>
internal sealed class Entrants(PeerSettings settings) : IAsyncDisposable
{
    private static readonly (string Name, Func<Task<ICallPeer>> StartAsync)[] s_servers =
    [
        ("raw socket, blocking", RawSocketPeer.StartAsync),
        ("StreamJsonRpc", StreamJsonRpcPeer.StartAsync),
        ("gRPC", GrpcPeer.StartAsync),
    ];

    private readonly List<Skipped> _skipped = [];
    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);
    private List<ICallPeer>? _servers;
    private readonly List<IAsyncDisposable> _still = [];
    private List<PythonPeer>? _python;
    private List<StillPool>? _stillPools;

    public PeerSettings Settings { get; } = settings;

    public OurPool Ours { get; } = new();

    public Dictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Those who answer single calls of this process, ours first.</summary>
    public async Task<IReadOnlyList<ICallPeer>> CallPeersAsync()
    {
        if (_servers is null)
        {
            _servers = [];
            foreach ((string name, Func<Task<ICallPeer>> start) in s_servers)
            {
                await TryAsync(name, async () => _servers.Add(await start()));
            }
        }

        SkipMissing(s_servers.Select(server => server.Name));
        return [Ours, .. _servers];
    }

    public async Task<IReadOnlyList<PythonPeer>> PythonAsync()
    {
        if (_python is null)
        {
            _python = [];
            foreach (PythonPool pool in PythonPool.All)
            {
                await TryAsync(pool.Name, async () => _python.Add(await StartAsync(pool, Settings.Workers)));
            }
        }

        SkipMissing(PythonPool.All.Select(pool => pool.Name));
        return _python;
    }

    /// <summary>One with another number of workers, which the caller ends.</summary>
    public async Task<PythonPeer> StartAsync(PythonPool pool, int workers)
    {
        PythonPeer peer = await PythonPeer.StartAsync(pool, workers);
        Versions[pool.Name] = peer.Version;
        return peer;
    }

    /// <summary>Pools in programs of their own that have done little more than start.</summary>
    public async Task<IReadOnlyList<StillPool>> StillPoolsAsync()
    {
        if (_stillPools is null)
        {
            _stillPools = [];
            Child own = Child.StartOwn("pool", Settings.Workers.ToString(CultureInfo.InvariantCulture));
            _still.Add(own);
            _stillPools.Add(new StillPool(Ours.Name, Ours.Kind, JsonSerializer.Deserialize<ProcessFamily>(await own.ReadLineAsync())!));
            foreach (PythonPool pool in PythonPool.All)
            {
                await TryAsync(pool.Name, async () =>
                {
                    PythonPeer peer = await StartAsync(pool, Settings.Workers);
                    _still.Add(peer);
                    _stillPools.Add(new StillPool(pool.Name, SubjectKind.Python, await peer.ProcessesAsync()));
                });
            }
        }

        SkipMissing(PythonPool.All.Select(pool => pool.Name));
        return _stillPools;
    }

    /// <summary>Says for the case at hand that somebody does not take part.</summary>
    public void Skip(string subject, string reason) => _skipped.Add(new Skipped(subject, reason));

    /// <summary>Who was skipped since the last time.</summary>
    public IReadOnlyList<Skipped> TakeSkipped()
    {
        Skipped[] skipped = [.. _skipped.Distinct()];
        _skipped.Clear();
        return skipped;
    }

    public async ValueTask DisposeAsync()
    {
        IEnumerable<IAsyncDisposable> all = [Ours, .. _servers ?? [], .. _python ?? [], .. _still];
        foreach (IAsyncDisposable entrant in all)
        {
            await entrant.DisposeAsync();
        }
    }

    private async Task TryAsync(string name, Func<Task> start)
    {
        try
        {
            await start();
        }
        catch (Exception e)
        {
            _missing[name] = e.Message;
        }
    }

    private void SkipMissing(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (_missing.TryGetValue(name, out string? reason))
            {
                Skip(name, reason);
            }
        }
    }
}
