using System.Runtime.CompilerServices;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
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
internal abstract partial class WorkBlock
{
    /// <summary>Of the items that were run again: how they ended their workers. Guarded by the scheduler's lock; null until there is one.</summary>
    private Dictionary<int, WorkerCrashedException[]>? _crashes;

    // Parts of a block share these two, each for its own items.
    private readonly byte[] _decided;
    private readonly BlockPayload _payload;

    protected WorkBlock(CallInfo info, Submission owner, CallContext context, TimeSpan timeLimit, WireBuffer payload, int[] ends)
    {
        (Info, Owner, Context, TimeLimit, Ends, Count) = (info, owner, context, timeLimit, ends, ends.Length);
        _payload = new BlockPayload(payload);
        _decided = new byte[ends.Length];
    }

    public CallInfo Info { get; }

    public Submission Owner { get; }

    public CallContext Context { get; }

    /// <summary>The limit of each item from the moment it starts running, or infinite.</summary>
    public TimeSpan TimeLimit { get; }

    /// <summary>Where each item ends in the payload.</summary>
    public int[] Ends { get; }

    /// <summary>Where the items of this block end: those from <see cref="First"/> on, before this, are its own.</summary>
    public int Count { get; private set; }

    /// <summary>The broadcast values that the items share; held by this block while it holds its payload.</summary>
    public Broadcast? Broadcast
    {
        get => _payload.Broadcast;
        init => _payload.Broadcast = value;
    }

    /// <summary>Wants to know how long blocks take, and with it, whether this one may be divided; null where its size was asked for.</summary>
    public ChunkSizer? Sizer { get; init; }

    /// <summary>The worker that has it. Guarded by the scheduler's lock.</summary>
    public PoolWorker? Worker { get; set; }

    /// <summary>Whether the caller has a progress handler.</summary>
    public bool WantsReports { get; init; }

    /// <summary>Whether the pool must hear at once when an item begins, because time starts to run then.</summary>
    public bool IsWatched => TimeLimit != Timeout.InfiniteTimeSpan || Stream is not null;

    /// <summary>Is told when nothing of the block runs or will run; set before it is submitted.</summary>
    public IBlockEnd? End { get; set; }

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
    public void HoldPayload() => _payload.Hold();

    /// <summary>Lets go of the payload, and of the broadcast values with it. Who does so last gives the memory back. May be called under the scheduler's lock.</summary>
    public void ReleasePayload() => _payload.Release();

    /// <summary>How many bytes are kept for the items; 0 once nobody holds them.</summary>
    internal int PayloadLength => _payload.Bytes.Length;

    /// <summary>Makes a block of its own of the items from <paramref name="at"/> on, none of which has begun. Under the scheduler's lock.</summary>
    public WorkBlock SplitOff(int at)
    {
        HoldPayload();
        var rest = (WorkBlock)MemberwiseClone();
        rest._crashes = _crashes is null ? null : new(_crashes);
        (rest.First, rest.Worker, rest.Node) = (at, null, null);
        Count = at;
        (End, rest.End) = SharedBlockEnd.Of(End, 2) is { } end ? (end, end) : (null, null);
        return rest;
    }

    /// <summary>How many bytes items take.</summary>
    public int BytesOf(int first, int end) => Ends[end - 1] - (first == 0 ? 0 : Ends[first - 1]);

    /// <summary>How many bytes go through the channel with a call of this block.</summary>
    public long BytesFor(PoolWorker worker) => BytesOf(First, Count) + (long)(Broadcast?.BytesFor(worker) ?? 0);

    /// <summary>The encoded items from <paramref name="first"/> on, before <paramref name="end"/>. For those only who hold the payload.</summary>
    public ReadOnlySpan<byte> Items(int first, int end) => _payload.Bytes[(first == 0 ? 0 : Ends[first - 1])..Ends[end - 1]];

    /// <summary>
    /// How the item has ended workers so far. Under the scheduler's lock, or when no worker can get the block any more.
    /// </summary>
    public WorkerCrashedException[] CrashesOf(int item) => _crashes?.GetValueOrDefault(item) ?? [];

    /// <summary>
    /// The item has ended its worker. If it may be run again, as often as its method allows, the crash is noted and the caller told nothing.
    /// Under the scheduler's lock.
    /// </summary>
    public bool TryNoteCrash(int item, Func<WorkerCrashedException> crash)
    {
        WorkerCrashedException[] earlier = CrashesOf(item);
        if (earlier.Length >= Info.CrashRetries || IsDecided(item))
        {
            return false;
        }

        (_crashes ??= [])[item] = [.. earlier, crash()];
        return true;
    }

    /// <summary>Whether the item is run again though it was decided meanwhile. Under the scheduler's lock.</summary>
    public bool IsRepeatedInVain(int item) => _crashes is not null && IsDecided(item) && _crashes.ContainsKey(item);

    /// <summary>Whether nobody waits for any item any more.</summary>
    public bool IsAbandoned => !_decided.AsSpan(First, Count - First).Contains((byte)0);

    /// <summary>Takes the right to say how an item ended. True once for each item.</summary>
    public bool TryDecide(int item) => Interlocked.Exchange(ref _decided[item], (byte)1) == 0;

    /// <summary>Takes the right to say how items ended, from <paramref name="first"/> on.</summary>
    /// <returns>Of how many.</returns>
    protected int TryDecideAll(int first, int count)
    {
        // Eight at once where nobody has decided one of them: a locked instruction costs as much as all the rest for an item.
        const long EightDecided = 0x0101_0101_0101_0101;
        int decided = 0;
        int end = first + count;
        while (first < end)
        {
            if (first % sizeof(long) == 0 && end - first >= sizeof(long)
                && Interlocked.CompareExchange(ref Unsafe.As<byte, long>(ref _decided[first]), EightDecided, 0) == 0)
            {
                decided += sizeof(long);
                first += sizeof(long);
            }
            else
            {
                decided += TryDecide(first++) ? 1 : 0;
            }
        }

        return decided;
    }

    /// <summary>Takes the right to say how the remaining items ended, without saying it: their submitter has stopped waiting.</summary>
    public void Abandon()
    {
        for (int item = First; item < Count; item++)
        {
            TryDecide(item);
        }
    }

    /// <summary>Whether it was decided how the item ended.</summary>
    private bool IsDecided(int item) => Volatile.Read(ref _decided[item]) != 0;

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

    /// <summary>
    /// Decodes a result and hands it on, if that takes no more than that: no reports come before it, and whoever collects the results
    /// wants them as they come and counted later. The caller has decided the item.
    /// </summary>
    protected abstract bool TryDeliverFreely(int item, ItemStatus status, ReadOnlySpan<byte> payload);

    /// <summary>
    /// The same for the first ones of a run: decides, decodes and hands on, until one needs more than that, and leaves that in the run. The items begin with
    /// <paramref name="first"/>.
    /// </summary>
    /// <returns>How many were delivered; the others that are gone from the run had been decided before.</returns>
    protected abstract int DeliverRunFreely(int first, ref FrameRun run);

    /// <summary>So many results were delivered freely, and count from here on.</summary>
    protected abstract void CountFreely(int results);

    /// <summary>Decodes, counts and delivers, in this order; what decoding throws becomes the item's error.</summary>
    protected abstract void Deliver(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters);

    protected abstract void DeliverError(int item, Exception error);
}
