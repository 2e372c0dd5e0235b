namespace ParallelGen;

/// <summary>
/// How a pool of worker processes is made: declared by a <see cref="ProcessPoolAttribute"/>, or set by
/// <see cref="ProcessPool.Configure"/> before the pool's first use. Not thread-safe.
/// </summary>
/// <remarks>
/// The processes of <see cref="Model.Process"/> methods that name this pool follow the same options, except
/// <see cref="MaxTasksPerWorker"/>: each serves one call.
/// </remarks>
public sealed class ProcessPoolOptions
{
    private int _workers;
    private int _killGrace = 2000;
    private int _startTimeout = 15_000;
    private int _maxTasks;
    private int _maxMemory;
    private int _idleTimeout;
    private int? _spares;

    /// <summary>How many worker processes the pool has at most; they start when they are needed. 0 (the default) is the number of processors available.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 1024.</exception>
    public int Workers
    {
        get => _workers;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            _workers = value;
        }
    }

    /// <summary>How long a cancelled or timed-out call may go on before its worker is killed, in milliseconds. 2000 by default; 0 kills at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int KillGraceMilliseconds
    {
        get => _killGrace;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _killGrace = value;
        }
    }

    /// <summary>
    /// How long a started process may take to report as a worker, in milliseconds; and then, for each assembly whose calls it runs, how
    /// long it may take to load that and to run its <see cref="WorkerInitializerAttribute"/> method. 15 000 by default.
    /// </summary>
    /// <remarks>
    /// A process that takes longer is killed, and those who wait for it get a <see cref="WorkerStartException"/>. The time limit of a call
    /// starts later, when the method itself begins.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int StartTimeoutMilliseconds
    {
        get => _startTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _startTimeout = value;
        }
    }

    /// <summary>
    /// After how many calls a worker is ended, and replaced when there is work. 0 (the default) never. Counted are the calls that it
    /// was given, including those that were cancelled there. A block of more items than a worker has left goes on in another.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxTasksPerWorker
    {
        get => _maxTasks;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxTasks = value;
        }
    }

    /// <summary>
    /// How much resident memory a worker may have when it is between calls, in MiB; one that has more is ended, and replaced when there
    /// is work. 0 (the default) sets no limit.
    /// </summary>
    /// <remarks>
    /// This process asks the operating system when a worker has ended a call (or a block of a batch), at most ten times a second for
    /// each worker: a worker that is served many short calls may pass the limit for a tenth of a second, and one that goes idle in
    /// that time is asked after its next call. A running call is never ended for its memory.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxWorkerMemoryMegabytes
    {
        get => _maxMemory;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxMemory = value;
        }
    }

    /// <summary>After how many milliseconds without a call a worker is ended, unless it is one of the <see cref="Spares"/>. 0 (the default) never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int IdleTimeoutMilliseconds
    {
        get => _idleTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _idleTimeout = value;
        }
    }

    /// <summary>
    /// How many ready processes without a call are kept beyond those that work, once the pool has been used. They come on top of
    /// <see cref="Workers"/>, but no more than that many ever work at once. Unless set, 0 for the pool and 1 for
    /// <see cref="Model.Process"/>, where a spare hides the start of the next process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 1024.</exception>
    public int Spares
    {
        get => _spares ?? 0;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            _spares = value;
        }
    }

    /// <summary>The workers' working directory; null keeps this process's.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>
    /// Environment variables that the workers get on top of this process's own; a null value removes one. Unless they are named here,
    /// workers have no startup hooks of this process's (DOTNET_STARTUP_HOOKS), DOTNET_gcServer is 0 and DOTNET_GCRetainVM is 1 in them,
    /// and so in programs that they start.
    /// </summary>
    public IDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>();

    /// <summary>The spares of <see cref="Model.Process"/>.</summary>
    internal int FreshSpares => _spares ?? 1;

    internal int EffectiveWorkers => Workers > 0 ? Workers : WorkerContext.IsWorker ? 1 : System.Environment.ProcessorCount;
}
