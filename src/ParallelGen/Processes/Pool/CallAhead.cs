namespace ParallelGen.Processes.Pool;

/// <summary>A call that a worker was sent while it still runs another. Guarded by the scheduler's lock.</summary>
/// <param name="block">What it runs.</param>
/// <param name="number">The call's number there.</param>
/// <param name="end">The end of the items that were sent.</param>
/// <param name="bytes">How much room it takes on the way, broadcast values included.</param>
internal sealed class CallAhead(WorkBlock block, long number, int end, long bytes)
{
    public WorkBlock Block { get; } = block;

    public long Number { get; } = number;

    /// <summary>The first of the items that were sent.</summary>
    public int First { get; } = block.First;

    public int End { get; } = end;

    public long Bytes { get; } = bytes;

    /// <summary>Whether the worker was told to give it back unless it has begun.</summary>
    public bool IsRecalled { get; set; }
}
