namespace ParallelGen.Execution;

/// <summary>
/// The sink of one call outside a batch: completes a task. Whoever comes first decides, the outcome or the cancellation.
/// The task's continuations do not run inline unless that is asked for. Thread-safe.
/// </summary>
/// <param name="cancel">The caller's token.</param>
/// <param name="inline">Whether continuations may run on the thread that tells the outcome.</param>
internal sealed class SingleCall<TResult>(CancellationToken cancel, bool inline = false) : IItemSink<TResult>
{
    private readonly TaskCompletionSource<TResult> _source =
        new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The call's task.</summary>
    public Task<TResult> Task => _source.Task;

    /// <summary>Cancels the task with the caller's token. The lane's session is the caller's to stop.</summary>
    /// <returns>Whether the call had no outcome yet.</returns>
    public bool TryCancel() => _source.TrySetCanceled(cancel);

    /// <summary>The call's task, and a session that is stopped when the caller's token is cancelled before the call has an outcome.</summary>
    public async Task<TResult> StopWhenCancelledAsync<TInput>(LaneSession<TInput> session)
    {
        using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            static state =>
            {
                (SingleCall<TResult> call, LaneSession<TInput> session) = ((SingleCall<TResult>, LaneSession<TInput>))state!;
                if (call.TryCancel())
                {
                    session.Stop();
                }
            },
            (this, session));
        return await Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Complete(long index, in Outcome<TResult> outcome)
    {
        if (outcome.Succeeded)
        {
            _source.TrySetResult(outcome.Value);
        }
        else if (outcome.Error is OperationCanceledException error && error.CancellationToken == cancel && cancel.IsCancellationRequested)
        {
            _source.TrySetCanceled(cancel);
        }
        else
        {
            // An OperationCanceledException of the method's own is a failure like any other, and awaiting throws that very object.
            _source.TrySetException(outcome.Error);
        }
    }
}
