using System.Diagnostics.CodeAnalysis;
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

    private readonly Submission _submission = new(maxConcurrency);
    private readonly Lock _gate = new();
    private volatile bool _stopped;
    private Broadcast? _broadcast;
    private Exception? _broadcastError;
    private bool _closed;

    /// <summary>
    /// Encodes on the calling thread. An item that cannot be encoded fails alone; what stands before and after it travels as blocks of
    /// their own, so that every block is a run of consecutive items. None has more items than a worker may serve: they would run one
    /// part after the other while other workers are idle. So a fresh process for each call means blocks of one.
    /// </summary>
    public override void Submit(in Block<TInput> block)
    {
        BlockParts? parts = block.End is { } end ? new BlockParts(end) : null;
        if (TCall.HasBroadcast && !TryShare(block.Inputs.Span[0], out Exception? error))
        {
            Fail(block.FirstIndex, block.Inputs.Length, error);
        }
        else
        {
            Encode(block, parts);
        }

        parts?.Ended();
    }

    public override void Stop()
    {
        _stopped = true;
        pool.Withdraw(_submission);
        Close();
    }

    public override void Close()
    {
        Broadcast? broadcast;
        lock (_gate)
        {
            _closed = true;
            (broadcast, _broadcast) = (_broadcast, null);
        }

        broadcast?.Release();
    }

    /// <summary>Encodes the broadcast values once, from the first input. False: that failed, which is the error of every item.</summary>
    private bool TryShare(TInput input, [NotNullWhen(false)] out Exception? error)
    {
        if (_broadcast is null && _broadcastError is null)
        {
            try
            {
                Keep(Broadcast.Encode<TCall, TInput>(input));
            }
            catch (Exception e)
            {
                _broadcastError = e;
            }
        }

        error = _broadcastError;
        return error is null;
    }

    private void Keep(Broadcast broadcast)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _broadcast = broadcast;
                return;
            }
        }

        broadcast.Release();
    }

    private void Encode(in Block<TInput> block, BlockParts? parts)
    {
        ReadOnlySpan<TInput> inputs = block.Inputs.Span;
        var payload = new WireBuffer();
        var ends = new List<int>(inputs.Length);
        int start = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            try
            {
                ItemEncoder.Append<TCall, TInput, TResult>(payload, inputs[i]);
                ends.Add(payload.Length);
                if (payload.Length >= FullPayload || ends.Count >= pool.MaxTasks)
                {
                    Queue(payload, ends, block, start, parts);
                    (payload, ends, start) = (new WireBuffer(), [], i + 1);
                }
            }
            catch (Exception e)
            {
                Queue(payload, ends, block, start, parts);
                (payload, ends, start) = (new WireBuffer(), [], i + 1);
                sink.Complete(block.FirstIndex + i, Outcome<TResult>.Failure(e));
            }
        }

        Queue(payload, ends, block, start, parts);
    }

    private void Queue(WireBuffer payload, List<int> ends, in Block<TInput> from, int start, BlockParts? parts)
    {
        Broadcast? broadcast = _broadcast;
        if (ends.Count == 0 || _stopped || (TCall.HasBroadcast && broadcast?.TryHold() != true))
        {
            payload.Dispose();
            return;
        }

        parts?.Add();
        long first = from.FirstIndex + start;
        var block = new WireBlock<TCall, TInput, TResult>(_submission, context, timeLimit, payload, [.. ends], first, sink)
        {
            Inputs = from.Inputs.Slice(start, ends.Count),
            Broadcast = broadcast,
            End = parts,
        };
        try
        {
            pool.Submit(block);
        }
        catch (ObjectDisposedException e)
        {
            block.ReleasePayload();
            Fail(first, ends.Count, e);
            return;
        }

        if (_stopped)
        {
            // Stop came while the block was on its way into the queue, and may have missed it.
            block.Abandon();
            pool.Withdraw(block);
        }
    }

    private void Fail(long first, int count, Exception error)
    {
        for (int i = 0; i < count; i++)
        {
            // A pool that was shut down is the ordinary case: there each call gets an exception object of its own, as a thrown one collects stack traces.
            Exception own = error is ObjectDisposedException disposed ? new ObjectDisposedException(disposed.ObjectName, disposed.Message) : error;
            sink.Complete(first + i, Outcome<TResult>.Failure(own));
        }
    }
}
