using System.Reflection;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>What was decided under the scheduler's lock and is carried out after it: blocks to send, calls to cancel, workers to start.</summary>
internal ref struct DispatchList
{
    /// <summary>A payload up to this size fits into the pipe beside the small frames, so sending it cannot block on a stopped worker.</summary>
    private const int InlineSend = 32 * 1024;

    private List<(PoolWorker Worker, WorkBlock Block, long Call, int First, int End)>? _sends;
    private List<(PoolWorker Worker, Assembly Assembly)>? _starts;
    private List<(PoolWorker Worker, long Call)>? _cancels;

    /// <summary>The worker is to be sent the call that it was just assigned.</summary>
    public void AddSend(PoolWorker worker) => (_sends ??= []).Add((worker, worker.Current!, worker.Call, worker.NextItem, worker.EndItem));

    public void AddStart(PoolWorker worker, Assembly assembly) => (_starts ??= []).Add((worker, assembly));

    public void AddCancel(PoolWorker worker, long call) => (_cancels ??= []).Add((worker, call));

    public readonly void Run()
    {
        foreach ((PoolWorker worker, long call) in _cancels ?? [])
        {
            worker.SendCancel(call, WireProtocol.WholeCall);
        }

        foreach ((PoolWorker worker, Assembly assembly) in _starts ?? [])
        {
            worker.Start(assembly);
        }

        foreach ((PoolWorker Worker, WorkBlock Block, long Call, int First, int End) send in _sends ?? [])
        {
            if (send.Block.Payload.Length <= InlineSend)
            {
                send.Worker.Send(send.Block, send.Call, send.First, send.End);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(static item => item.Worker.Send(item.Block, item.Call, item.First, item.End), send, preferLocal: false);
            }
        }
    }
}
