using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>A block whose results are decoded by the codecs of <typeparamref name="TCall"/>.</summary>
internal sealed class WireBlock<TCall, TInput, TResult>(
    Submission owner, CallContext context, TimeSpan timeLimit, WireBuffer payload, int[] ends, long firstIndex, IItemSink<TResult> sink)
    : WorkBlock(TCall.Info, owner, context, timeLimit, payload, ends)
    where TCall : struct, IWireCall<TInput, TResult>
{
    protected override void Deliver(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters)
    {
        Outcome<TResult> outcome = Decode(status, payload, processId);
        counters.Completed(failed: !outcome.Succeeded);
        sink.Complete(firstIndex + item, outcome);
    }

    protected override void DeliverError(int item, Exception error) =>
        sink.Complete(firstIndex + item, Outcome<TResult>.Failure(error));

    private static Outcome<TResult> Decode(ItemStatus status, ReadOnlySpan<byte> payload, int processId)
    {
        try
        {
            var reader = new WireReader(payload);
            if (status == ItemStatus.Succeeded)
            {
                TResult value = TCall.ReadResult(ref reader);
                reader.ThrowIfNotAtEnd();
                return Outcome<TResult>.Success(value);
            }

            return Outcome<TResult>.Failure(ExceptionCodec.Read(ref reader, $"worker process {processId}"));
        }
        catch (Exception e)
        {
            // A codec that fails here is the failure of this call; the reader thread that runs it lives on.
            return Outcome<TResult>.Failure(e);
        }
    }
}
