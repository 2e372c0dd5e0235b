using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>An item that runs in a worker, as the two name it: the way back to it.</summary>
/// <param name="Scheduler">The worker's pool.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Call">The call's number there.</param>
/// <param name="Item">The item's number within the call, as it was sent.</param>
internal readonly record struct RunningItem(PoolScheduler Scheduler, PoolWorker Worker, long Call, int Item)
{
    /// <summary>Lets the item send so many frames more; one that has ended takes no notice.</summary>
    public void SendCredit(FrameKind kind, int count) => Worker.SendLater(new FrameHeader((ushort)kind, (ushort)count, Item, Call));
}
