namespace ParallelGen.Execution;

/// <summary>
/// Finds how many items of a run travel in one block: as many as take about a millisecond together, so that what a block costs by itself
/// does not show, and no more bytes than a channel passes on at once. Starts with one. Thread-safe.
/// </summary>
internal sealed class ChunkSizer
{
    /// <summary>However little an item takes, a block of more than that gains nothing.</summary>
    public const int Most = 16 * 1024;

    private const long MostBytes = 120 * 1024;

    /// <summary>A size that has proved too small grows by no more than that at once: the next items may take longer.</summary>
    private const int Growth = 4;

    private static readonly TimeSpan s_aim = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private volatile int _size = 1;
    private double _ticksPerItem;

    /// <summary>How many items the next block should have.</summary>
    public int Size => _size;

    /// <summary>A block of this many items and bytes took so long.</summary>
    public void Report(int items, long bytes, TimeSpan elapsed)
    {
        double ticks = Math.Max(0.01, elapsed.Ticks / (double)items);
        lock (_gate)
        {
            // A worker that had to wait for a processor seems slow: what seems slower than before is half believed, and the next block
            // shows whether it was true.
            _ticksPerItem = _ticksPerItem == 0 ? ticks : Math.Min(ticks, 2 * _ticksPerItem);
            double allowed = Math.Min(s_aim.Ticks / _ticksPerItem, MostBytes / Math.Max(1, bytes / (double)items));

            // Blocks that were made before the last change report too: that they were small says nothing of the size there is now.
            int most = (int)Math.Min(Most, Math.Max(_size, (long)items * Growth));
            _size = (int)Math.Clamp(allowed, 1, most);
        }
    }
}
