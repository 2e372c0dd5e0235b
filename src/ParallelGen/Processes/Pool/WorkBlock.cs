using ParallelGen.CompilerServices;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// Encoded items of one method that travel to a worker together, and the place where it is decided, once for each item, how it ended.
/// </summary>
/// <remarks>
/// Result, crash, time limit and cancellation race for an item through one compare-and-swap; the losers are dropped. Where the
/// block physically is (queued, with a worker, gone) is the scheduler's knowledge, guarded by its lock, and independent of it.
/// </remarks>
internal abstract class WorkBlock
{
    private readonly int[] _decided;
    private int _payloadHolders = 1;

    protected WorkBlock(CallInfo info, Submission owner, CallContext context, TimeSpan timeLimit, WireBuffer payload, int[] ends)
    {
        (Info, Owner, Context, TimeLimit, Payload, Ends) = (info, owner, context, timeLimit, payload, ends);
        _decided = new int[ends.Length];
    }

    public CallInfo Info { get; }

    public Submission Owner { get; }

    public CallContext Context { get; }

    /// <summary>The limit of each item from the moment it starts running, or infinite.</summary>
    public TimeSpan TimeLimit { get; }

    /// <summary>The items, each as its length and its encoded arguments. For those only who hold it.</summary>
    public WireBuffer Payload { get; }

    /// <summary>Where each item ends in the payload.</summary>
    public int[] Ends { get; }

    public int Count => Ends.Length;

    /// <summary>The first item that no worker has begun. Guarded by the scheduler's lock.</summary>
    public int First { get; set; }

    /// <summary>How many workers in a row died by themselves while they held this block without beginning any of it. Guarded by the scheduler's lock.</summary>
    public int FruitlessDeaths { get; set; }

    /// <summary>How many of them were killed from outside. Guarded by the scheduler's lock.</summary>
    public int FruitlessKills { get; set; }

    /// <summary>How many items the pool had begun when the first of these died. Guarded by the scheduler's lock.</summary>
    public long BegunBeforeFruitless { get; set; }

    /// <summary>Its place in the owner's queue while it waits there. Guarded by the scheduler's lock.</summary>
    public LinkedListNode<WorkBlock>? Node { get; set; }

    /// <summary>
    /// Somebody more reads the payload. The pool holds it from the start until the block is finished, and every sender does, who may
    /// be at it still when its worker is dead and the block is long finished elsewhere.
    /// </summary>
    public void HoldPayload() => Interlocked.Increment(ref _payloadHolders);

    /// <summary>Lets go of the payload. Who does so last gives its memory back.</summary>
    public void ReleasePayload()
    {
        if (Interlocked.Decrement(ref _payloadHolders) == 0)
        {
            Payload.Dispose();
        }
    }

    /// <summary>The encoded items from <paramref name="first"/> on, before <paramref name="end"/>.</summary>
    public ReadOnlySpan<byte> Items(int first, int end) => Payload.Written[(first == 0 ? 0 : Ends[first - 1])..Ends[end - 1]];

    /// <summary>Whether nobody waits for any item any more.</summary>
    public bool IsAbandoned => !_decided.AsSpan().Contains(0);

    /// <summary>Takes the right to say how an item ended. True once for each item.</summary>
    public bool TryDecide(int item) => Interlocked.Exchange(ref _decided[item], 1) == 0;

    /// <summary>Takes the right to say how the remaining items ended, without saying it: their submitter has stopped waiting.</summary>
    public void Abandon()
    {
        for (int item = 0; item < Count; item++)
        {
            TryDecide(item);
        }
    }

    /// <summary>An item ended in the worker. If it had been decided before, the result is dropped.</summary>
    public void TryComplete(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters)
    {
        if (TryDecide(item))
        {
            Deliver(item, status, payload, processId, counters);
        }
    }

    /// <summary>An item failed for a reason of its own. False: it had been decided before, and the error is dropped.</summary>
    public bool TryFail(int item, Exception error, PoolCounters counters)
    {
        if (!TryDecide(item))
        {
            return false;
        }

        Fail(item, error, counters);
        return true;
    }

    /// <summary>Tells the error of an item that the caller has decided.</summary>
    public void Fail(int item, Exception error, PoolCounters counters)
    {
        counters.Completed(failed: true);
        DeliverError(item, error);
    }

    /// <summary>Decodes, counts and delivers, in this order; what decoding throws becomes the item's error.</summary>
    protected abstract void Deliver(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters);

    protected abstract void DeliverError(int item, Exception error);
}
