using System.Reflection;
using ParallelGen.Processes.Launching;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>How workers come and go.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>A block whose workers keep dying before they begin it is the suspect itself: its assembly may kill them while it loads.</summary>
    private const int MostFruitlessDispatches = 3;

    /// <summary>After a start that failed while other workers serve, how long no further start is tried.</summary>
    private const int StartPauseMilliseconds = 1000;

    private long _noStartBefore;
    private bool _warming;

    /// <summary>No process came of it. If nobody else can serve, whoever waits gets the reason; else the others go on.</summary>
    public void OnStartFailed(PoolWorker worker, WorkerStartException reason)
    {
        var stranded = new List<WorkBlock>();
        TaskCompletionSource? warm;
        lock (_gate)
        {
            Forget(worker);
            _noStartBefore = Environment.TickCount64 + StartPauseMilliseconds;
            _warming = false;
            (warm, _warm) = (_warm, null);
            if (!Array.Exists(_workers, other => other is not null))
            {
                stranded.AddRange(_waiting.SelectMany(submission => submission.Queue));
                stranded.ForEach(Dequeue);
            }

            SignalIfDrained();
        }

        warm?.TrySetException(new WorkerStartException(reason.Message, reason.InnerException));
        foreach (WorkBlock block in stranded)
        {
            FailRest(block, block.First, () => new WorkerStartException(reason.Message, reason.InnerException));
        }
    }

    /// <summary>
    /// The process has ended and everything it said was read. Finished items keep their results, the one that ran is blamed, the
    /// rest goes elsewhere.
    /// </summary>
    public void OnGone(PoolWorker worker, WorkerExit exit, string? trouble)
    {
        WorkBlock? block;
        int blamed;
        bool poisoned = false;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            block = worker.Current;
            blamed = worker.RunningItem;
            Forget(worker);
            if (block is not null)
            {
                worker.Current = null;
                block.Owner.Running--;
                worker.NextItem = blamed >= 0 ? blamed + 1 : worker.NextItem;
                poisoned = worker.NextItem == block.First && ++block.FruitlessDispatches >= MostFruitlessDispatches;
                if (!poisoned)
                {
                    Requeue(worker, block, payloadInUse: true);
                }
            }

            SignalIfDrained();
            Match(ref dispatch);
        }

        dispatch.Run();
        Report(worker, exit, trouble, block, blamed, poisoned);
    }

    private void Report(PoolWorker worker, WorkerExit exit, string? trouble, WorkBlock? block, int blamed, bool poisoned)
    {
        if (!_quitting && !worker.WasKilled)
        {
            Counters.Crashed();
        }

        if (poisoned)
        {
            string when = $"before it began a call of {block!.Info.Name}, like {MostFruitlessDispatches - 1} workers before it";
            FailRest(block, block.First, () => Crash(worker, exit, trouble, when));
        }
        else if (blamed >= 0 && block!.TryFail(blamed, Crash(worker, exit, trouble, $"while it ran {block.Info.Name}")))
        {
            Counters.Completed(failed: true);
        }
    }

    private WorkerCrashedException Crash(PoolWorker worker, WorkerExit exit, string? trouble, string when)
    {
        string end = trouble is null ? exit.Describe() : $"was killed because {trouble}, and {exit.Describe()}";
        string said = CrashText.GistOf(exit.StandardErrorTail) is { Length: > 0 } gist ? $" It said: {gist}" : "";
        return new WorkerCrashedException(
            $"The worker process {worker.ProcessId} of pool '{Name}' {end} {when}. The call was not repeated and may have had its effects.{said}",
            worker.ProcessId, exit.Code, exit.Signal, exit.StandardErrorTail);
    }

    private void FailRest(WorkBlock block, int first, Func<Exception> error)
    {
        for (int item = first; item < block.Count; item++)
        {
            // Each call gets an exception object of its own: a thrown one collects stack traces.
            if (block.TryFail(item, error()))
            {
                Counters.Completed(failed: true);
            }
        }
    }

    /// <summary>What no worker has begun goes back to the front of its queue, unless nobody waits for it any more.</summary>
    private void Requeue(PoolWorker worker, WorkBlock block, bool payloadInUse = false)
    {
        if (worker.NextItem < block.Count && !block.IsAbandoned)
        {
            block.First = worker.NextItem;
            Enqueue(block, atFront: true);
        }
        else if (!payloadInUse)
        {
            // A worker that died may have left its sender in the middle of the payload: then the memory is the collector's.
            block.Payload.Dispose();
        }
    }

    private void Forget(PoolWorker worker)
    {
        _workers[worker.Index] = null;
        if (_idle.Contains(worker))
        {
            PoolWorker[] others = [.. _idle.Where(other => other != worker).Reverse()];
            _idle.Clear();
            Array.ForEach(others, _idle.Push);
        }

        if (_quitting && !Array.Exists(_workers, other => other is not null))
        {
            _gone.TrySetResult();
        }
    }

    /// <summary>Starts as many workers as there are blocks that could run now, within the pool's size; not more at once than there are processors, for starting is work.</summary>
    private void StartWorkers(ref DispatchList dispatch)
    {
        int ready = _workers.Count(worker => worker is { IsReady: true });
        int starting = _workers.Count(worker => worker is { IsReady: false });
        int wanted = _warming ? Capacity : _waiting.Sum(submission => submission.Runnable);
        if (_quitting || wanted == 0 || (ready > 0 && Environment.TickCount64 < _noStartBefore))
        {
            return;
        }

        Assembly assembly = _waiting.First?.Value.Queue.First?.Value.Info.Assembly ?? WarmUpAssembly;
        int count = Math.Min(wanted - starting, Environment.ProcessorCount - starting);
        for (int index = 0; index < _workers.Length && count > 0; index++)
        {
            if (_workers[index] is null)
            {
                _workers[index] = new PoolWorker(this, index);
                dispatch.AddStart(_workers[index]!, assembly);
                count--;
            }
        }
    }
}
