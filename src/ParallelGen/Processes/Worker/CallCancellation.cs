using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Worker;

/// <summary>Which call and item runs in this worker, and whether the parent wants it to stop.</summary>
/// <remarks>
/// Cancel frames arrive on the reader thread while the call thread moves on; a frame that names another call or item than the
/// current one is late and means nothing. A cancelled call may not have begun: its number is kept until it does.
/// </remarks>
internal sealed class CallCancellation
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private long _call = -1;
    private volatile int _item = -1;
    private long _cancelledCall = -1;
    private long _recalledCall = -1;

    /// <summary>The call is now the current one. False: it was cancelled before it began.</summary>
    public bool TryBegin(long call)
    {
        lock (_gate)
        {
            (_call, _item) = (call, -1);
            return _cancelledCall != call;
        }
    }

    /// <summary>
    /// The item is now the current one; the token is its own. The source is never used again: a cancellation that has it in hand
    /// already would hit the next item, and what an earlier item left running would hear of it.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="isCancellable">Whether the method takes a token at all.</param>
    public CancellationToken BeginItem(int item, bool isCancellable = true)
    {
        if (!isCancellable)
        {
            (_source, _item) = (null, item);
            return CancellationToken.None;
        }

        lock (_gate)
        {
            (_item, _source) = (item, new CancellationTokenSource());
            if (_cancelledCall == _call)
            {
                // The whole call was cancelled between the last item's end and this begin mark, which the parent has seen.
                _source.Cancel();
            }

            return _source.Token;
        }
    }

    /// <summary>Whether the rest of the current call is still wanted, and from this worker.</summary>
    public bool IsWanted => Volatile.Read(ref _cancelledCall) != _call && Volatile.Read(ref _recalledCall) != _call;

    /// <summary>Somebody else runs the rest of this call.</summary>
    public void Recall(long call) => Volatile.Write(ref _recalledCall, call);

    /// <summary>Cancels the item if it is the current one, or the whole call whether it has begun or not.</summary>
    public void Cancel(long call, int item)
    {
        CancellationTokenSource? running = null;
        lock (_gate)
        {
            if (item == WireProtocol.WholeCall)
            {
                // Frames are sent by different threads: an older one may come after a newer.
                Volatile.Write(ref _cancelledCall, Math.Max(_cancelledCall, call));
            }

            if (call == _call && _item >= 0 && (item == _item || item == WireProtocol.WholeCall))
            {
                running = _source;
            }
        }

        if (running is not null)
        {
            _ = CancelAsync(running);
        }
    }

    /// <summary>Callbacks on the user's token are user code: they run on the thread pool, never on the reader thread.</summary>
    private static async Task CancelAsync(CancellationTokenSource source)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            await Console.Error.WriteLineAsync($"A callback registered on a call's CancellationToken threw: {e.InnerException}").ConfigureAwait(false);
        }
    }
}
