namespace ParallelGen.Processes.Pool;

/// <summary>The one deadline that can be set on a worker: how long it may prepare, the running item's time limit, or the grace after which it is killed.</summary>
/// <remarks>
/// Guarded by the scheduler's lock. A timer that fires late or was set anew finds that its deadline is not due, or that its call or
/// item is not the current one, and does nothing: so a kill never hits a call that was not meant. Timers count in ticks of some
/// milliseconds and may fire within the last one; the pool's clock, which is finer, decides, so that no deadline is cut short.
/// </remarks>
internal sealed class WorkerClock(PoolScheduler scheduler, PoolWorker worker) : IDisposable
{
    private readonly Lock _gate = new();
    private Timer? _timer;
    private long _since;
    private TimeSpan _delay;
    private bool _isSet;
    private long _call;
    private int _item;
    private bool _kills;
    private bool _prepares;
    private bool _disposed;

    /// <summary>The worker must have loaded and initialized the assembly of this number within the limit, else the scheduler is told.</summary>
    public void LimitPreparing(int number, TimeSpan limit) => Set(0, number, limit, kills: false, prepares: true);

    /// <summary>The item must end within the limit, else the scheduler is told.</summary>
    public void LimitItem(long call, int item, TimeSpan limit) => Set(call, item, limit, kills: false);

    /// <summary>The worker must be done with the item, or with the whole call, within the grace, else it is killed.</summary>
    public void KillAfter(long call, int item, TimeSpan grace) => Set(call, item, grace, kills: true);

    /// <summary>What was awaited has happened.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _isSet = false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Set(long call, int item, TimeSpan delay, bool kills, bool prepares = false)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            (_call, _item, _kills, _prepares) = (call, item, kills, prepares);
            (_isSet, _since, _delay) = (true, scheduler.Time.GetTimestamp(), delay);
            Arm(delay);
        }
    }

    private void Arm(TimeSpan delay)
    {
        _timer ??= NewTimer();
        _timer.Change((long)Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 0, int.MaxValue), Timeout.Infinite);
    }

    /// <summary>The timer lives as long as the worker, so it must not keep the execution context of whoever cancels first.</summary>
    private Timer NewTimer()
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return new Timer(static state => ((WorkerClock)state!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    private void OnTimer()
    {
        (long call, int item, bool kills, bool prepares) due;
        lock (_gate)
        {
            if (_disposed || !_isSet)
            {
                return;
            }

            TimeSpan left = _delay - scheduler.Time.GetElapsedTime(_since);
            if (left > TimeSpan.Zero)
            {
                Arm(left);
                return;
            }

            due = (_call, _item, _kills, _prepares);
            _isSet = false;
        }

        scheduler.Pass();
        if (due.prepares)
        {
            scheduler.OnPreparedTooLate(worker, due.item);
        }
        else
        {
            scheduler.OnDeadline(worker, due.call, due.item, due.kills);
        }
    }
}
