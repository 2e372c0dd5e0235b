using ParallelGen.Loops;

namespace ParallelGen.Execution;

/// <summary>
/// The sink of one call outside a batch: completes a task. Whoever comes first decides, the outcome or the cancellation.
/// The task's continuations do not run inline unless that is asked for. Thread-safe.
/// </summary>
/// <param name="cancel">The caller's token.</param>
/// <param name="inline">Whether continuations may run on the thread that tells the outcome.</param>
/// <param name="loopTask">The task's state, if the call is of an event loop: then the task is let go of when it is decided.</param>
internal sealed class SingleCall<TResult>(CancellationToken cancel, bool inline = false, LoopTask? loopTask = null) : IItemSink<TResult>
{
    private TaskCompletionSource<TResult>? _source =
        new(loopTask, inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private CancellationTokenRegistration _registration;
    private volatile bool _isRegistered;
    private volatile bool _isDecided;

    /// <summary>The call's task. That of an event loop is to be asked for before it can be decided.</summary>
    public Task<TResult> Task => _source!.Task;

    /// <summary>Cancels the task with the caller's token. The lane's session is the caller's to stop.</summary>
    /// <returns>Whether the call had no outcome yet.</returns>
    public bool TryCancel() => _source is { } source && source.TrySetCanceled(cancel) && LetGo();

    /// <summary>From now on the session is stopped when the caller's token is cancelled before the call has an outcome.</summary>
    public void StopWhenCancelled<TInput>(LaneSession<TInput> session)
    {
        _registration = cancel.UnsafeRegister(
            static state =>
            {
                (SingleCall<TResult> call, LaneSession<TInput> session) = ((SingleCall<TResult>, LaneSession<TInput>))state!;
                if (call.TryCancel())
                {
                    session.Stop();
                }
            },
            (this, session));
        _isRegistered = true;
        Interlocked.MemoryBarrier();
        if (_isDecided)
        {
            _registration.Unregister();
        }
    }

    /// <inheritdoc/>
    public void Complete(long index, in Outcome<TResult> outcome)
    {
        if (_source is { } source && TryComplete(source, outcome))
        {
            LetGo();
        }
    }

    private bool TryComplete(TaskCompletionSource<TResult> source, in Outcome<TResult> outcome)
    {
        if (outcome.Succeeded)
        {
            return source.TrySetResult(outcome.Value);
        }

        if (outcome.Error is OperationCanceledException error && error.CancellationToken == cancel && cancel.IsCancellationRequested)
        {
            return source.TrySetCanceled(cancel);
        }

        // An OperationCanceledException of the method's own is a failure like any other, and awaiting throws that very object.
        loopTask?.Fails();
        return source.TrySetException(outcome.Error);
    }

    /// <summary>The task is decided: the caller's token forgets it. Either this or who registers sees that the other has come.</summary>
    private bool LetGo()
    {
        _isDecided = true;
        Interlocked.MemoryBarrier();
        if (_isRegistered)
        {
            _registration.Unregister();
        }

        if (loopTask is not null)
        {
            _source = null;
        }

        return true;
    }
}
