namespace ParallelGen.Execution;

/// <summary>Every outcome in the order in which the items ended.</summary>
internal sealed class CompletionStream<TResult, TItem>(
    BatchPlan<TResult> plan, Func<long, Outcome<TResult>, TItem> select, CancellationToken cancel)
    : OutcomeStream<TResult, TItem>(plan, cancel)
{
    // The window bounds its length: an item counts until it is taken.
    private readonly Queue<TItem> _ended = [];

    /// <inheritdoc/>
    public override bool Record(long index, in Outcome<TResult> outcome)
    {
        _ended.Enqueue(select(index, outcome));
        Wake();
        return false;
    }

    /// <inheritdoc/>
    protected override bool TryTake(out TItem item, out Exception? error)
    {
        error = null;
        if (!_ended.TryDequeue(out item!))
        {
            return false;
        }

        Run!.ReleaseTaken();
        return true;
    }

    /// <inheritdoc/>
    protected override Exception? AfterFailure(RunEnd end) => null;
}
