using System.Reflection;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>How workers that still live leave: at a limit, or idle for too long. And who is kept ready beside those that work.</summary>
internal sealed partial class PoolScheduler
{
    private readonly int _spares = SparesOf(options, isFresh);
    private Timer? _idleTimer;
    private bool _idleTimerRuns;

    /// <summary>Whether spares are started: from the first call on, and not after a start that failed until the next call.</summary>
    private bool _wantsSpares;

    /// <summary>The assembly of the last call, for which spares are started.</summary>
    private Assembly? _lastAssembly;

    /// <summary>How many workers there should be besides those that are ready: for the blocks that could run now, and as spares.</summary>
    private int Missing
    {
        get
        {
            int runnable = _waiting.Count == 0 ? 0 : Math.Min(_waiting.Sum(submission => submission.Runnable), Capacity - _busy);
            int spares = _wantsSpares && !_closing ? Math.Max(0, _spares - _idle.Count) : 0;
            return Math.Max(runnable + spares, _warming ? MissingForWarm : 0);
        }
    }

    private int MissingForWarm => isFresh ? _spares - _idle.Count : Capacity - _busy - _idle.Count;

    /// <summary>The assembly that a worker should load ahead; null if it is no spare.</summary>
    public Assembly? AssemblyForSpare(PoolWorker worker)
    {
        lock (_gate)
        {
            return _spares > 0 && worker.Current is null ? _lastAssembly : null;
        }
    }

    private static int SparesOf(ProcessPoolOptions options, bool isFresh) => isFresh ? options.FreshSpares : options.Spares;

    private bool IsRetiring(PoolWorker worker)
    {
        lock (_gate)
        {
            return worker.IsRetiring;
        }
    }

    /// <summary>
    /// A worker without a call is told to quit. It counts as gone for all but its slot, which is free when its process is gone; who
    /// wants a worker from here on waits for that, or for another.
    /// </summary>
    private static void Retire(PoolWorker worker)
    {
        worker.IsRetiring = true;
        worker.Clock.KillAfter(worker.Call, WireProtocol.WholeCall, s_quitLimit);
        Quit(worker);
    }

    private void AddIdle(PoolWorker worker)
    {
        worker.IdleSince = Environment.TickCount64;
        _idle.Push(worker);
        if (Options.IdleTimeoutMilliseconds > 0 && !_idleTimerRuns && _idle.Count > _spares)
        {
            RunIdleTimer(Options.IdleTimeoutMilliseconds);
        }
    }

    /// <summary>One timer for the pool, set for the longest idle: a busy pool sets it now and then, not for every call.</summary>
    private void RunIdleTimer(long milliseconds)
    {
        _idleTimerRuns = true;
        _idleTimer ??= NewTimer(static state => ((PoolScheduler)state!).OnIdleTimer());
        _idleTimer.Change(milliseconds, Timeout.Infinite);
    }

    /// <summary>The timer lives as long as the pool, so it must not keep the execution context of whoever calls first.</summary>
    private Timer NewTimer(TimerCallback callback)
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return new Timer(callback, this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>
    /// Under the lock, so a call that comes in this moment either finds the worker idle and keeps it, or finds it gone and makes the
    /// pool start another.
    /// </summary>
    private void OnIdleTimer()
    {
        lock (_gate)
        {
            _idleTimerRuns = false;
            // The last taken is the last that was added: the bottom of the stack has been idle for the longest.
            foreach (PoolWorker worker in _quitting ? [] : _idle.Reverse().Take(_idle.Count - _spares).ToArray())
            {
                long left = worker.IdleSince + Options.IdleTimeoutMilliseconds - Environment.TickCount64;
                if (left > 0 || _warming)
                {
                    RunIdleTimer(Math.Max(left, 1));
                    return;
                }

                RemoveIdle(worker);
                Retire(worker);
            }
        }
    }
}
