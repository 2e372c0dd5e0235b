using System.Diagnostics;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// Calls that workers are sent while they still run others, so that they need not wait for this process between two. Where every worker
/// is busy, a short call may as well wait with one of them; it comes back if what is in front of it is not short after all, or if there are many and
/// another worker has nothing to do.
/// </summary>
internal sealed partial class PoolScheduler
{
    /// <summary>Single calls may be short: so many of them are worth a bell together. A block of a batch takes its time.</summary>
    private const int MostSinglesAhead = 128;

    /// <summary>All of it fits into a ring beside what runs.</summary>
    private const int MostBytesAhead = 128 * 1024;

    /// <summary>Fewer will have run before they could run elsewhere.</summary>
    private const int WorthSharing = 16;

    /// <summary>What a call takes in a ring beside its arguments, generously.</summary>
    private const int BytesForFrames = 256;

    /// <summary>Only calls that were short lately wait, and only behind such: else others would overtake them, and they might wait for long.</summary>
    public TimeSpan Soon { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Gives busy workers what they run next. Under the lock.</summary>
    private void SendAhead(ref DispatchList dispatch)
    {
        // A worker that is idle or still to be started is better than one that is busy.
        if (_busy < Capacity || _waiting.Count == 0)
        {
            return;
        }

        bool found = true;
        while (found)
        {
            found = false;
            foreach (PoolWorker? worker in _workers)
            {
                if (worker is not null && worker.TakesAhead && worker.IsSoonDone(Soon) && worker.Taken < MaxTasks && TryTakeAhead(worker) is { } block)
                {
                    AssignAhead(worker, block, ref dispatch);
                    found = true;
                }
            }
        }
    }

    /// <summary>The next block in turn that may wait with this worker.</summary>
    private WorkBlock? TryTakeAhead(PoolWorker worker)
    {
        for (LinkedListNode<Submission>? node = _waiting.First; node is not null; node = node.Next)
        {
            Submission owner = node.Value;
            WorkBlock block = owner.Queue.First!.Value;
            int most = owner == Singles ? MostSinglesAhead : 1;
            if (worker.Ahead.Count < most && block.Info.RecentCall < Soon && worker.AheadBytes + block.BytesFor(worker) <= MostBytesAhead && MayWaitWith(worker, owner))
            {
                Dequeue(block);
                if (node.List is not null)
                {
                    _waiting.Remove(node);
                    _waiting.AddLast(node);
                }

                return block;
            }
        }

        return null;
    }

    /// <summary>A call starts as soon as the one before it ends: so many of one owner run at once all the same.</summary>
    private bool MayWaitWith(PoolWorker worker, Submission owner) => owner.MaxRunning >= Capacity
        || (worker.Current!.Owner == owner && worker.Ahead.All(call => call.Block.Owner == owner));

    private void AssignAhead(PoolWorker worker, WorkBlock block, ref DispatchList dispatch)
    {
        int items = (int)Math.Min(block.Count - block.First, MaxTasks - worker.Taken);
        var call = new CallAhead(block, ++worker.LastCall, block.First + items, block.BytesFor(worker) + BytesForFrames);
        worker.Taken += items;
        worker.AheadBytes += call.Bytes;
        worker.Ahead.AddLast(call);
        block.Worker = worker;
        block.HoldPayload();
        _lastAssembly = block.Info.Assembly;
        dispatch.AddSend(worker, block, call.Number, block.First, call.End);
        LookNowAndThen();
    }

    /// <summary>The worker's call is over, and it goes on with the next that it has.</summary>
    private void Promote(PoolWorker worker, ref DispatchList dispatch)
    {
        CallAhead next = worker.Ahead.First!.Value;
        RemoveAhead(worker, next);
        Run(worker, next.Block, next.Number, next.End);
        (worker.IsRecalled, worker.WasPromoted) = (next.IsRecalled, true);
        if (next.Block.IsAbandoned)
        {
            Stop(worker, ref dispatch);
        }
    }

    private static void RemoveAhead(PoolWorker worker, CallAhead call)
    {
        worker.Ahead.Remove(call);
        worker.AheadBytes -= call.Bytes;
        call.Block.Worker = null;
    }

    /// <summary>Nobody waits for these any more, or others could run them: the worker gives back what it has not begun.</summary>
    private static void Recall(PoolWorker worker, Func<CallAhead, bool> which, ref DispatchList dispatch)
    {
        foreach (CallAhead call in worker.Ahead.Where(which))
        {
            if (!call.IsRecalled)
            {
                call.IsRecalled = true;
                dispatch.AddRecall(worker, call.Number);
            }
        }
    }

    /// <summary>The worker gave back a call that it had not begun. False: it has no such call.</summary>
    private bool TryGiveBack(PoolWorker worker, long number, ref DispatchList dispatch)
    {
        if (worker.Ahead.FirstOrDefault(call => call.Number == number) is not { IsRecalled: true } call)
        {
            return false;
        }

        RemoveAhead(worker, call);
        worker.Taken -= call.End - call.First;
        TryRequeue(call.Block, call.First, ref dispatch);
        return true;
    }

    /// <summary>
    /// The worker is gone. What it had not begun goes back to the front of its queue, in the order in which it came; but if what it left
    /// cannot be trusted, nobody knows what it had begun.
    /// </summary>
    private List<CallAhead> TakeBackAhead(PoolWorker worker, ref DispatchList dispatch)
    {
        CallAhead[] calls = [.. worker.Ahead.Reverse()];
        foreach (CallAhead call in calls)
        {
            RemoveAhead(worker, call);
            TryRequeue(call.Block, worker.IsDamaged ? call.End : call.Block.First, ref dispatch);
        }

        return worker.IsDamaged ? [.. calls] : [];
    }

    /// <summary>A worker has nothing to do: half of what waits with the one that has most comes back, if that is worth it. Under the lock.</summary>
    private void RecallSome(ref DispatchList dispatch)
    {
        PoolWorker? fullest = _workers.OfType<PoolWorker>().MaxBy(static worker => worker.Ahead.Count);
        if (fullest is { Ahead.Count: >= WorthSharing })
        {
            int stay = fullest.Ahead.Count / 2;
            Recall(fullest, _ => stay-- <= 0, ref dispatch);
        }
    }

    /// <summary>What waits behind a call that is not short after all comes back, to the front of its queue. Under the lock.</summary>
    private void RecallAhead(ref DispatchList dispatch)
    {
        foreach (PoolWorker worker in _workers.OfType<PoolWorker>())
        {
            if (worker.Ahead.Count > 0 && Stopwatch.GetElapsedTime(worker.BusySince) >= Soon)
            {
                Recall(worker, static _ => true, ref dispatch);
            }
        }
    }
}
