using System.Collections.Concurrent;
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
    private readonly List<IAsyncDisposable> _started = [];
    private IReadOnlyList<ICallPeer>? _servers;
    private IReadOnlyList<PythonPeer>? _python;
    private IReadOnlyList<StillPool>? _stillPools;

    public PeerSettings Settings { get; } = settings;

    public OurPool Ours { get; } = new();

    /// <summary>Which version of what each Python pool is.</summary>
    public ConcurrentDictionary<string, string> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Those who answer single calls of this process, ours first.</summary>
    public async Task<IReadOnlyList<ICallPeer>> CallPeersAsync()
    {
        _servers ??= await StartAllAsync(s_servers);
        SkipMissing(s_servers.Select(server => server.Name));
        return [Ours, .. _servers];
    }

    public async Task<IReadOnlyList<PythonPeer>> PythonAsync()
    {
        _python ??= await StartAllPythonAsync();
        SkipMissing(PythonPool.All.Select(pool => pool.Name));
        return _python;
    }

    /// <summary>Pools in programs of their own that have done little more than start.</summary>
    public async Task<IReadOnlyList<StillPool>> StillPoolsAsync()
    {
        _stillPools ??= await StartStillPoolsAsync();
        SkipMissing(PythonPool.All.Select(pool => pool.Name));
        return _stillPools;
    }

    /// <summary>One with another number of workers, which the caller ends.</summary>
    public async Task<PythonPeer> StartAsync(PythonPool pool, int workers)
    {
        PythonPeer peer = await PythonPeer.StartAsync(pool, workers);
        Versions[pool.Name] = peer.Version;
        return peer;
    }

    /// <summary>Says for the case at hand that somebody does not take part.</summary>
    public void Skip(string subject, string reason)
    {
        lock (_skipped)
        {
            _skipped.Add(new Skipped(subject, reason));
        }
    }

    /// <summary>Who was skipped since the last time.</summary>
    public IReadOnlyList<Skipped> TakeSkipped()
    {
        Skipped[] skipped = [.. _skipped.Distinct()];
        _skipped.Clear();
        return skipped;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable entrant in _started.Append(Ours))
        {
            await entrant.DisposeAsync();
        }
    }

    private Task<IReadOnlyList<PythonPeer>> StartAllPythonAsync() =>
        StartAllAsync(PythonPool.All.Select(pool => (pool.Name, (Func<Task<PythonPeer>>)(() => StartAsync(pool, Settings.Workers)))));

    private async Task<IReadOnlyList<StillPool>> StartStillPoolsAsync()
    {
        Child own = Child.StartOwn("pool", Settings.Workers.ToString(CultureInfo.InvariantCulture));
        _started.Add(own);
        List<StillPool> pools = [new(Ours.Name, Ours.Kind, JsonSerializer.Deserialize<ProcessFamily>(await own.ReadLineAsync())!)];
        foreach (PythonPeer peer in await StartAllPythonAsync())
        {
            pools.Add(new StillPool(peer.Name, SubjectKind.Python, await peer.ProcessesAsync()));
        }

        return pools;
    }

    /// <summary>All at once, for starting is mostly waiting. Who fails is missing from now on.</summary>
    private async Task<IReadOnlyList<T>> StartAllAsync<T>(IEnumerable<(string Name, Func<Task<T>> StartAsync)> candidates)
        where T : IAsyncDisposable
    {
        var started = new List<T>();
        foreach ((string name, Task<T> start) in candidates.Select(candidate => (candidate.Name, Task.Run(candidate.StartAsync))).ToArray())
        {
            try
            {
                T entrant = await start;
                started.Add(entrant);
                _started.Add(entrant);
            }
            catch (Exception e)
            {
                _missing[name] = e.Message;
            }
        }

        return started;
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
