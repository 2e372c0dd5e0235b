using ParallelGen.Channels;
using ParallelGen.Processes.Launching;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>Handles what a worker sends, on its reader thread. A frame that does not fit the state of the call is a broken worker.</summary>
internal sealed class WorkerFrames(PoolScheduler scheduler, PoolWorker worker, IWorkerProcess process)
{
    /// <summary>Asking costs the operating system some ten microseconds: for a call in a hundred milliseconds that is nothing, for every short one it would show.</summary>
    private const int MemoryIntervalMilliseconds = 100;

    private readonly PrintedLines _printed = new();
    private readonly long _memoryLimit = scheduler.Options.MaxWorkerMemoryMegabytes * 1024L * 1024L;
    private long _memoryDue;

    // The call that runs, once its first item has begun. The scheduler hears of items that ended when there are no more frames.
    private WorkBlock? _block;
    private long _call;
    private int _next;
    private int _end;
    private int _ended;

    /// <summary>How many of these were delivered and are not counted yet.</summary>
    private int _free;

    /// <summary>Handles one frame.</summary>
    /// <returns>How many more results of the same call may follow it before the last, each of the next item: what <see cref="HandleRun"/> takes.</returns>
    /// <exception cref="InvalidDataException">The frame makes no sense here: the worker is to be killed.</exception>
    public int Handle(in FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (_printed.IsAny && header.Kind != (ushort)FrameKind.Output)
        {
            // Before the result of the call that printed it.
            _printed.Write();
        }

        if (_block is { } block && header.Kind == (ushort)FrameKind.Result && header.Call == _call && header.Item == _next - block.First
            && header.Flags == (ushort)ResultMarks.NextBegun && _next + 1 < _end && body.Length > 0 && body[0] <= (byte)ItemStatus.Faulted)
        {
            int item = _next++;
            _ended++;
            _free += block.TryComplete(item, (ItemStatus)body[0], body[1..], worker.ProcessId, scheduler.Counters) ? 1 : 0;
            return _end - _next - 1;
        }

        CountEnded();
        scheduler.Pass();
        HandleAlone(header, body);
        return 0;
    }

    /// <summary>Handles results that follow the frame handled last, no more than that one's answer said.</summary>
    /// <exception cref="InvalidDataException">One of them is no result: the worker is to be killed.</exception>
    public void HandleRun(FrameRun run)
    {
        int count = run.Count;
        try
        {
            _block!.CompleteRun(_next, ref run, worker.ProcessId, scheduler.Counters, ref _free);
        }
        finally
        {
            // One that is no result was not taken: what came before it has ended, and that item runs.
            _next += count - run.Count;
            _ended += count - run.Count;
        }
    }

    /// <summary>There are no more frames for now: what has ended is counted, the scheduler told which item runs, and what was printed is written.</summary>
    public void Settle()
    {
        CountEnded();
        _printed.Write();
    }

    private void CountEnded()
    {
        if (_ended > 0)
        {
            scheduler.Pass();
            scheduler.OnResults(worker, _call, _next, _ended);
            _block!.CountCompleted(scheduler.Counters, _free);
            (_ended, _free) = (0, 0);
        }
    }

    private void HandleAlone(in FrameHeader header, ReadOnlySpan<byte> body)
    {
        switch ((FrameKind)header.Kind)
        {
            case FrameKind.Begin:
                Follow(scheduler.OnBegun(worker, header.Call, header.Item), header.Call);
                _block!.Begin();
                break;
            case FrameKind.Result when body.Length > 0 && body[0] <= (byte)ItemStatus.Refused:
                Complete(header, (ItemStatus)body[0], body[1..]);
                break;
            case FrameKind.End:
                AskMemory();
                _block = header.Call == _call ? null : _block;
                scheduler.OnEnded(worker, header.Call);
                break;
            case FrameKind.Took:
                scheduler.OnTook(worker, header.Call, header.Item);
                break;
            case FrameKind.Preparing:
                scheduler.OnPreparing(worker, header.Item);
                break;
            case FrameKind.Prepared:
                scheduler.OnPrepared(worker, header.Item);
                break;
            case FrameKind.Report:
                scheduler.OnMessage(worker, header.Call, header.Item, out int reporter).AcceptReport(reporter, body, Source(header));
                break;
            case FrameKind.Item:
                scheduler.OnMessage(worker, header.Call, header.Item, out _).AcceptItem(body, Source(header));
                break;
            case FrameKind.Output when header.Item is 1 or 2:
                Print(header.Item, body);
                break;
            default:
                throw new InvalidDataException($"it sent a frame of kind {header.Kind} with {body.Length} bytes that does not belong here");
        }
    }

    private RunningItem Source(in FrameHeader header) => new(scheduler, worker, header.Call, header.Item);

    /// <summary>
    /// The worker is free, and may be given its next block, before the result is decoded: whoever awaits the result and calls again
    /// must find it idle.
    /// </summary>
    private void Complete(in FrameHeader header, ItemStatus status, ReadOnlySpan<byte> payload)
    {
        var marks = (ResultMarks)header.Flags;
        if (marks.HasFlag(ResultMarks.CallEnded))
        {
            AskMemory();
        }

        WorkBlock block = scheduler.OnResult(worker, header.Call, header.Item, marks, status, out int item);
        if (marks == ResultMarks.NextBegun)
        {
            Follow(block, header.Call);
        }
        else
        {
            _block = null;
        }

        scheduler.Pass();
        bool counts = block.TryComplete(item, status, payload, worker.ProcessId, scheduler.Counters);
        block.CountCompleted(scheduler.Counters, counts ? 1 : 0);
    }

    /// <summary>Item marks of this call follow. What is read here does not change while the call runs, but by this.</summary>
    private void Follow(WorkBlock block, long call) => (_block, _call, _next, _end) = (block, call, worker.NextItem, worker.EndItem);

    /// <summary>Before the scheduler is told that the call has ended, so that it can end the worker at once, and need not ask under its lock.</summary>
    private void AskMemory()
    {
        if (_memoryLimit > 0 && Environment.TickCount64 >= _memoryDue)
        {
            _memoryDue = Environment.TickCount64 + MemoryIntervalMilliseconds;
            worker.IsOverMemory = process.ResidentBytes > _memoryLimit;
        }
    }

    private void Print(int stream, ReadOnlySpan<byte> text)
    {
        if (stream == 2)
        {
            process.NoteErrorOutput(text);
        }

        _printed.Add(stream, text);
    }
}
