namespace ParallelGen.Execution;

/// <summary>Who wants to know how items ended. Called from any thread, concurrently; must not block, run user code or throw.</summary>
internal interface IItemSink<TResult>
{
    /// <summary>Item <paramref name="index"/> ended. Called once per item.</summary>
    void Complete(long index, in Outcome<TResult> outcome);
}
