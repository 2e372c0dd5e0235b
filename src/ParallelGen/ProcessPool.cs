using System.Collections.Concurrent;
using ParallelGen.Processes;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Pool;

namespace ParallelGen;

/// <summary>A named pool of worker processes (Python's <c>ProcessPoolExecutor</c>). Thread-safe.</summary>
/// <remarks>
/// Calls of methods annotated with <c>[RunOn(Model.ProcessPool)]</c> or <c>[RunOn(Model.Process)]</c> find their pool by themselves;
/// this class is for looking in, warming up, configuring and shutting down. Both models may name the same pool: they share its options
/// and its life, not its processes, and each has as many at work as the pool has workers. Workers start when they are needed and end with this process at the latest.
/// </remarks>
public sealed class ProcessPool : IAsyncDisposable
{
    /// <summary>The name of the pool that calls use unless <see cref="RunOnAttribute.Pool"/> says otherwise.</summary>
    public const string DefaultName = "default";

    private static readonly ConcurrentDictionary<string, ProcessPool> s_pools = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, ProcessPoolOptions> s_options = new(StringComparer.Ordinal);
    private static readonly Lock s_gate = new();

    internal ProcessPool(string name, ProcessPoolOptions options, IWorkerLauncher launcher)
    {
        Scheduler = new PoolScheduler(name, options, launcher);
        FreshScheduler = new PoolScheduler(name, options, launcher, isFresh: true);
    }

    /// <summary>The pool's name.</summary>
    public string Name => Scheduler.Name;

    internal PoolScheduler Scheduler { get; }

    /// <summary>The same pool for the calls of <see cref="Model.Process"/>: it starts nothing, spares included, before the first of them.</summary>
    internal PoolScheduler FreshScheduler { get; }

    /// <summary>The pool of this name. It is made by this if need be, which counts as its first use: <see cref="Configure"/> comes before. No worker starts.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">Assemblies declare the pool with different options: see <see cref="ProcessPoolAttribute"/>.</exception>
    public static ProcessPool Get(string name = DefaultName)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return s_pools.TryGetValue(name, out ProcessPool? pool) ? pool : Create(name);
    }

    /// <summary>
    /// Sets the options of the pool of this name, before its first use. They start as a <see cref="ProcessPoolAttribute"/> declares
    /// them, else with their defaults; a second call replaces what the first has set.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty, or <paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The pool is in use already, or assemblies declare it with different options.</exception>
    public static void Configure(string name, Action<ProcessPoolOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        ProcessPoolOptions options = PoolDeclarations.OptionsOf(name);
        configure(options);
        lock (s_gate)
        {
            if (s_pools.ContainsKey(name))
            {
                throw new InvalidOperationException($"The pool '{name}' is in use already. Configure it before the first call, or after ProcessPool.Reset(\"{name}\").");
            }

            s_options[name] = options;
        }
    }

    /// <summary>
    /// Forgets a pool that was shut down, and its options, so that its name can be configured and used again. A name that was never
    /// used or configured is as good as new already.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException">The pool is in use: shut it down first.</exception>
    public static void Reset(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (s_gate)
        {
            if (s_pools.TryGetValue(name, out ProcessPool? pool) && !pool.Scheduler.IsClosing)
            {
                throw new InvalidOperationException($"The pool '{name}' is in use. Await its DisposeAsync() or ShutdownAsync() before Reset.");
            }

            s_pools.TryRemove(name, out _);
            s_options.Remove(name);
        }
    }

    /// <summary>Starts every worker now instead of at need, and the spares of <see cref="Model.Process"/> if it has been used.</summary>
    /// <returns>A task that completes when all of them are ready.</returns>
    /// <exception cref="WorkerStartException">A worker could not be started.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; the workers go on starting.</exception>
    /// <exception cref="ObjectDisposedException">The pool was shut down.</exception>
    public Task WarmUpAsync(CancellationToken cancel = default) => 
        Task.WhenAll(Scheduler.WarmUpAsync(), FreshScheduler.IsUsed ? FreshScheduler.WarmUpAsync() : Task.CompletedTask).WaitAsync(cancel);

    /// <summary>What the pool is doing.</summary>
    public ProcessPoolSnapshot GetSnapshot()
    {
        ProcessPoolSnapshot pooled = Scheduler.GetSnapshot();
        ProcessPoolSnapshot fresh = FreshScheduler.GetSnapshot();
        return new ProcessPoolSnapshot(
            Name,
            [.. pooled.Workers, .. fresh.Workers],
            pooled.Busy + fresh.Busy,
            pooled.Queued + fresh.Queued,
            pooled.Completed + fresh.Completed,
            pooled.Failed + fresh.Failed,
            pooled.Crashed + fresh.Crashed,
            pooled.Recycled + fresh.Recycled,
            pooled.Abandoned + fresh.Abandoned);
    }

    /// <summary>Takes no more calls, and ends the workers when every call has ended or, if asked, has been cancelled.</summary>
    /// <param name="cancelPending">
    /// Whether queued and running calls are cancelled: their callers get <see cref="OperationCanceledException"/> at once, and a
    /// worker that does not stop within <see cref="ProcessPoolOptions.KillGraceMilliseconds"/> is killed.
    /// </param>
    /// <returns>A task that completes when every worker process has ended.</returns>
    /// <remarks>A call after this throws <see cref="ObjectDisposedException"/> until <see cref="Reset"/>.</remarks>
    public Task ShutdownAsync(bool cancelPending) =>
        Task.WhenAll(Scheduler.ShutdownAsync(cancelPending), FreshScheduler.ShutdownAsync(cancelPending));

    /// <summary>Drains the pool: takes no more calls, lets every call end, then ends the workers. The same as <c>ShutdownAsync(false)</c>.</summary>
    public async ValueTask DisposeAsync() => await ShutdownAsync(cancelPending: false).ConfigureAwait(false);

    private static ProcessPool Create(string name)
    {
        lock (s_gate)
        {
            return s_pools.GetOrAdd(name, static key => new ProcessPool(
                key, s_options.GetValueOrDefault(key) ?? PoolDeclarations.OptionsOf(key), WorkerLauncher.Instance));
        }
    }
}
