namespace ParallelGen.Execution;

/// <summary>A block of a session that shares the caller's objects: there is nothing to do ahead.</summary>
internal sealed class KeptBlock<TInput>(LaneSession<TInput> session, Block<TInput> block) : PreparedBlock
{
    /// <inheritdoc/>
    public override void Start() => session.Submit(block);

    /// <inheritdoc/>
    public override void Drop() { }
}
