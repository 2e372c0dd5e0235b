namespace ParallelGen.Execution;

/// <summary>A consumer that answers once, with a task, when the run is over.</summary>
internal abstract class Collector<TResult, TAnswer> : OutcomeConsumer<TResult>
{
    private readonly TaskCompletionSource<TAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TAnswer> Task => _answer.Task;

    /// <inheritdoc/>
    public sealed override void Finish(RunEnd end, long pulled)
    {
        try
        {
            switch (end.Reason)
            {
                case EndReason.Cancelled:
                    _answer.SetCanceled(end.Token);
                    break;
                case EndReason.Faulted:
                    _answer.SetException(end.Error!);
                    break;
                default:
                    _answer.SetResult(Answer(end, pulled));
                    break;
            }
        }
        catch (Exception e)
        {
            // Answer throws the batch's failures; and whatever else it throws, the caller must not wait forever.
            _answer.SetException(e);
        }
    }

    /// <summary>Makes the answer of a run that finished or failed, or throws what the caller shall catch.</summary>
    protected abstract TAnswer Answer(RunEnd end, long pulled);

    /// <summary>Makes room in an array that is indexed by item.</summary>
    protected static void Grow<T>(ref T[] slots, long needed)
    {
        if (needed > slots.Length)
        {
            ThrowIfTooMany(needed);
            Array.Resize(ref slots, (int)Math.Clamp(2L * slots.Length, needed, Array.MaxLength));
        }
    }

    protected static void ThrowIfTooMany(long items)
    {
        if (items > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The batch has more than {Array.MaxLength} items, which no array can hold. Enumerate it with await foreach instead.");
        }
    }
}
