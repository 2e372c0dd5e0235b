using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>What was decided under the scheduler's lock and is carried out after it: blocks to send, calls to cancel, workers to start, ends to tell.</summary>
internal ref struct DispatchList
{
    // Most lists have one send and nothing else: that takes no memory.
    private (PoolWorker Worker, WorkBlock Block, long Call, int First, int End) _send;
    private List<(PoolWorker Worker, WorkBlock Block, long Call, int First, int End)>? _sends;
    private List<(PoolWorker Worker, Assembly Assembly)>? _starts;
    private List<(PoolWorker Worker, FrameHeader Frame)>? _frames;
    private List<IBlockEnd>? _ends;

    /// <summary>The worker is to be sent the call that it was just assigned.</summary>
    public void AddSend(PoolWorker worker) => AddSend(worker, worker.Current!, worker.Call, worker.NextItem, worker.EndItem);

    /// <summary>The worker is to be sent these items as this call.</summary>
    public void AddSend(PoolWorker worker, WorkBlock block, long call, int first, int end)
    {
        (PoolWorker, WorkBlock, long, int, int) send = (worker, block, call, first, end);
        if (_send.Worker is null)
        {
            _send = send;
        }
        else
        {
            (_sends ??= []).Add(send);
        }
    }

    public void AddStart(PoolWorker worker, Assembly assembly) => (_starts ??= []).Add((worker, assembly));

    /// <summary>The call is to be given back, or to end after the item that runs.</summary>
    public void AddRecall(PoolWorker worker, long call) => (_frames ??= []).Add((worker, new FrameHeader((ushort)FrameKind.Recall, Call: call)));

    /// <summary>The item, or the whole call, is to be cancelled.</summary>
    public void AddCancel(PoolWorker worker, long call, int item = WireProtocol.WholeCall) =>
        (_frames ??= []).Add((worker, new FrameHeader((ushort)FrameKind.Cancel, Item: item, Call: call)));

    /// <summary>The pool is done with the block: gives its payload back, and notes its end.</summary>
    public void AddEnd(WorkBlock block)
    {
        block.ReleasePayload();
        if (block.End is not null)
        {
            (_ends ??= []).Add(block.End);
        }
    }

    public readonly void Run()
    {
        // To each worker in this order: a call must not end before those behind it were called back.
        foreach (IGrouping<PoolWorker, FrameHeader> frames in (_frames ?? []).GroupBy(static frame => frame.Worker, static frame => frame.Frame))
        {
            frames.Key.SendLater([.. frames]);
        }

        foreach ((PoolWorker worker, Assembly assembly) in _starts ?? [])
        {
            worker.Start(assembly);
        }

        if (_send.Worker is not null)
        {
            Send(_send);
        }

        foreach ((PoolWorker, WorkBlock, long, int, int) send in _sends ?? [])
        {
            Send(send);
        }

        foreach (IBlockEnd end in _ends ?? [])
        {
            end.Ended();
        }
    }

    private static void Send(in (PoolWorker Worker, WorkBlock Block, long Call, int First, int End) send)
    {
        if (send.Block.BytesFor(send.Worker) <= send.Worker.InlineSend)
        {
            send.Worker.Send(send.Block, send.Call, send.First, send.End);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.Worker.Send(item.Block, item.Call, item.First, item.End), send, preferLocal: false);
        }
    }
}
