using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>Calls whose method asks for it are run again when they have ended their worker.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>
    /// Whether the item that a dead worker ran is run again. Not if its outcome was decided, and not if the worker has left what cannot be
    /// trusted: then nobody knows that this is the item. Under the lock.
    /// </summary>
    private bool TryRepeat(PoolWorker worker, WorkBlock block, WorkerExit exit, string? trouble)
    {
        int item = worker.RunningItem;
        return item >= 0 && !worker.IsDamaged && !_dropsRest
            && block.TryNoteCrash(item, () => Crash(worker, exit, trouble, $"while it ran {block.Info.Name}", block.CrashesOf(item).Length + 1, block.CrashesOf(item)));
    }

    /// <summary>What the caller of the item that a dead worker ran is told. Under the lock: another item of the block may crash next.</summary>
    private WorkerCrashedException LastCrash(PoolWorker worker, WorkBlock block, WorkerExit exit, string? trouble)
    {
        WorkerCrashedException[] earlier = block.CrashesOf(worker.RunningItem);
        int attempts = earlier.Length + 1;
        string what = earlier.Length == 0
            ? "The call was not repeated and may have had its effects"
            : $"The call was run {attempts} times, ended its worker each time, and may have had its effects as often";
        string poison = earlier.Length > 0 && earlier.Length == block.Info.CrashRetries ? $". It is poison: CrashRetries = {block.Info.CrashRetries} allows no more" : "";
        return Crash(worker, exit, trouble, $"while it ran {block.Info.Name}. {what}{poison}", attempts, earlier);
    }

    /// <summary>Tells what is left of a block that no worker can get any more, or whose callers are told that the pool is shut down.</summary>
    private void FailRest(WorkBlock block, int first, Func<Exception> error)
    {
        for (int item = first; item < block.Count; item++)
        {
            // Each call gets an exception object of its own: a thrown one collects stack traces.
            Exception reason = error();
            block.TryFail(item, reason is WorkerStartException or WorkerCrashedException ? WithCrashes(block.CrashesOf(item), reason) : reason, Counters);
        }
    }

    /// <summary>A call that was to be run again has run, whatever is said of those that have not.</summary>
    private static Exception WithCrashes(WorkerCrashedException[] crashes, Exception reason) => crashes is [.. WorkerCrashedException[] earlier, WorkerCrashedException last]
        ? new WorkerCrashedException(
            $"{last.Message} The call may have had its effects. It was to be run again, but no worker could do so: {reason.Message}",
            last.ProcessId, last.ExitCode, last.Signal, last.StandardErrorTail, last.Attempts, earlier)
        : reason;
}
