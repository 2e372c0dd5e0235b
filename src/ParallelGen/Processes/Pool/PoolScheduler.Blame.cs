using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>Who is blamed for the end of a worker, and what becomes of what it had.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>A block whose workers keep dying before they begin it is the suspect itself: its assembly may kill them while it loads.</summary>
    private const int MostFruitlessDeaths = 3;

    /// <summary>Kills from outside hit a block by chance, but a memory limit that strikes whenever its assembly loads must end too.</summary>
    private const int MostFruitlessKills = 20;

    /// <summary>How many items have begun.</summary>
    private long _begun;

    /// <summary>
    /// The process has ended and everything it said was read. Finished items keep their results, the one that ran is blamed, the
    /// rest goes elsewhere.
    /// </summary>
    public void OnGone(PoolWorker worker, WorkerExit exit, string? trouble)
    {
        WorkBlock? block;
        List<BlockFailure> failures = [];
        List<CallAhead> doubtful;
        WorkerCrashedException? crash = null;
        bool repeats = false;
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
                repeats = TryRepeat(worker, block, exit, trouble);
                crash = worker.RunningItem >= 0 && !repeats ? LastCrash(worker, block, exit, trouble) : null;
                TakeBack(worker, block, repeats, endedByItself, ref dispatch);
            }

            Blame(worker, block, exit, trouble, endedByItself, failures, ref dispatch);
            // A spare that dies is replaced after the next call: if starting is what kills it, starting goes on no faster than calls do.
            _wantsSpares &= block is not null || worker.IsRetiring;
            SignalIfDrained();
            Match(ref dispatch);
        }

        Pass();
        dispatch.Run();
        Report(worker, exit, trouble, block, crash);
        TellAll(failures);
        foreach (CallAhead call in doubtful)
        {
            FailDoubtful(worker, exit, trouble, call.Block, call.First, call.End);
        }

        if (exit.HasCrashText && crash is null && !repeats && failures.Count == 0 && !worker.IsDamaged)
        {
            // Such as what a thread threw that a call had left behind: no call is to blame, so none has it in its exception.
            WorkerConsole.WriteErrorLine(
                $"The worker process {worker.ProcessId} of pool '{Name}' {exit.Describe()} while it ran no call. It said:{Environment.NewLine}{exit.StandardErrorTail.TrimEnd()}");
        }
    }

    /// <summary>What waits and will most likely end workers as this one has ended leaves the queue.</summary>
    private void Blame(
        PoolWorker worker, WorkBlock? block, WorkerExit exit, string? trouble, bool endedByItself, List<BlockFailure> failures, ref DispatchList dispatch)
    {
        if (worker.Preparing is not null && endedByItself && (worker.IsTooLate || !worker.WasKilled))
        {
            BlameAssembly(worker, exit, trouble, block, failures, ref dispatch);
        }

        if (block is not null && worker.RunningItem >= 0)
        {
            NoteCrash(worker, block, exit, trouble, failures, ref dispatch);
        }
        else if (block?.Node is not null)
        {
            Suspect(worker, block, exit, trouble, endedByItself, failures, ref dispatch);
        }
    }

    /// <summary>What a dead worker had not begun goes back to the front of its queue, with the item that ran if that repeats, unless nobody waits for it.</summary>
    private void TakeBack(PoolWorker worker, WorkBlock block, bool repeats, bool endedByItself, ref DispatchList dispatch)
    {
        int next = worker.IsDamaged ? worker.EndItem : repeats ? worker.RunningItem : FirstUnbegun(worker);
        if (worker.RunningItem >= 0 || next > block.First)
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

    private void Report(PoolWorker worker, WorkerExit exit, string? trouble, WorkBlock? block, WorkerCrashedException? crash)
    {
        if (!_quitting && !worker.WasKilled && !worker.IsRetiring)
        {
            Counters.Crashed();
        }

        if (crash is not null)
        {
            block!.TryCrash(worker.RunningItem, crash, Counters);
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
            block.TryCrash(item, Crash(worker, exit, trouble, $"while it had a call of {block.Info.Name}. Whether the call ran cannot be known, so it was not repeated", attempts: 1), Counters);
        }
    }

    /// <summary>As far as its marks tell.</summary>
    private static int FirstUnbegun(PoolWorker worker) => worker.RunningItem >= 0 ? worker.RunningItem + 1 : worker.NextItem;

    /// <param name="worker">Who died.</param>
    /// <param name="exit">How.</param>
    /// <param name="trouble">Why it was killed for speaking wrong, if it was.</param>
    /// <param name="when">What it was at, as the message goes on.</param>
    /// <param name="attempts">How often the call was run.</param>
    /// <param name="earlier">How it had ended workers before.</param>
    private WorkerCrashedException Crash(
        PoolWorker worker, WorkerExit exit, string? trouble, string when, int attempts = 0, IReadOnlyList<WorkerCrashedException>? earlier = null)
    {
        string end = trouble is null ? exit.Describe() : $"was killed because {trouble}, and {exit.Describe()}";
        return new WorkerCrashedException(
            $"The worker process {worker.ProcessId} of pool '{Name}' {end} {when}.{Said(exit)}",
            worker.ProcessId, exit.Code, exit.Signal, exit.StandardErrorTail, attempts, earlier);
    }

    private static string Said(WorkerExit exit) => CrashText.GistOf(exit.StandardErrorTail) is { Length: > 0 } gist ? $" It said: {gist}" : "";
}
