namespace ParallelGen.Execution;

/// <summary>Who wants to know when a block has really ended, which may be long after its outcomes were told: a time limit or a cancellation tells them at once.</summary>
internal interface IBlockEnd
{
    /// <summary>
    /// Nothing of the block runs or will run: its methods have returned, or their process is gone, or it was dropped before it began.
    /// Called once for each block that was submitted, from any thread, under no lock of the lane; it may submit to any lane.
    /// </summary>
    void Ended();
}
