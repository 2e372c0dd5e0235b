using System.Diagnostics.CodeAnalysis;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <summary>
/// One running call that has a time limit, and the decision how it ended: its outcome and its limit race, and the loser is dropped.
/// At the limit the sink is told at once and the method's token is cancelled; whoever runs the method goes on until it returns.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Complete, which ends every call, disposes.")]
internal sealed class TimedCall<TResult>
{
    private readonly CallInfo _info;
    private readonly IItemSink<TResult> _sink;
    private readonly long _index;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _cancel;
    private readonly Timer _timer;
    private int _decided;
    private int _users = 1;

    /// <param name="info">The method.</param>
    /// <param name="sink">Is told the outcome.</param>
    /// <param name="index">The item.</param>
    /// <param name="limit">How long from now.</param>
    /// <param name="stop">Cancels the method's token too.</param>
    public TimedCall(CallInfo info, IItemSink<TResult> sink, long index, TimeSpan limit, CancellationToken stop)
    {
        (_info, _sink, _index, _limit) = (info, sink, index, limit);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Token = _cancel.Token;
        _timer = new Timer(static call => ((TimedCall<TResult>)call!).PassLimit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The method's token.</summary>
    public CancellationToken Token { get; }

    /// <summary>The method has returned. Its outcome is dropped if the limit came first. Called once.</summary>
    public void Complete(in Outcome<TResult> outcome)
    {
        _timer.Dispose();
        if (Interlocked.Exchange(ref _decided, 1) == 0)
        {
            _sink.Complete(_index, outcome);
        }

        LetGo();
    }

    private void PassLimit()
    {
        // Before the decision: from then on the method's return alone would dispose the source.
        Interlocked.Increment(ref _users);
        if (Interlocked.Exchange(ref _decided, 1) == 0)
        {
            _sink.Complete(_index, Outcome<TResult>.Failure(new TimeoutException(
                $"{_info.Name} ran longer than its time limit of {_limit.TotalMilliseconds:0} ms. Its token was cancelled; what it still does goes on until it returns.")));
            _ = CancelAsync();
        }
        else
        {
            LetGo();
        }
    }

    /// <summary>Callbacks are the method's code: they run elsewhere, and what they throw is an unobserved task's exception, like any that nobody waits for.</summary>
    private async Task CancelAsync()
    {
        try
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _cancel.Dispose();
        }
    }
}
