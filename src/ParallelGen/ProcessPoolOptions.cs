namespace ParallelGen;

/// <summary>How a pool of worker processes is made. Set by <see cref="ProcessPool.Configure"/> before the pool's first use.</summary>
public sealed class ProcessPoolOptions
{
    private int _workers;
    private int _killGrace = 2000;
    private int _startTimeout = 15_000;

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

    /// <summary>How long a started process may take to report as a worker, in milliseconds. 15 000 by default.</summary>
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

    /// <summary>The workers' working directory; null keeps this process's.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>Environment variables that the workers get on top of this process's own; a null value removes one.</summary>
    public IDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>();

    internal int EffectiveWorkers => Workers > 0 ? Workers : WorkerContext.IsWorker ? 1 : System.Environment.ProcessorCount;
}
