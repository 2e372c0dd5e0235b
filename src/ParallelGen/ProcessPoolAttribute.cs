namespace ParallelGen;

/// <summary>Declares a pool of worker processes and its options.</summary>
/// <remarks>
/// Declarations are read at the pool's first use. That of the entry assembly wins; without one, those of the other loaded assemblies
/// that have annotated methods must agree, else the first use throws <see cref="InvalidOperationException"/>.
/// <see cref="ProcessPool.Configure"/> starts from what is declared and may change it. What is not set here has its default, as in
/// <see cref="ProcessPoolOptions"/>. Pools that a worker uses itself follow the declarations too, but for <see cref="Workers"/>:
/// they have one worker unless configured there.
/// </remarks>
/// <param name="name">The pool's name, as <see cref="RunOnAttribute.Pool"/> gives it; "default" is the one of methods that give none.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProcessPoolAttribute(string name) : Attribute
{
    private int? _spares;

    /// <summary>The pool's name.</summary>
    public string Name { get; } = name;

    /// <summary>See <see cref="ProcessPoolOptions.Workers"/>.</summary>
    public int Workers { get; set; }

    /// <summary>See <see cref="ProcessPoolOptions.MaxTasksPerWorker"/>.</summary>
    public int MaxTasksPerWorker { get; set; }

    /// <summary>See <see cref="ProcessPoolOptions.MaxWorkerMemoryMegabytes"/>.</summary>
    public int MaxWorkerMemoryMegabytes { get; set; }

    /// <summary>See <see cref="ProcessPoolOptions.KillGraceMilliseconds"/>.</summary>
    public int KillGraceMilliseconds { get; set; } = 2000;

    /// <summary>See <see cref="ProcessPoolOptions.IdleTimeoutMilliseconds"/>.</summary>
    public int IdleTimeoutMilliseconds { get; set; }

    /// <summary>See <see cref="ProcessPoolOptions.Spares"/>.</summary>
    public int Spares
    {
        get => _spares ?? 0;
        set => _spares = value;
    }

    /// <summary>Whether both declare the same options.</summary>
    internal bool Agrees(ProcessPoolAttribute other) => Values == other.Values;

    /// <exception cref="ArgumentOutOfRangeException">A value is one that no pool can have.</exception>
    internal ProcessPoolOptions ToOptions(bool inWorker)
    {
        var options = new ProcessPoolOptions
        {
            Workers = inWorker ? 0 : Workers,
            MaxTasksPerWorker = MaxTasksPerWorker,
            MaxWorkerMemoryMegabytes = MaxWorkerMemoryMegabytes,
            KillGraceMilliseconds = KillGraceMilliseconds,
            IdleTimeoutMilliseconds = IdleTimeoutMilliseconds,
        };
        if (_spares is { } spares)
        {
            options.Spares = spares;
        }

        return options;
    }

    private (int, int, int, int, int, int?) Values =>
        (Workers, MaxTasksPerWorker, MaxWorkerMemoryMegabytes, KillGraceMilliseconds, IdleTimeoutMilliseconds, _spares);
}
