namespace ParallelGen.Execution;

/// <summary>What the <c>With…</c> members of a batch set; null leaves it to the attribute, the pool or the defaults. Immutable.</summary>
/// <remarks>Parameters bear the names of the public members', so that an argument error names what the user wrote.</remarks>
internal sealed record BatchOptions
{
    // The longest that the timers of the platform can wait.
    private static readonly TimeSpan s_longestTimeLimit = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private BatchOptions() { }

    public static BatchOptions Default { get; } = new();

    public IReadOnlyList<CancellationToken> Tokens { get; private init; } = [];

    public int? Degree { get; private init; }

    public TimeSpan? TimeLimit { get; private init; }

    public ErrorPolicy Errors { get; private init; } = ErrorPolicy.WaitAll;

    public IProgress<BatchProgress>? Progress { get; private init; }

    public int? Buffer { get; private init; }

    public int? ChunkSize { get; private init; }

    public BatchOptions WithCancellation(CancellationToken cancel) =>
        cancel.CanBeCanceled ? this with { Tokens = [.. Tokens, cancel] } : this;

    public BatchOptions WithDegree(int degree)
    {
        ThrowIfLessThanOne(degree, nameof(degree), "The degree of parallelism");
        return this with { Degree = degree };
    }

    public BatchOptions WithTimeLimit(TimeSpan perItem)
    {
        if (perItem != Timeout.InfiniteTimeSpan && (perItem <= TimeSpan.Zero || perItem > s_longestTimeLimit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(perItem),
                perItem,
                "The time limit of an item must be positive and less than 50 days, or Timeout.InfiniteTimeSpan for none.");
        }

        return this with { TimeLimit = perItem };
    }

    public BatchOptions WithErrors(ErrorPolicy policy)
    {
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "The error policy must be WaitAll or FailFast.");
        }

        return this with { Errors = policy };
    }

    public BatchOptions WithProgress(IProgress<BatchProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return this with { Progress = progress };
    }

    public BatchOptions WithBuffer(int items)
    {
        ThrowIfLessThanOne(items, nameof(items), "The buffer");
        return this with { Buffer = items };
    }

    public BatchOptions WithChunkSize(int items)
    {
        ThrowIfLessThanOne(items, nameof(items), "The chunk size");
        return this with { ChunkSize = items };
    }

    private static void ThrowIfLessThanOne(int value, string parameter, string what)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"{what} must be at least 1.");
        }
    }
}
