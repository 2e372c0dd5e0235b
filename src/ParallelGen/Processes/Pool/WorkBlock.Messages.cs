using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <content>What comes from a running item before its result, and the result behind it.</content>
internal abstract partial class WorkBlock
{
    private ReportQueue?[]? _reports;

    /// <summary>Its first item has begun in a worker. For the reader thread.</summary>
    public void Begin() => Stream?.Begin();

    /// <summary>The running item reports. For the reader thread: the caller's handler runs elsewhere.</summary>
    /// <exception cref="InvalidDataException">Nobody asked for reports, or it sent more than it may.</exception>
    public void AcceptReport(int item, ReadOnlySpan<byte> report, RunningItem source)
    {
        if (!WantsReports)
        {
            throw new InvalidDataException($"it sent a report of {Info.Name}, whose caller has no handler");
        }

        _reports ??= new ReportQueue?[Count];
        ReportQueue? queue = _reports[item];
        if (queue is null || !queue.IsOf(source))
        {
            // What an attempt reported that has ended its worker may not be delivered yet.
            queue = _reports[item] = ReportQueue.Behind(queue, this, item, source);
        }

        queue.Add(report);
    }

    /// <summary>Hands a report to the caller's handler, unless nobody waits for the item any more. What the handler throws is the item's end.</summary>
    public void HandReport(int item, ReadOnlySpan<byte> report, RunningItem source)
    {
        if (IsDecided(item))
        {
            return;
        }

        try
        {
            ReadReport(item, report);
        }
        catch (Exception e)
        {
            FailRunning(item, e, source);
        }
    }

    /// <summary>The running call gives the next item of its sequence. For the reader thread.</summary>
    /// <exception cref="InvalidDataException">It returns no sequence, or sent more than it may.</exception>
    public void AcceptItem(ReadOnlySpan<byte> payload, RunningItem source)
    {
        if (Stream is not { } stream)
        {
            throw new InvalidDataException($"it sent an item of a sequence, which {Info.Name} does not return");
        }

        if (!stream.HasRoom)
        {
            throw new InvalidDataException($"it sent more than {WireProtocol.ItemWindow} items of a sequence without waiting");
        }

        try
        {
            stream.Receive(payload, source);
        }
        catch (Exception e)
        {
            FailRunning(0, e, source);
        }
    }

    /// <summary>An item ended in the worker. Its reports are delivered before; if it had been decided before, the result is dropped.</summary>
    /// <returns>Whether the result was delivered and is still to be counted, with <see cref="CountCompleted"/>.</returns>
    public bool TryComplete(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters)
    {
        if (_reports?[item] is { IsRunning: true } queue && TryDefer(queue, item, status, payload, processId, counters))
        {
            return false;
        }

        if (!TryDecide(item))
        {
            return false;
        }

        if (_reports is null && TryDeliverFreely(item, status, payload))
        {
            return true;
        }

        Deliver(item, status, payload, processId, counters);
        return false;
    }

    /// <summary>The same for items that ended one after the other, from <paramref name="first"/> on. What was completed is gone from the run.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="run">Their results.</param>
    /// <param name="processId">Whose they are.</param>
    /// <param name="counters">Of the pool.</param>
    /// <param name="free">Grows by those that were delivered and are still to be counted.</param>
    /// <exception cref="InvalidDataException">The first that is left in the run is no result.</exception>
    public void CompleteRun(int first, ref FrameRun run, int processId, PoolCounters counters, ref int free)
    {
        int end = first + run.Count;
        while (run.Count > 0)
        {
            if (_reports is null)
            {
                free += DeliverRunFreely(end - run.Count, ref run);
            }

            if (run.Count > 0)
            {
                ReadOnlySpan<byte> body = run.Body;
                if (body.Length == 0 || body[0] > (byte)ItemStatus.Faulted)
                {
                    throw new InvalidDataException($"it sent a result of {body.Length} bytes that is none");
                }

                free += TryComplete(end - run.Count, (ItemStatus)body[0], body[1..], processId, counters) ? 1 : 0;
                run.Advance();
            }
        }
    }

    /// <summary>
    /// So many results were delivered one after the other; nobody needed to know of each how many there are by now. Who has delivered them
    /// counts them: the rest of a block may be with another worker by then, whose reader counts what that delivers.
    /// </summary>
    public void CountCompleted(PoolCounters counters, int results)
    {
        if (results > 0)
        {
            counters.CompletedAll(results);
            CountFreely(results);
        }
    }

    /// <summary>The running item's worker is gone. What it had reported is delivered before.</summary>
    public void TryCrash(int item, Exception error, PoolCounters counters)
    {
        if (_reports?[item]?.TryDefer(() => TryFail(item, error, counters)) != true)
        {
            TryFail(item, error, counters);
        }
    }

    /// <summary>Where the items of a sequence go; null for a method with one result.</summary>
    protected abstract IStreamReceiver? Stream { get; }

    /// <summary>Decodes a report and hands it to the handler of the item. Whatever the codec or the handler throws comes out.</summary>
    protected abstract void ReadReport(int item, ReadOnlySpan<byte> report);

    /// <summary>Apart from its caller: a method with a lambda allocates for it as soon as it is entered.</summary>
    private bool TryDefer(ReportQueue queue, int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters)
    {
        byte[] copy = payload.ToArray();
        return queue.TryDefer(() =>
        {
            if (TryDecide(item))
            {
                Deliver(item, status, copy, processId, counters);
            }
        });
    }

    private void FailRunning(int item, Exception error, RunningItem source)
    {
        if (TryFail(item, error, source.Scheduler.Counters))
        {
            source.Scheduler.CancelItem(this, item);
        }
    }
}
