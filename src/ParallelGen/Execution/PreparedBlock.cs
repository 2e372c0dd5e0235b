namespace ParallelGen.Execution;

/// <summary>A block that a session has taken and not yet queued: what needs its inputs as they were is done. Either member is called, once.</summary>
internal abstract class PreparedBlock
{
    /// <summary>Submits the block. An exception means that nothing of it runs and that its end is not told.</summary>
    public abstract void Start();

    /// <summary>Gives the block up. It was never submitted, so its end is not told either.</summary>
    public abstract void Drop();
}
