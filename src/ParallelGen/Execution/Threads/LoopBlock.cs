namespace ParallelGen.Execution.Threads;

/// <summary>A block that waits to be submitted to a loop. The loop's work since it was prepared, and not only once a worker has it.</summary>
internal sealed class LoopBlock<TInput> : PreparedBlock
{
    private readonly EventLoop _loop;
    private readonly LaneSession<TInput> _session;
    private readonly Block<TInput> _block;

    public LoopBlock(EventLoop loop, LaneSession<TInput> session, in Block<TInput> block)
    {
        (_loop, _session, _block) = (loop, session, block);
        loop.OperationStarted();
    }

    /// <inheritdoc/>
    public override void Start()
    {
        try
        {
            _session.Submit(_block);
        }
        finally
        {
            _loop.OperationCompleted();
        }
    }

    /// <inheritdoc/>
    public override void Drop() => _loop.OperationCompleted();
}
