using ParallelGen.Loops;

namespace ParallelGen.Execution;

/// <summary>A consumer that answers once, with a task, when the run is over.</summary>
internal abstract class Collector<TResult, TAnswer> : OutcomeConsumer<TResult>
{
    private LoopTask? _loopTask;
    private TaskCompletionSource<TAnswer>? _answer;

    /// <summary>The answer's task. Called once, before the run starts.</summary>
    /// <param name="loopTask">The task's state, if the calls run on an event loop.</param>
    public Task<TAnswer> Begin(LoopTask? loopTask)
    {
        _loopTask = loopTask;
        _answer = new TaskCompletionSource<TAnswer>(loopTask, TaskCreationOptions.RunContinuationsAsynchronously);
        return _answer.Task;
    }

    /// <inheritdoc/>
    /// <remarks>Lets go of the task: see <see cref="LoopTask"/>.</remarks>
    public sealed override void Finish(RunEnd end, long pulled)
    {
        Finish(_answer!, end, pulled);
        _answer = null;
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

    private void Finish(TaskCompletionSource<TAnswer> answer, RunEnd end, long pulled)
    {
        Exception error;
        try
        {
            switch (end.Reason)
            {
                case EndReason.Cancelled:
                    answer.SetCanceled(end.Token);
                    return;
                case EndReason.Faulted:
                    error = end.Error!;
                    break;
                default:
                    answer.SetResult(Answer(end, pulled));
                    return;
            }
        }
        catch (Exception e)
        {
            // Answer throws the batch's failures; and whatever else it throws, the caller must not wait forever.
            error = e;
        }

        _loopTask?.Fails();
        answer.SetException(error);
    }
}
