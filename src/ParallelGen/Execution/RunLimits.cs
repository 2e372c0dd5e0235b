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
internal readonly record struct RunLimits(int Degree, int ChunkSize, int Window, int LowWater, TimeSpan TimeLimit)
{
    private const int SmallestDefaultWindow = 16;

    /// <summary>The same for a run that pulls, runs and hands on one item after the other.</summary>
    public RunLimits OneByOne => this with { Degree = 1, ChunkSize = 1, Window = 1, LowWater = 0 };

    public static RunLimits Resolve(BatchOptions options, CallInfo info, int defaultConcurrency, int maxConcurrency, int blocksPerWorker = 4)
    {
        int requested = options.Degree ?? (info.MaxConcurrency > 0 ? info.MaxConcurrency : defaultConcurrency);
        int degree = Math.Max(1, Math.Min(requested, maxConcurrency));
        int chunk = Math.Min(options.ChunkSize ?? 1, options.Buffer ?? Array.MaxLength);
        long inFlight = Math.Min((long)degree * chunk, Array.MaxLength);
        int window = options.Buffer ?? (int)Math.Clamp(blocksPerWorker * inFlight, SmallestDefaultWindow, Array.MaxLength);
        int lowWater = (int)Math.Min(window - chunk, Math.Max(window / 2, inFlight));
        return new RunLimits(degree, chunk, window, lowWater, TimeLimitOf(options, info));
    }

    /// <summary>The limit of each item, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan TimeLimitOf(BatchOptions options, CallInfo info) => options.TimeLimit ?? info.TimeLimit;
}
