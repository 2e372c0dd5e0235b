namespace ParallelGen.Processes.Pool;

/// <summary>The one deadline that can be set on a worker: how long it may prepare, the running item's time limit, or the grace after which it is killed.</summary>
/// <remarks>
/// Guarded by the scheduler's lock. A timer that fires late or was set anew finds that its deadline is not due, or that its call or
/// item is not the current one, and does nothing: so a kill never hits a call that was not meant.
/// </remarks>
internal sealed class WorkerClock(PoolScheduler scheduler, PoolWorker worker) : IDisposable
{
    private readonly Lock _gate = new();
    private Timer? _timer;
    private long _due = long.MaxValue;
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
            _due = long.MaxValue;
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

            long milliseconds = Math.Min((long)Math.Ceiling(delay.TotalMilliseconds), int.MaxValue);
            (_call, _item, _kills, _prepares, _due) = (call, item, kills, prepares, Environment.TickCount64 + milliseconds);
            _timer ??= NewTimer();
            _timer.Change(milliseconds, Timeout.Infinite);
        }
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
            long early = _due - Environment.TickCount64;
            if (_disposed || _due == long.MaxValue)
            {
                return;
            }

            if (early > 0)
            {
                _timer!.Change(early, Timeout.Infinite);
                return;
            }

            due = (_call, _item, _kills, _prepares);
            _due = long.MaxValue;
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
