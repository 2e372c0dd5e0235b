namespace ParallelGen.Execution;

/// <summary>
/// Finds how many items of a run travel in one block: as many as take about a millisecond together, so that what a block costs by itself
/// does not show, and no more bytes than a channel passes on at once. Starts with one. Thread-safe.
/// </summary>
internal sealed class ChunkSizer
{
    /// <summary>However little an item takes, a block of more than that gains nothing.</summary>
    public const int Most = 16 * 1024;

    private const long MostBytes = 96 * 1024;

    /// <summary>A size that has proved too small grows by no more than that at once: the next items may take longer.</summary>
    private const int Growth = 4;

    private static readonly TimeSpan s_aim = TimeSpan.FromMilliseconds(1);

    private volatile int _size = 1;

    /// <summary>How many items the next block should have.</summary>
    public int Size => _size;

    /// <summary>A block of this many items and bytes took so long.</summary>
    public void Report(int items, long bytes, TimeSpan elapsed)
    {
        double ticks = Math.Max(1, elapsed.Ticks / (double)items);
        double byTime = s_aim.Ticks / ticks;
        double byBytes = MostBytes / Math.Max(1, bytes / (double)items);

        // Blocks that were made before the last change report too: what they allow counts, not how large they were.
        int most = (int)Math.Min(Most, (long)items * Growth);
        int allowed = (int)Math.Clamp(Math.Min(byTime, byBytes), 1, Math.Max(1, most));
        if (allowed > _size || byTime < _size || byBytes < _size)
        {
            _size = allowed;
        }
    }
}
