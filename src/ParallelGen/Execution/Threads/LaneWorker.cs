using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>Begins one call after the other and tells how they ended, without holding a thread while one awaits. When and where, a subclass says.</summary>
internal abstract class LaneWorker<TCall, TInput, TResult>(TimeSpan timeLimit, CancellationToken stop)
    where TCall : struct, ICall<TInput, TResult>
{
    private readonly bool _hasLimit = timeLimit != Timeout.InfiniteTimeSpan;
    private ConfiguredValueTaskAwaitable<TResult>.ConfiguredValueTaskAwaiter _awaiter;
    private TimedCall<TResult>? _timed;

    /// <summary>Who is told the outcomes.</summary>
    protected abstract IItemSink<TResult> Sink { get; }

    /// <summary>The index of the current call.</summary>
    protected abstract long Index { get; }

    /// <summary>Who wants to know that the call begins; null for nobody.</summary>
    protected virtual IBlockEnd? End => null;

    /// <summary>What the end of an awaited call does, on whatever thread: sees to it that <see cref="EndAwaited"/> is called and the worker goes on.</summary>
    protected abstract Action Resume { get; }

    /// <summary>Whether the current call awaits, or has ended since and is still to be told.</summary>
    protected bool IsAwaiting { get; private set; }

    /// <summary>Begins a call, and tells its outcome if it ends at once.</summary>
    /// <returns>False if it awaits: <see cref="Resume"/> may have run by now, so nothing of this may be touched any more.</returns>
    protected bool TryRun(TInput input)
    {
        if (_hasLimit)
        {
            _timed = new TimedCall<TResult>(TCall.Info, Sink, Index, timeLimit, stop);
        }

        Outcome<TResult> outcome;
        try
        {
            End?.Starting();
            ValueTask<TResult> call = TCall.Invoke(input, _timed?.Token ?? stop);
            _awaiter = call.ConfigureAwait(false).GetAwaiter();
            if (!_awaiter.IsCompleted)
            {
                IsAwaiting = true;
                _awaiter.UnsafeOnCompleted(Resume);
                return false;
            }

            outcome = TakeResult();
        }
        catch (Exception e)
        {
            IsAwaiting = false;
            outcome = Outcome<TResult>.Failure(e);
        }

        Complete(outcome);
        return true;
    }

    /// <summary>Tells the outcome of the call that was awaited.</summary>
    protected void EndAwaited()
    {
        IsAwaiting = false;
        Complete(TakeResult());
    }

    /// <summary>A call without a time limit ended.</summary>
    protected virtual void Tell(in Outcome<TResult> outcome) => Sink.Complete(Index, outcome);

    private Outcome<TResult> TakeResult()
    {
        try
        {
            return Outcome<TResult>.Success(_awaiter.GetResult());
        }
        catch (Exception e)
        {
            return Outcome<TResult>.Failure(e);
        }
    }

    private void Complete(in Outcome<TResult> outcome)
    {
        if (_timed is { } timed)
        {
            _timed = null;
            timed.Complete(outcome);
        }
        else
        {
            Tell(outcome);
        }
    }
}
