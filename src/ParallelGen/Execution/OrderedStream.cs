namespace ParallelGen.Execution;

/// <summary>Results in input order, up to the first failing item. Finished items that wait for an earlier one lie in a ring.</summary>
internal sealed class OrderedStream<T>(BatchPlan<T> plan, CancellationToken cancel) : OutcomeStream<T, T>(plan, cancel)
{
    // Its length is a power of two and no less than the number of items pulled and not taken; the window bounds that.
    private Outcome<T>[] _ring = new Outcome<T>[16];
    private long _next;
    private long _reserved;

    /// <inheritdoc/>
    public override void Reserve(long total)
    {
        int length = _ring.Length;
        while (total - _next > length)
        {
            length = checked(length * 2);
        }

        if (length != _ring.Length)
        {
            var grown = new Outcome<T>[length];
            for (long index = _next; index < _reserved; index++)
            {
                grown[index & (length - 1)] = Slot(index);
            }

            _ring = grown;
        }

        _reserved = total;
    }

    /// <inheritdoc/>
    public override bool Record(long index, in Outcome<T> outcome)
    {
        Slot(index) = outcome;
        if (index == _next)
        {
            Wake();
        }

        return false;
    }

    /// <inheritdoc/>
    protected override bool TryTake(out T item, out Exception? error)
    {
        ref Outcome<T> slot = ref Slot(_next);
        (item, error) = (slot.Value, null);
        if (!slot.HasEnded)
        {
            return false;
        }

        if (slot.Succeeded)
        {
            slot = default;
            _next++;
            Run!.ReleaseTaken();
            return true;
        }

        error = slot.Error;
        Run!.TryEnd(new RunEnd(EndReason.Failed, error, _next));
        return true;
    }

    /// <inheritdoc/>
    protected override Exception? AfterFailure(RunEnd end) => end.Error;

    private ref Outcome<T> Slot(long index) => ref _ring[index & (_ring.Length - 1)];
}
