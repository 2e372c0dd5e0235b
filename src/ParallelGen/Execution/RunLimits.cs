using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>The numbers of one run, after precedence: a <c>With…</c> call beats the attribute, which beats the lane, which beats the defaults.</summary>
/// <param name="Degree">How many blocks may run at the same time; at least 1.</param>
/// <param name="ChunkSize">How many items travel in one block; at most <paramref name="Window"/>.</param>
/// <param name="Window">How many items may be pulled and not yet released.</param>
/// <param name="LowWater">
/// The pump, once it has filled the window, sleeps until no more than this many items are unreleased: it wakes for many items
/// at once and not for each, while enough blocks are queued to keep every worker busy meanwhile.
/// </param>
/// <param name="TimeLimit">The limit of each item, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="Blocks">How many blocks the window holds at least, unless <paramref name="Buffer"/> says how many items.</param>
/// <param name="Buffer">The window that was asked for.</param>
internal readonly record struct RunLimits(int Degree, int ChunkSize, int Window, int LowWater, TimeSpan TimeLimit, long Blocks = 0, int? Buffer = null)
{
    private const int SmallestDefaultWindow = 16;

    /// <summary>The same for a run that pulls, runs and hands on one item after the other.</summary>
    public RunLimits OneByOne => this with { Degree = 1, ChunkSize = 1, Window = 1, LowWater = 0 };

    public static RunLimits Resolve(BatchOptions options, CallInfo info, int defaultConcurrency, int maxConcurrency, int blocksPerWorker = 4)
    {
        int requested = options.Degree ?? (info.MaxConcurrency > 0 ? info.MaxConcurrency : defaultConcurrency);
        int degree = Math.Max(1, Math.Min(requested, maxConcurrency));
        var limits = new RunLimits(degree, 1, 0, 0, TimeLimitOf(options, info), (long)blocksPerWorker * degree, options.Buffer);
        return limits.WithChunk(options.ChunkSize ?? 1);
    }

    /// <summary>The same with so many items in a block, or as many as the buffer holds.</summary>
    public RunLimits WithChunk(int size)
    {
        int chunk = Math.Min(size, Buffer ?? Array.MaxLength);
        long inFlight = Math.Min((long)Degree * chunk, Array.MaxLength);
        int window = Buffer ?? (int)Math.Clamp(Blocks * chunk, SmallestDefaultWindow, Array.MaxLength);
        int lowWater = (int)Math.Min(window - chunk, Math.Max(window / 2, inFlight));
        return this with { ChunkSize = chunk, Window = window, LowWater = lowWater };
    }

    /// <summary>
    /// The most items for the next block where the size is found while the run goes on: neither so many that a buffer leaves workers
    /// without, nor, towards a known end, so many that one worker is still at it when the others are done.
    /// </summary>
    public int MostForNext(long? left)
    {
        long byBuffer = Buffer is { } buffer ? buffer / (2L * Degree) : int.MaxValue;
        long byEnd = left is { } items ? (items + (2L * Degree) - 1) / (2L * Degree) : int.MaxValue;
        return (int)Math.Clamp(Math.Min(byBuffer, byEnd), 1, int.MaxValue);
    }

    /// <summary>The limit of each item, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan TimeLimitOf(BatchOptions options, CallInfo info) => options.TimeLimit ?? info.TimeLimit;
}
