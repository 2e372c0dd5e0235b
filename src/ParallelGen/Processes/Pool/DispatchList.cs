using System.Reflection;
using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>What was decided under the scheduler's lock and is carried out after it: blocks to send, calls to cancel, workers to start, ends to tell.</summary>
internal ref struct DispatchList
{
    // Most lists have one send and nothing else: that takes no memory. The types are this library's own, and not tuples: lists of those
    // would be compiled anew in every process.
    private CallToSend _send;
    private List<CallToSend>? _sends;
    private List<FrameToSend>? _frames;
    private List<IBlockEnd>? _ends;
    private List<PoolWorker>? _starts;
    private Assembly? _assembly;

    /// <summary>The worker is to be sent the call that it was just assigned.</summary>
    public void AddSend(PoolWorker worker) => AddSend(worker, worker.Current!, worker.Call, worker.NextItem, worker.EndItem);

    /// <summary>The worker is to be sent these items as this call.</summary>
    public void AddSend(PoolWorker worker, WorkBlock block, long call, int first, int end)
    {
        var send = new CallToSend(worker, block, call, first, end);
        if (_send.Worker is null)
        {
            _send = send;
        }
        else
        {
            (_sends ??= []).Add(send);
        }
    }

    /// <param name="worker">What is to be started.</param>
    /// <param name="assembly">What it is for, the same for all of one list.</param>
    public void AddStart(PoolWorker worker, Assembly assembly)
    {
        (_starts ??= []).Add(worker);
        _assembly = assembly;
    }

    /// <summary>The call is to be given back, or to end after the item that runs.</summary>
    public void AddRecall(PoolWorker worker, long call) => (_frames ??= []).Add(new FrameToSend(worker, new FrameHeader((ushort)FrameKind.Recall, Call: call)));

    /// <summary>The item, or the whole call, is to be cancelled.</summary>
    public void AddCancel(PoolWorker worker, long call, int item = WireProtocol.WholeCall) =>
        (_frames ??= []).Add(new FrameToSend(worker, new FrameHeader((ushort)FrameKind.Cancel, Item: item, Call: call)));

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
        if (_frames is not null)
        {
            SendFrames(_frames);
        }

        if (_starts is not null)
        {
            foreach (PoolWorker worker in _starts)
            {
                worker.Start(_assembly!);
            }
        }

        if (_send.Worker is not null)
        {
            Send(_send);
        }

        if (_sends is not null)
        {
            foreach (CallToSend send in _sends)
            {
                Send(send);
            }
        }

        if (_ends is not null)
        {
            foreach (IBlockEnd end in _ends)
            {
                end.Ended();
            }
        }
    }

    /// <summary>To each worker in this order: a call must not end before those behind it were called back.</summary>
    private static void SendFrames(List<FrameToSend> frames)
    {
        foreach (IGrouping<PoolWorker, FrameHeader> ofWorker in frames.GroupBy(static frame => frame.Worker, static frame => frame.Header))
        {
            ofWorker.Key.SendLater([.. ofWorker]);
        }
    }

    private static void Send(in CallToSend send)
    {
        if (send.Block.BytesFor(send.Worker) <= send.Worker.InlineSend)
        {
            send.Worker.Send(send);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.Worker.Send(call), send, preferLocal: false);
        }
    }
}
