namespace ParallelGen.Execution;

/// <summary>One submitter's calls in a lane.</summary>
/// <remarks>
/// <see cref="Submit"/> and <see cref="Stop"/> may be called from any thread. Neither blocks for a call to end. A sink may be
/// called from within <see cref="Submit"/> (an input that cannot be encoded fails at once), so never hold a lock that the
/// sink takes while submitting. The engine submits from one thread at a time, and never during or after a stop; prepared blocks
/// may be started from any thread, and even then: whoever does so stops the session once more afterwards. An exception from
/// <see cref="Submit"/> ends the run with that exception.
/// </remarks>
internal abstract class LaneSession<TInput>
{
    /// <summary>Queues a block; it starts when a place is free, in the order of submission.</summary>
    public abstract void Submit(in Block<TInput> block);

    /// <summary>
    /// Takes a block that is to be submitted later. Models that promise that the inputs are read before a call returns do so here;
    /// an item that they cannot take gets its outcome at once.
    /// </summary>
    /// <returns>Null if every item has its outcome, so that there is nothing to submit.</returns>
    public virtual PreparedBlock? Prepare(in Block<TInput> block) => new KeptBlock<TInput>(this, block);

    /// <summary>
    /// Nobody has said how many items travel together, so the session may tell the engine, and may divide blocks as it likes. Before
    /// the first block. Lanes that run item by item take no notice.
    /// </summary>
    public virtual void FindChunkSize(ChunkSizer sizer) { }

    /// <summary>
    /// Drops every item that has not started and cancels those that run: cooperatively, then as hard as the model can. After
    /// this the sink may still be told outcomes, but need not be: the caller has decided them. May be called again, at the same
    /// time too; never throws.
    /// </summary>
    public abstract void Stop();

    /// <summary>No block follows, so the lane may let go of what it keeps ready for more. What was submitted goes on. Any thread, repeatedly, and after a stop.</summary>
    public virtual void Close() { }
}
