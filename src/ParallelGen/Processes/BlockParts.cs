using ParallelGen.Execution;

namespace ParallelGen.Processes;

/// <summary>A block that travels in several parts has ended when all of them have. Thread-safe.</summary>
internal sealed class BlockParts(IBlockEnd end) : IBlockEnd
{
    // One for the submission itself: no part that ends early may be the last.
    private int _left = 1;

    /// <summary>One part more.</summary>
    public void Add() => Interlocked.Increment(ref _left);

    /// <summary>A part has ended, or the submission.</summary>
    public void Ended()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            end.Ended();
        }
    }
}
