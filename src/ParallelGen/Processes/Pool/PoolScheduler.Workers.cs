using System.Reflection;
using ParallelGen.Processes.Launching;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>How workers come and go.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>A block whose workers keep dying before they begin it is the suspect itself: its assembly may kill them while it loads.</summary>
    private const int MostFruitlessDeaths = 3;

    /// <summary>Kills from outside hit a block by chance, but a memory limit that strikes whenever its assembly loads must end too.</summary>
    private const int MostFruitlessKills = 20;

    /// <summary>After a start that failed while other workers serve, how long no further start is tried.</summary>
    private const int StartPauseMilliseconds = 1000;

    private int _pauses;
    private bool _warming;

    /// <summary>How many items have begun.</summary>
    private long _begun;

    /// <summary>The start timeout has passed. A worker that has said hello by now is not meant.</summary>
    public void OnStartTimeout(PoolWorker worker)
    {
        lock (_gate)
        {
            if (worker.IsReady)
            {
                return;
            }

            worker.WasKilled = true;
        }

        worker.Kill();
    }

    /// <summary>No process came of it. If nobody else can serve, whoever waits gets the reason; else the others go on.</summary>
    public void OnStartFailed(PoolWorker worker, WorkerStartException reason)
    {
        var stranded = new List<WorkBlock>();
        var dispatch = new DispatchList();
        TaskCompletionSource? warm;
        lock (_gate)
        {
            Forget(worker);
            (_warming, _wantsSpares) = (false, false);
            (warm, _warm) = (_warm, null);
            if (!Array.Exists(_workers, other => other is not null))
            {
                stranded.AddRange(_waiting.SelectMany(submission => submission.Queue));
                DropAll(stranded, ref dispatch);
            }
            else
            {
                PauseStarts();
            }

            SignalIfDrained();
        }

        warm?.TrySetException(new WorkerStartException(reason.Message, reason.InnerException));
        foreach (WorkBlock block in stranded)
        {
            FailRest(block, block.First, () => new WorkerStartException(reason.Message, reason.InnerException));
        }

        dispatch.Run();
    }

    /// <summary>Others serve: starting goes on after a pause. Under the lock.</summary>
    private void PauseStarts()
    {
        _pauses++;
        _ = StartLaterAsync();
    }

    /// <summary>Work may wait for a worker that others, busy for long, keep nobody from starting: the pause itself ends in a new try.</summary>
    private async Task StartLaterAsync()
    {
        await Task.Delay(StartPauseMilliseconds).ConfigureAwait(false);
        Resume();
    }

    private void Resume()
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            _pauses--;
            Match(ref dispatch);
        }

        dispatch.Run();
    }

    /// <summary>The worker's channel has ended, and its process is about to: it gets no more work.</summary>
    public void OnChannelEnded(PoolWorker worker)
    {
        lock (_gate)
        {
            worker.HasEnded = true;
            RemoveIdle(worker);
        }
    }

    /// <summary>
    /// The process has ended and everything it said was read. Finished items keep their results, the one that ran is blamed, the
    /// rest goes elsewhere.
    /// </summary>
    public void OnGone(PoolWorker worker, WorkerExit exit, string? trouble)
    {
        WorkBlock? block;
        List<BlockFailure> failures = [];
        List<CallAhead> doubtful;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            block = worker.Current;
            Forget(worker);
            doubtful = TakeBackAhead(worker, ref dispatch);
            bool endedByItself = trouble is not null || worker.IsTooLate || !exit.IsFromOutside;
            if (block is not null)
            {
                Unassign(worker, block);
                TakeBack(worker, block, endedByItself, ref dispatch);
            }

            if (worker.Preparing is not null && endedByItself && (worker.IsTooLate || !worker.WasKilled))
            {
                BlameAssembly(worker, exit, trouble, block, failures, ref dispatch);
            }

            if (block?.Node is not null)
            {
                Suspect(worker, block, exit, trouble, endedByItself, failures, ref dispatch);
            }

            // A spare that dies is replaced after the next call: if starting is what kills it, starting goes on no faster than calls do.
            _wantsSpares &= block is not null || worker.IsRetiring;
            SignalIfDrained();
            Match(ref dispatch);
        }

        dispatch.Run();
        Report(worker, exit, trouble, block);
        TellAll(failures);
        foreach (CallAhead call in doubtful)
        {
            FailDoubtful(worker, exit, trouble, call.Block, call.First, call.End);
        }
    }

    /// <summary>What a dead worker had not begun goes back to the front of its queue, unless nobody waits for it.</summary>
    private void TakeBack(PoolWorker worker, WorkBlock block, bool endedByItself, ref DispatchList dispatch)
    {
        int next = worker.IsDamaged ? worker.EndItem : FirstUnbegun(worker);
        if (next > block.First)
        {
            (block.FruitlessDeaths, block.FruitlessKills) = (0, 0);
        }
        else
        {
            block.BegunBeforeFruitless = block.FruitlessDeaths + block.FruitlessKills == 0 ? _begun : block.BegunBeforeFruitless;
            _ = endedByItself ? ++block.FruitlessDeaths : ++block.FruitlessKills;
        }

        TryRequeue(block, next, ref dispatch);
    }

    /// <summary>
    /// A block that is queued again may be suspected of having killed its workers. If nothing at all has begun in the pool since the first
    /// of them, and this one at least was not killed from outside, so is the whole assembly: the rest of its calls would only end more workers.
    /// </summary>
    private void Suspect(
        PoolWorker worker, WorkBlock block, WorkerExit exit, string? trouble, bool endedByItself, List<BlockFailure> failures, ref DispatchList dispatch)
    {
        if (block.FruitlessDeaths >= MostFruitlessDeaths || block.FruitlessKills >= MostFruitlessKills)
        {
            int others = block.FruitlessDeaths + block.FruitlessKills - 1;
            string when = $"before it began a call of {block.Info.Name}, like {others} workers before it. The call has not run";
            IEnumerable<WorkBlock> suspects = endedByItself && block.BegunBeforeFruitless == _begun
                ? _waiting.SelectMany(submission => submission.Queue).Where(other => other.Info.Assembly == block.Info.Assembly)
                : [block];
            Fail(suspects, () => Crash(worker, exit, trouble, when), failures, ref dispatch);
        }
    }

    private void DropAll(List<WorkBlock> blocks, ref DispatchList dispatch)
    {
        foreach (WorkBlock block in blocks)
        {
            Drop(block, ref dispatch);
        }
    }

    /// <summary>Takes blocks out of the queue; they are told after the lock.</summary>
    private void Fail(IEnumerable<WorkBlock> blocks, Func<Exception> reason, List<BlockFailure> failures, ref DispatchList dispatch)
    {
        foreach (WorkBlock block in blocks.ToArray())
        {
            Drop(block, ref dispatch);
            failures.Add(new BlockFailure(block, reason));
        }
    }

    private void TellAll(List<BlockFailure> failures)
    {
        foreach (BlockFailure failure in failures)
        {
            FailRest(failure.Block, failure.Block.First, failure.Reason);
        }
    }

    private void Report(PoolWorker worker, WorkerExit exit, string? trouble, WorkBlock? block)
    {
        if (!_quitting && !worker.WasKilled && !worker.IsRetiring)
        {
            Counters.Crashed();
        }

        if (worker.RunningItem >= 0)
        {
            block!.TryCrash(worker.RunningItem, Crash(worker, exit, trouble, $"while it ran {block.Info.Name}. The call was not repeated and may have had its effects"), Counters);
        }

        if (block is not null && worker.IsDamaged)
        {
            FailDoubtful(worker, exit, trouble, block, FirstUnbegun(worker), worker.EndItem);
        }
    }

    /// <summary>Their marks may have been among what was damaged: nobody knows whether they have run, so they are not run again.</summary>
    private void FailDoubtful(PoolWorker worker, WorkerExit exit, string? trouble, WorkBlock block, int first, int end)
    {
        for (int item = first; item < end; item++)
        {
            block.TryCrash(item, Crash(worker, exit, trouble, $"while it had a call of {block.Info.Name}. Whether the call ran cannot be known, so it was not repeated"), Counters);
        }
    }

    /// <summary>As far as its marks tell.</summary>
    private static int FirstUnbegun(PoolWorker worker) => worker.RunningItem >= 0 ? worker.RunningItem + 1 : worker.NextItem;

    private WorkerCrashedException Crash(PoolWorker worker, WorkerExit exit, string? trouble, string when)
    {
        string end = trouble is null ? exit.Describe() : $"was killed because {trouble}, and {exit.Describe()}";
        return new WorkerCrashedException(
            $"The worker process {worker.ProcessId} of pool '{Name}' {end} {when}.{Said(exit)}",
            worker.ProcessId, exit.Code, exit.Signal, exit.StandardErrorTail);
    }

    private static string Said(WorkerExit exit) => CrashText.GistOf(exit.StandardErrorTail) is { Length: > 0 } gist ? $" It said: {gist}" : "";

    private void FailRest(WorkBlock block, int first, Func<Exception> error)
    {
        for (int item = first; item < block.Count; item++)
        {
            // Each call gets an exception object of its own: a thrown one collects stack traces.
            block.TryFail(item, error(), Counters);
        }
    }

    private void Forget(PoolWorker worker)
    {
        _workers[worker.Index] = null;
        RemoveIdle(worker);
        if (_quitting && !Array.Exists(_workers, other => other is not null))
        {
            _gone.TrySetResult();
        }
    }

    private void RemoveIdle(PoolWorker worker)
    {
        if (_idle.Contains(worker))
        {
            PoolWorker[] others = [.. _idle.Where(other => other != worker).Reverse()];
            _idle.Clear();
            Array.ForEach(others, _idle.Push);
        }
    }

    /// <summary>Starts the workers that are missing, not more at once than there are processors, for starting is work.</summary>
    private void StartWorkers(ref DispatchList dispatch)
    {
        int missing = Missing;
        if (missing <= 0 || _quitting || (_pauses > 0 && Array.Exists(_workers, worker => worker is { IsReady: true })))
        {
            return;
        }

        // The launcher asks which assembly a worker is for; a pool that warms up is for the application.
        Assembly assembly = _waiting.First?.Value.Queue.First?.Value.Info.Assembly
            ?? _lastAssembly ?? Assembly.GetEntryAssembly() ?? typeof(PoolScheduler).Assembly;
        int count = Math.Min(missing, Environment.ProcessorCount) - _workers.Count(worker => worker is { IsReady: false });
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
