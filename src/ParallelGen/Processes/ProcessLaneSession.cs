using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes;

/// <summary>One batch run in a pool: encodes its blocks and queues them.</summary>
internal sealed class ProcessLaneSession<TCall, TInput, TResult>(
    PoolScheduler pool, IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit, CallContext context)
    : LaneSession<TInput>
    where TCall : struct, IWireCall<TInput, TResult>
{
    /// <summary>A block that has reached this size travels as it is: neighbours must not add up to more than one message can hold.</summary>
    private const int FullPayload = 16 * 1024 * 1024;

    /// <summary>A block is not expected to take more than that until it does.</summary>
    private const int MostExpected = 256 * 1024;

    private readonly Submission _submission = new(maxConcurrency);
    private readonly SharedBroadcast<TCall, TInput> _broadcast = new();
    private ChunkSizer? _sizer;
    private int _expectedPayload;
    private volatile bool _stopped;

    /// <inheritdoc/>
    public override void Submit(in Block<TInput> block)
    {
        if (Prepare(block) is { } prepared)
        {
            prepared.Start();
        }
        else
        {
            block.End?.Ended();
        }
    }

    /// <summary>
    /// Encodes on the calling thread. An item that cannot be encoded fails alone; what stands before and after it travels as blocks of
    /// their own, so that every block is a run of consecutive items. None has more items than a worker may serve: they would run one
    /// part after the other while other workers are idle. So a fresh process for each call means blocks of one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override PreparedBlock? Prepare(in Block<TInput> block)
    {
        var blocks = new List<WorkBlock>(1);
        ReadOnlySpan<TInput> inputs = block.Inputs.Span;
        WireBuffer payload = NewPayload();
        int[] ends = NewEnds(inputs.Length);
        int start = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            try
            {
                if (TCall.HasBroadcast)
                {
                    _broadcast.Prepare(inputs[i]);
                }

                ItemEncoder.Append<TCall, TInput, TResult>(payload, inputs[i]);
                ends[i - start] = payload.Length;
                if (payload.Length >= FullPayload || i + 1 - start >= pool.MaxTasks)
                {
                    Add(blocks, payload, ends, block, start, i + 1 - start);
                    (payload, ends, start) = (NewPayload(), NewEnds(inputs.Length - i - 1), i + 1);
                }
            }
            catch (Exception e)
            {
                Add(blocks, payload, ends, block, start, i - start);
                (payload, ends, start) = (NewPayload(), NewEnds(inputs.Length - i - 1), i + 1);
                sink.Complete(block.FirstIndex + i, Outcome<TResult>.Failure(e));
            }
        }

        _expectedPayload = payload.Length;
        Add(blocks, payload, ends, block, start, inputs.Length - start);
        IBlockEnd? end = SharedBlockEnd.Of(block.End, blocks.Count);
        blocks.ForEach(part => part.End = end);
        return blocks.Count == 0 ? null : new EncodedBlock(this, blocks);
    }

    public override void FindChunkSize(ChunkSizer sizer) => _sizer = sizer;

    public override void Stop()
    {
        _stopped = true;
        pool.Withdraw(_submission);
        _broadcast.Close();
    }

    public override void Close() => _broadcast.Close();

    /// <summary>A buffer that has room for as much as the last block took, so that filling it does not mean copying it several times.</summary>
    private WireBuffer NewPayload()
    {
        var payload = new WireBuffer();
        if (_expectedPayload > 0)
        {
            payload.Grow(0, Math.Min(_expectedPayload, MostExpected));
        }

        return payload;
    }

    /// <summary>Room for the ends of so many items, or of those that one block may have.</summary>
    private int[] NewEnds(int items) => GC.AllocateUninitializedArray<int>((int)Math.Min(items, pool.MaxTasks));

    private void Add(List<WorkBlock> blocks, WireBuffer payload, int[] ends, in Block<TInput> from, int start, int count)
    {
        if (count == 0 || !_broadcast.TryHold(out Broadcast? broadcast))
        {
            payload.Dispose();
            return;
        }

        blocks.Add(new WireBlock<TCall, TInput, TResult>(_submission, context, timeLimit, payload, ends.Length == count ? ends : ends[..count], from.FirstIndex + start, sink)
        {
            Inputs = from.Inputs.Slice(start, count),
            Broadcast = broadcast,
            Sizer = _sizer,
        });
    }

    private void Queue(WorkBlock block)
    {
        if (_stopped)
        {
            block.ReleasePayload();
            block.End?.Ended();
            return;
        }

        try
        {
            pool.Submit(block);
        }
        catch (ObjectDisposedException e)
        {
            block.ReleasePayload();
            for (int item = 0; item < block.Count; item++)
            {
                block.TryFail(item, new ObjectDisposedException(e.ObjectName, e.Message), pool.Counters);
            }

            block.End?.Ended();
            return;
        }

        if (_stopped)
        {
            // Stop came while the block was on its way into the queue, and may have missed it.
            pool.Withdraw(_submission);
        }
    }

    /// <summary>A block that is encoded, in as many parts as it takes.</summary>
    private sealed class EncodedBlock(ProcessLaneSession<TCall, TInput, TResult> session, List<WorkBlock> parts) : PreparedBlock
    {
        public override void Start() => parts.ForEach(session.Queue);

        public override void Drop() => parts.ForEach(static part => part.ReleasePayload());
    }
}
