using System.Diagnostics;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>What happens to a call that a worker has.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>The first item of the call has begun. Returns whose it is.</summary>
    /// <exception cref="InvalidDataException">The mark is not about the call that this worker has.</exception>
    public WorkBlock OnBegun(PoolWorker worker, long call, int item)
    {
        WorkBlock block;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            block = Expect(worker, call, item);
            if (worker.RunningItem >= 0)
            {
                throw new InvalidDataException($"it began item {item} of call {call} twice");
            }

            _begun++;
            worker.RunningItem = worker.NextItem;
            LimitRunningItem(worker, block);
            if (block.IsRepeatedInVain(worker.RunningItem) && !worker.IsStopping)
            {
                CancelRunning(worker, block, ref dispatch);
            }
        }

        dispatch.Run();
        return block;
    }

    /// <summary>The running item sent something before its result. Returns whose item it is.</summary>
    /// <exception cref="InvalidDataException">It is not about the item that this worker runs.</exception>
    public WorkBlock OnMessage(PoolWorker worker, long call, int item, out int local)
    {
        lock (_gate)
        {
            WorkBlock block = Expect(worker, call, item);
            local = worker.NextItem;
            return worker.RunningItem == local
                ? block
                : throw new InvalidDataException($"it sent something of item {item} of call {call}, which it has not begun");
        }
    }

    /// <summary>An item has ended; the marks say whether the next has begun or the call is over. Returns whose item it is.</summary>
    /// <exception cref="InvalidDataException">The result is not about the item that this worker runs.</exception>
    public WorkBlock OnResult(PoolWorker worker, long call, int item, ResultMarks marks, ItemStatus status, out int local)
    {
        WorkBlock block;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            block = Expect(worker, call, item);
            local = worker.NextItem;
            Check(worker, block, item, marks, status);
            NoteEnded(block.Info, 1);
            worker.RunningItem = -1;
            worker.NextItem = local + 1;
            if (!worker.IsStopping)
            {
                worker.Clock.Clear();
            }

            if (marks.HasFlag(ResultMarks.CallEnded))
            {
                Free(worker, block, ref dispatch);
                Match(ref dispatch);
            }
            else if (marks.HasFlag(ResultMarks.NextBegun))
            {
                _begun++;
                worker.RunningItem = worker.NextItem;
                LimitRunningItem(worker, block);
            }
        }

        Pass();
        dispatch.Run();
        return block;
    }

    /// <summary>Items of a call have ended, one after the other, and the next has begun; none of it was out of order.</summary>
    public void OnResults(PoolWorker worker, long call, int next, int ended)
    {
        lock (_gate)
        {
            if (worker.Current is not { } block || worker.Call != call)
            {
                return;
            }

            _begun += ended;
            NoteEnded(block.Info, ended);
            (worker.NextItem, worker.RunningItem) = (next, next);
            if (!worker.IsStopping)
            {
                worker.Clock.Clear();
                LimitRunningItem(worker, block);
            }
        }
    }

    /// <summary>The worker says how long the items of its call took, all together.</summary>
    /// <exception cref="InvalidDataException">It has no such call, or a time cannot be so long.</exception>
    public void OnTook(PoolWorker worker, long call, int microseconds)
    {
        lock (_gate)
        {
            if (worker.Current is null || worker.Call != call || microseconds < 0)
            {
                throw new InvalidDataException($"it said that call {call}, which it does not have, took {microseconds} microseconds");
            }

            worker.Took = TimeSpan.FromMicroseconds(microseconds);
        }
    }

    /// <summary>The worker dropped the rest of a cancelled call.</summary>
    /// <exception cref="InvalidDataException">It has no such call, or was not told to drop it.</exception>
    public void OnEnded(PoolWorker worker, long call)
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            if (worker.Current is { } block && worker.Call == call && worker.RunningItem < 0 && (worker.IsStopping || worker.IsRecalled))
            {
                Free(worker, block, ref dispatch);
            }
            else if (!TryGiveBack(worker, call, ref dispatch))
            {
                throw new InvalidDataException($"it ended call {call}, which it does not have or was not told to drop");
            }

            Match(ref dispatch);
        }

        Pass();
        dispatch.Run();
    }

    /// <summary>
    /// The block that the worker has, if a mark about this call and item can come now: marks come in order. On the channel items
    /// count from the first that was sent, since a block that is sent on after a crash starts at its first unbegun item.
    /// </summary>
    private static WorkBlock Expect(PoolWorker worker, long call, int item)
    {
        if (worker.Current is { } block && worker.Call == call
            && item == worker.NextItem - block.First && worker.NextItem < worker.EndItem)
        {
            return block;
        }

        throw new InvalidDataException($"it sent a mark about item {item} of call {call}, which it does not have");
    }

    /// <summary>Before anything changes: a result that is refused half-way would be lost, for neither blame nor requeueing would find it.</summary>
    private static void Check(PoolWorker worker, WorkBlock block, int item, ResultMarks marks, ItemStatus status)
    {
        if (status != ItemStatus.Refused && worker.RunningItem != worker.NextItem)
        {
            throw new InvalidDataException($"it answered item {item} without having begun it");
        }

        bool isLast = worker.NextItem + 1 == worker.EndItem;
        bool fits = marks switch
        {
            ResultMarks.CallEnded => isLast || worker.IsStopping || worker.IsRecalled,
            ResultMarks.NextBegun => !isLast,
            ResultMarks.None => !isLast && status == ItemStatus.Refused,
            _ => false,
        };
        if (!fits)
        {
            throw new InvalidDataException($"it put marks {(int)marks} on the result of item {item} of {worker.EndItem - block.First}");
        }
    }

    /// <summary>The call is over: its last item has ended, or nobody waits for the rest. What the worker might not take goes to another.</summary>
    private void Free(PoolWorker worker, WorkBlock block, ref DispatchList dispatch)
    {
        worker.Clock.Clear();
        Unassign(worker, block);
        NoteTime(worker, block);
        if (worker.IsRecalled && worker.NextItem < worker.EndItem && !worker.IsStopping && !_dropsRest)
        {
            worker.Taken -= worker.EndItem - worker.NextItem;
            Share(block, worker.NextItem, ref dispatch);
        }
        else
        {
            TryRequeue(block, worker.EndItem, ref dispatch);
        }

        if (worker.Ahead.Count > 0)
        {
            Promote(worker, ref dispatch);
        }
        else if (worker.Taken < MaxTasks && !worker.IsOverMemory && !worker.WasKilled && !worker.HasEnded)
        {
            AddIdle(worker);
        }
        else if (!worker.WasKilled && !worker.HasEnded)
        {
            Counters.Recycled();
            Retire(worker);
        }

        SignalIfDrained();
    }

    /// <summary>
    /// What the call says of others like it, as far as it has run. Of one that followed another only the worker knows when it began.
    /// </summary>
    private static void NoteTime(PoolWorker worker, WorkBlock block)
    {
        int items = worker.NextItem - block.First;
        if (items > 0 && (worker.Took is not null || !worker.WasPromoted))
        {
            TimeSpan elapsed = worker.Took ?? Stopwatch.GetElapsedTime(worker.BusySince);
            block.Info.NoteCall(elapsed);
            block.Sizer?.Report(items, block.BytesOf(block.First, worker.NextItem), elapsed);
        }
    }
}
