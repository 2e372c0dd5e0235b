using System.Diagnostics;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// While calls of several items run, their workers ring only at the end: the pool looks at them now and then, so that results go on, time
/// limits run from the right moment, and nobody is left with many items while others are idle.
/// </summary>
internal sealed partial class PoolScheduler
{
    private const int LookMilliseconds = 2;

    /// <summary>A call that takes longer than blocks are meant to take holds items that others could run.</summary>
    private static readonly long s_recallAfter = Stopwatch.Frequency / 500;

    private Timer? _lookTimer;
    private bool _looks;

    /// <summary>Under the lock. The timer stops when there is nothing to look at.</summary>
    private void LookNowAndThen()
    {
        if (!_looks)
        {
            _looks = true;
            _lookTimer ??= NewTimer(static state => ((PoolScheduler)state!).OnLookTimer());
            _lookTimer.Change(LookMilliseconds, Timeout.Infinite);
        }
    }

    private void OnLookTimer()
    {
        PoolWorker[] workers;
        lock (_gate)
        {
            workers =
            [
                .. _workers.OfType<PoolWorker>()
                    .Where(static worker => worker.Current is not null && (worker.EndItem - worker.Current.First > 1 || worker.Ahead.Count > 0)),
            ];
            _looks = workers.Length > 0;
        }

        Pass();
        foreach (PoolWorker worker in workers)
        {
            worker.Look();
        }

        Pass();

        var dispatch = new DispatchList();
        lock (_gate)
        {
            if (_looks)
            {
                RecallAhead(ref dispatch);
                RecallForIdle(ref dispatch);
                _lookTimer!.Change(LookMilliseconds, Timeout.Infinite);
            }
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>Some worker has nothing to do: others give back what they have not begun. Under the lock.</summary>
    private void RecallForIdle(ref DispatchList dispatch)
    {
        if (_idle.Count == 0 || _busy >= Capacity || _waiting.Any(static submission => submission.Runnable > 0))
        {
            return;
        }

        RecallSome(ref dispatch);
        if (ChooseForRecall() is { } worker)
        {
            worker.IsRecalled = true;
            dispatch.AddRecall(worker, worker.Call);
        }
    }

    /// <summary>Who has most items that it has not begun, of those who have had theirs for long enough. Under the lock.</summary>
    private PoolWorker? ChooseForRecall()
    {

        PoolWorker? richest = null;
        long latest = Stopwatch.GetTimestamp() - s_recallAfter;
        foreach (PoolWorker? worker in _workers)
        {
            if (worker is { Current: { Sizer: not null } block, IsStopping: false, IsRecalled: false } && worker.BusySince < latest
                && block.Owner.Running < block.Owner.MaxRunning && Unbegun(worker) > Math.Max(0, richest is null ? 0 : Unbegun(richest)))
            {
                richest = worker;
            }
        }

        return richest;
    }

    private static int Unbegun(PoolWorker worker) => worker.EndItem - worker.NextItem - 1;

    /// <summary>What a worker gave back goes to the front of its queue, in a part for each worker that could take one. Under the lock.</summary>
    private void Share(WorkBlock block, int first, ref DispatchList dispatch)
    {
        // From the end: each part goes in front of those that come after it.
        for (int parts = Math.Min(block.Count - first, Math.Min(_idle.Count + 1, block.Owner.MaxRunning)); parts > 1; parts--)
        {
            WorkBlock part = block.SplitOff(block.Count - ((block.Count - first) / parts));
            TryRequeue(part, part.First, ref dispatch);
        }

        TryRequeue(block, first, ref dispatch);
    }
}
