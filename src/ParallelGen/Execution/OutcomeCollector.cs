namespace ParallelGen.Execution;

/// <summary>Every item's outcome in input order. Items that a failure stopped get a cancelled one.</summary>
internal sealed class OutcomeCollector<T> : Collector<T, Outcome<T>[]>
{
    private Outcome<T>[] _outcomes = [];

    /// <inheritdoc/>
    public override void Expect(long count) => Grow(ref _outcomes, Math.Min(count, Array.MaxLength));

    /// <inheritdoc/>
    public override void Reserve(long total) => Grow(ref _outcomes, total);

    /// <inheritdoc/>
    public override bool Record(long index, in Outcome<T> outcome)
    {
        _outcomes[index] = outcome;
        return true;
    }

    /// <inheritdoc/>
    protected override Outcome<T>[] Answer(RunEnd end, long pulled)
    {
        Array.Resize(ref _outcomes, (int)pulled);
        if (end.Reason == EndReason.Failed)
        {
            FillStopped(end.FailedIndex);
        }

        return _outcomes;
    }

    private void FillStopped(long failedIndex)
    {
        foreach (ref Outcome<T> outcome in _outcomes.AsSpan())
        {
            if (!outcome.HasEnded)
            {
                // One exception each: an exception object that two callers throw mixes their stack traces.
                outcome = Outcome<T>.Failure(new OperationCanceledException(
                    $"The call was stopped because item {failedIndex} failed and the batch's error policy is FailFast."));
            }
        }
    }
}
