using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;
using ParallelGen.Loops;

namespace ParallelGen.Execution.Threads;

/// <summary>Runs one call after the other on a loop, a turn for each, and leaves the loop to others while a call awaits.</summary>
/// <remarks>
/// An operation of the loop from its start until it finds no more work, so a loop that ends when its work has ended waits for it. A call
/// whose task completes on another thread is ended there; only the next call needs the loop.
/// </remarks>
internal sealed class EventLoopWorker<TCall, TInput, TResult>(EventLoopSession<TCall, TInput, TResult> session) : ILoopWorkItem
    where TCall : struct, ICall<TInput, TResult>
{
    private readonly bool _hasLimit = session.TimeLimit != Timeout.InfiniteTimeSpan;
    private Block<TInput> _block;
    private int _next;
    private ConfiguredValueTaskAwaitable<TResult>.ConfiguredValueTaskAwaiter _awaiter;
    private TimedCall<TResult>? _timed;
    private Action? _goOn;

    /// <inheritdoc/>
    public string Name => TCall.Info.Name;

    private long Index => _block.FirstIndex + _next - 1;

    /// <summary>Queues the first turn.</summary>
    /// <exception cref="InvalidOperationException">The loop has ended.</exception>
    public void Start()
    {
        session.Loop.OperationStarted();
        try
        {
            session.Loop.Post(this);
        }
        catch
        {
            session.Loop.OperationCompleted();
            throw;
        }
    }

    /// <summary>A turn: begins the next call, if there is one.</summary>
    public void Execute()
    {
        if (!TryTake())
        {
            session.Loop.OperationCompleted();
            return;
        }

        ExecutionContext.Restore(session.CallContext);
        if (_hasLimit)
        {
            _timed = new TimedCall<TResult>(TCall.Info, session.Sink, Index, session.TimeLimit, session.Stopped);
        }

        Outcome<TResult> outcome;
        try
        {
            _block.End?.Starting();
            ValueTask<TResult> call = TCall.Invoke(_block.Inputs.Span[_next - 1], _timed?.Token ?? session.Stopped);
            _awaiter = call.ConfigureAwait(false).GetAwaiter();
            if (!_awaiter.IsCompleted)
            {
                _awaiter.UnsafeOnCompleted(_goOn ??= GoOn);
                return;
            }

            outcome = Outcome<TResult>.Success(_awaiter.GetResult());
        }
        catch (Exception e)
        {
            outcome = Outcome<TResult>.Failure(e);
        }

        End(outcome);
    }

    /// <summary>The awaited call has completed, on the loop or elsewhere.</summary>
    private void GoOn()
    {
        Outcome<TResult> outcome;
        try
        {
            outcome = Outcome<TResult>.Success(_awaiter.GetResult());
        }
        catch (Exception e)
        {
            outcome = Outcome<TResult>.Failure(e);
        }

        End(outcome);
    }

    private void End(in Outcome<TResult> outcome)
    {
        if (_timed is { } timed)
        {
            _timed = null;
            timed.Complete(outcome);
        }
        else
        {
            session.Sink.Complete(Index, outcome);
        }

        // This worker is an operation of the loop, which therefore has not ended and takes the post.
        session.Loop.Post(this);
    }

    /// <summary>Ends the block whose last call has ended, and takes the next call.</summary>
    private bool TryTake()
    {
        while (_next == _block.Inputs.Length || session.Stopped.IsCancellationRequested)
        {
            _block.End?.Ended();
            _next = 0;
            if (!session.TryTakeNow(out _block))
            {
                return false;
            }
        }

        _next++;
        return true;
    }
}
