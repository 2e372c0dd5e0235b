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
    private volatile bool _stopped;

    /// <summary>
    /// Encodes on the calling thread. An item that cannot be encoded fails alone; what stands before and after it travels as blocks of
    /// their own, so that every block is a run of consecutive items. None has more items than a worker may serve: they would run one
    /// part after the other while other workers are idle. So a fresh process for each call means blocks of one.
    /// </summary>
    public override void Submit(in Block<TInput> block)
    {
        ReadOnlySpan<TInput> inputs = block.Inputs.Span;
        var payload = new WireBuffer();
        var ends = new List<int>(inputs.Length);
        long first = block.FirstIndex;
        for (int i = 0; i < inputs.Length; i++)
        {
            try
            {
                ItemEncoder.Append<TCall, TInput, TResult>(payload, inputs[i]);
                ends.Add(payload.Length);
                if (payload.Length >= FullPayload || ends.Count >= pool.MaxTasks)
                {
                    Queue(payload, ends, first);
                    (payload, ends, first) = (new WireBuffer(), [], block.FirstIndex + i + 1);
                }
            }
            catch (Exception e)
            {
                Queue(payload, ends, first);
                (payload, ends, first) = (new WireBuffer(), [], block.FirstIndex + i + 1);
                sink.Complete(block.FirstIndex + i, Outcome<TResult>.Failure(e));
            }
        }

        Queue(payload, ends, first);
    }

    public override void Stop()
    {
        _stopped = true;
        pool.Withdraw(_submission);
    }

    private void Queue(WireBuffer payload, List<int> ends, long first)
    {
        if (ends.Count == 0 || _stopped)
        {
            payload.Dispose();
            return;
        }

        var block = new WireBlock<TCall, TInput, TResult>(_submission, context, timeLimit, payload, [.. ends], first, sink);
        try
        {
            pool.Submit(block);
        }
        catch (ObjectDisposedException e)
        {
            payload.Dispose();
            for (int i = 0; i < ends.Count; i++)
            {
                sink.Complete(first + i, Outcome<TResult>.Failure(new ObjectDisposedException(e.ObjectName, e.Message)));
            }

            return;
        }

        if (_stopped)
        {
            // Stop came while the block was on its way into the queue, and may have missed it.
            block.Abandon();
            pool.Withdraw(block);
        }
    }
}
