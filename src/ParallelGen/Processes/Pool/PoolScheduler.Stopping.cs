using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>What nobody waits for any more: withdrawn, cancelled, or late.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>
    /// Nobody waits for this block any more: it leaves the queue, or its worker is asked to stop, and killed if it does not. The
    /// caller has decided every item before.
    /// </summary>
    public void Withdraw(WorkBlock block)
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            if (block.Node is not null)
            {
                Drop(block, ref dispatch);
            }
            else if (block.Worker is { } worker)
            {
                if (worker.Current == block)
                {
                    Stop(worker, ref dispatch);
                }
                else
                {
                    Recall(worker, call => call.Block == block, ref dispatch);
                }
            }

            SignalIfDrained();
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>Withdraws everything of a submission, and decides it. Nothing of it starts once this has begun.</summary>
    public void Withdraw(Submission submission)
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            foreach (WorkBlock block in submission.Queue.ToArray())
            {
                block.Abandon();
                Drop(block, ref dispatch);
            }

            foreach (PoolWorker worker in _workers.OfType<PoolWorker>())
            {
                foreach (CallAhead call in worker.Ahead.Where(call => call.Block.Owner == submission))
                {
                    call.Block.Abandon();
                }

                Recall(worker, call => call.Block.Owner == submission, ref dispatch);
                if (worker.Current is { } block && block.Owner == submission)
                {
                    block.Abandon();
                    Stop(worker, ref dispatch);
                }
            }

            SignalIfDrained();
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>
    /// Nobody waits for an item any more that may still run: it is cancelled, and its worker killed if it does not end within the grace.
    /// The caller has decided it.
    /// </summary>
    /// <remarks>It may have ended the worker in which nobody waited for it any more, and be on its way to another: if it is alone there it is withdrawn, else cancelled when it begins.</remarks>
    public void CancelItem(WorkBlock block, int item)
    {
        bool isRunning;
        bool isLeft;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            isRunning = block.Worker is { } worker && worker.Current == block && worker.RunningItem == item;
            isLeft = !isRunning && block.IsAbandoned;
            if (isRunning && !block.Worker!.IsStopping)
            {
                CancelRunning(block.Worker, block, ref dispatch);
            }
        }

        Pass();
        dispatch.Run();
        if (isLeft)
        {
            Withdraw(block);
        }
    }

    /// <summary>A deadline has passed: a time limit, or the grace after which a worker is killed. Whether it still applies is decided here.</summary>
    public void OnDeadline(PoolWorker worker, long call, int item, bool kills)
    {
        // The item may have ended, and nobody has looked yet.
        worker.Look();
        Pass();
        WorkBlock? block;
        var dispatch = new DispatchList();
        int sent;
        if (kills && IsRetiring(worker))
        {
            worker.Kill();
            return;
        }

        lock (_gate)
        {
            block = worker.Current;
            if (block is null || worker.Call != call || (item != WireProtocol.WholeCall && worker.RunningItem != item)
                || (!kills && !block.TryDecide(item)))
            {
                return;
            }

            // Later the worker may be dead and the block on its way to another, where its first item is another one.
            sent = item - block.First;
            if (kills)
            {
                // Should its call end before the signal arrives, it gets no other: that one would be hit.
                worker.WasKilled = true;
            }
            else
            {
                // Decided above, before the grace begins: however short it is, the kill must not tell the caller another reason.
                worker.Clock.KillAfter(call, item, KillGrace);
                Recall(worker, static _ => true, ref dispatch);
                dispatch.AddCancel(worker, call, sent);
            }
        }

        Pass();
        dispatch.Run();

        if (kills)
        {
            worker.Kill();
            return;
        }

        var error = new TimeoutException(
            $"{block.Info.Name} ran longer than its time limit of {block.TimeLimit.TotalMilliseconds:0} ms in worker process {worker.ProcessId}. It was told to stop, and is killed after {KillGrace.TotalMilliseconds:0} ms.");
        Counters.Abandoned();
        block.Fail(item, error, Counters);
    }

    /// <summary>A queued block is finished without having run.</summary>
    private void Drop(WorkBlock block, ref DispatchList dispatch)
    {
        Dequeue(block);
        dispatch.AddEnd(block);
    }

    /// <summary>
    /// The worker is to drop the call it has, and is killed if it does not. From here on the grace is the only deadline: no item
    /// that ends or begins meanwhile may put it off.
    /// </summary>
    private void Stop(PoolWorker worker, ref DispatchList dispatch)
    {
        if (!worker.IsStopping)
        {
            worker.IsStopping = true;
            // It may have to be killed, and they had nothing to do with that.
            Recall(worker, static _ => true, ref dispatch);
            worker.Clock.KillAfter(worker.Call, WireProtocol.WholeCall, KillGrace);
            Counters.Abandoned();
            dispatch.AddCancel(worker, worker.Call);
        }
    }

    /// <summary>Under the lock.</summary>
    private void CancelRunning(PoolWorker worker, WorkBlock block, ref DispatchList dispatch)
    {
        worker.Clock.KillAfter(worker.Call, worker.RunningItem, KillGrace);
        Recall(worker, static _ => true, ref dispatch);
        dispatch.AddCancel(worker, worker.Call, worker.RunningItem - block.First);
        Counters.Abandoned();
    }

    private static void LimitRunningItem(PoolWorker worker, WorkBlock block)
    {
        if (block.TimeLimit != Timeout.InfiniteTimeSpan && !worker.IsStopping)
        {
            worker.Clock.LimitItem(worker.Call, worker.RunningItem, block.TimeLimit);
        }
    }
}
