using System.Threading.Tasks.Sources;

namespace ParallelGen.Execution;

/// <summary>
/// A consumer that hands items on one by one. The run starts with the first move. An item's place in the window is free when
/// the consumer has taken it, so a slow consumer slows the source down.
/// </summary>
/// <remarks>
/// A waiting move is completed on the thread pool, never on the thread that reports an outcome: resuming the consumer may
/// post to a synchronization context of its own, which is user code.
/// </remarks>
internal abstract class OutcomeStream<TResult, TItem>(BatchPlan<TResult> plan, CancellationToken cancel)
    : OutcomeConsumer<TResult>, IAsyncEnumerator<TItem>, IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ManualResetValueTaskSourceCore<bool> _move;
    private TItem _current = default!;

    // Guarded by the run's gate.
    private bool _waiting;
    private bool _waking;
    private RunEnd? _final;
    private bool _over;

    /// <inheritdoc/>
    public TItem Current => _current;

    /// <summary>The run, from the first move on.</summary>
    protected BatchRun<TResult>? Run { get; private set; }

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (_over)
        {
            return new ValueTask<bool>(false);
        }

        if (Run is null)
        {
            Run = plan.CreateRun(this, cancel);
            Run.Start();
        }
        else
        {
            Run.GoOnInline();
        }

        bool moved;
        Exception? error;
        lock (Run.Gate)
        {
            if (_waiting)
            {
                throw new InvalidOperationException("MoveNextAsync was called before the previous call had completed.");
            }

            if (!TryMove(out moved, out error))
            {
                _move.Reset();
                _waiting = true;
                return new ValueTask<bool>(this, _move.Version);
            }
        }

        return error is null ? new ValueTask<bool>(moved) : ValueTask.FromException<bool>(error);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (Run is null)
        {
            _over = true;
            return ValueTask.CompletedTask;
        }

        Run.TryEnd(new RunEnd(EndReason.Left));
        return new ValueTask(_finished.Task);
    }

    /// <inheritdoc/>
    public sealed override void Finish(RunEnd end, long pulled)
    {
        lock (Run!.Gate)
        {
            _final = end;
            Wake();
        }

        if (end is { Reason: EndReason.Left, Error: { } error })
        {
            _finished.SetException(error);
        }
        else
        {
            _finished.SetResult();
        }
    }

    /// <summary>Completes the waiting move, if it can be answered by now.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        bool moved;
        Exception? error;
        lock (Run!.Gate)
        {
            _waking = false;
            if (!_waiting || !TryMove(out moved, out error))
            {
                return;
            }

            _waiting = false;
        }

        if (error is null)
        {
            _move.SetResult(moved);
        }
        else
        {
            _move.SetException(error);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _move.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _move.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _move.OnCompleted(continuation, state, token, flags);

    /// <summary>Gate. Takes the next item that can be handed on, or the error that stands in its place.</summary>
    /// <returns>False if there is none yet.</returns>
    protected abstract bool TryTake(out TItem item, out Exception? error);

    /// <summary>What a consumer catches when it has taken what there was and the run was ended by a failed item; null for nothing.</summary>
    protected abstract Exception? AfterFailure(RunEnd end);

    /// <summary>Gate. Something may have become available.</summary>
    protected void Wake()
    {
        if (_waiting && !_waking)
        {
            _waking = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Gate. What was there before the run failed is still handed on; after a cancellation or a leave nothing is.</summary>
    private bool TryMove(out bool moved, out Exception? error)
    {
        (moved, error) = (false, null);
        bool open = Run!.End is not { Reason: EndReason.Cancelled or EndReason.Left };
        if (open && TryTake(out TItem item, out error))
        {
            moved = error is null;
            _over = !moved;
            _current = item;
            return true;
        }

        if (_final is null)
        {
            return false;
        }

        _over = true;
        _current = default!;
        error = _final.Reason switch
        {
            EndReason.Cancelled => new OperationCanceledException(_final.Token),
            EndReason.Faulted => _final.Error,
            EndReason.Failed => AfterFailure(_final),
            _ => null,
        };
        return true;
    }
}
