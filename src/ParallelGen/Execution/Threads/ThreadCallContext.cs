using System.Runtime.ExceptionServices;

namespace ParallelGen.Execution.Threads;

/// <summary>
/// Brings the continuations of one asynchronous call back to its thread, which runs them until the method has completed.
/// </summary>
/// <remarks>
/// One a call, so nothing of it can run in the next. What is posted after the end, or still waits then (an async void method that
/// nobody awaits), goes on on the thread pool: there is no such thread any more. A callback that throws during the call fails the call.
/// </remarks>
internal sealed class ThreadCallContext(ExecutionContext context) : SynchronizationContext
{
    private readonly Thread _thread = Thread.CurrentThread;

    // Guards what follows. No callback runs under it.
    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posts = [];
    private bool _completed;
    private bool _over;

    // For the call's own thread.
    private Exception? _error;

    /// <summary>Throws what a callback threw, if one did.</summary>
    public void ThrowCallbackError()
    {
        if (_error is { } error)
        {
            _error = null;
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (!_over)
            {
                _posts.Enqueue((d, state));
                Monitor.Pulse(_gate);
                return;
            }
        }

        base.Post(d, state);
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == _thread && Current == this)
        {
            d(state);
            return;
        }

        var sent = new Task(() => d(state));
        Post(static task => ((Task)task!).RunSynchronously(TaskScheduler.Default), sent);
        sent.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>The method has completed, on whatever thread.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Runs what is posted until <see cref="Complete"/> is called.</summary>
    public void RunUntilCompleted()
    {
        while (TryTake(out (SendOrPostCallback Callback, object? State) post))
        {
            CallStart.Enter(context, this);
            try
            {
                post.Callback(post.State);
            }
            catch (Exception e)
            {
                Disown(_error);
                _error = e;
            }
        }
    }

    /// <summary>The call is over: its thread takes nothing more.</summary>
    public void End()
    {
        (SendOrPostCallback Callback, object? State)[] left;
        lock (_gate)
        {
            _over = true;
            left = [.. _posts];
            _posts.Clear();
        }

        foreach ((SendOrPostCallback callback, object? state) in left)
        {
            base.Post(callback, state);
        }

        Disown(_error);
    }

    /// <summary>A call fails with one exception; that nobody waits for the others is what an unobserved task is there to tell.</summary>
    private static void Disown(Exception? error) => _ = error is null ? null : Task.FromException(error);

    private bool TryTake(out (SendOrPostCallback Callback, object? State) post)
    {
        lock (_gate)
        {
            post = default;
            while (!_completed)
            {
                if (_posts.TryDequeue(out post))
                {
                    return true;
                }

                Monitor.Wait(_gate);
            }

            return false;
        }
    }
}
