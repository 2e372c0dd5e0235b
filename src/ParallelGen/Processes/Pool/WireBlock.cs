using System.Runtime.CompilerServices;
using ParallelGen.Channels;
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
    private readonly ReadOnlyMemory<TInput> _reporting;
    private readonly IStreamReceiver? _stream;

    /// <summary>What the items were made of. Kept only where somebody in there hears of more than the result: a progress handler, or a sequence's consumer, who takes one item.</summary>
    public ReadOnlyMemory<TInput> Inputs
    {
        init
        {
            if (WantsAnyReports(value.Span))
            {
                (_reporting, WantsReports) = (value, true);
            }

            _stream = TCall.IsStream ? TCall.ReceiverOf(value.Span[0]) : null;
        }
    }

    protected override IStreamReceiver? Stream => _stream;

    /// <summary>Whether one has a progress handler.</summary>
    private static bool WantsAnyReports(ReadOnlySpan<TInput> inputs)
    {
        foreach (TInput input in inputs)
        {
            if (TCall.WantsReports(input))
            {
                return true;
            }
        }

        return false;
    }

    protected override void ReadReport(int item, ReadOnlySpan<byte> report)
    {
        TInput input = _reporting.Span[item];
        if (TCall.WantsReports(input))
        {
            var reader = new WireReader(report);
            TCall.ReadReport(ref reader, input);
            reader.ThrowIfNotAtEnd();
        }
    }

    protected override void Deliver(int item, ItemStatus status, ReadOnlySpan<byte> payload, int processId, PoolCounters counters)
    {
        Outcome<TResult> outcome = Decode(status, payload, processId);
        counters.Completed(failed: !outcome.Succeeded);
        sink.Complete(firstIndex + item, outcome);
    }

    // This and what it calls, for each result: compiled well at once, for a batch may be over before the runtime has found out that it is worth it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryDeliverFreely(int item, ItemStatus status, ReadOnlySpan<byte> payload)
    {
        if (status != ItemStatus.Succeeded || !sink.RecordsFreely)
        {
            return false;
        }

        Outcome<TResult> outcome = DecodeResult(payload);
        if (!outcome.Succeeded)
        {
            return false;
        }

        sink.RecordFreely(firstIndex + item, outcome);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override int DeliverRunFreely(int first, ref FrameRun run)
    {
        Span<TResult> places = sink.RecordsFreely ? sink.FreePlaces(firstIndex + first, run.Count) : default;
        int decoded = 0;
        try
        {
            for (; decoded < places.Length; decoded++)
            {
                ReadOnlySpan<byte> body = run.Body;
                if (body.Length == 0 || body[0] != (byte)ItemStatus.Succeeded)
                {
                    break;
                }

                // Before it is decided whether it counts: where one item's does not, nobody is given any of these places.
                var reader = new WireReader(body[1..]);
                places[decoded] = TCall.ReadResult(ref reader);
                reader.ThrowIfNotAtEnd();
                run.Advance();
            }
        }
        catch (Exception)
        {
            // The codec failed: this result is still in the run and undecided. Whoever takes it there decodes it again, and has the error.
        }

        return TryDecideAll(first, decoded);
    }

    protected override void CountFreely(int results) => sink.CountFreely(results);

    protected override void DeliverError(int item, Exception error) =>
        sink.Complete(firstIndex + item, Outcome<TResult>.Failure(error));

    private static Outcome<TResult> Decode(ItemStatus status, ReadOnlySpan<byte> payload, int processId) =>
        status == ItemStatus.Succeeded ? DecodeResult(payload) : DecodeError(payload, processId);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Outcome<TResult> DecodeResult(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new WireReader(payload);
            TResult value = TCall.ReadResult(ref reader);
            reader.ThrowIfNotAtEnd();
            return Outcome<TResult>.Success(value);
        }
        catch (Exception e)
        {
            // A codec that fails here is the failure of this call; the reader thread that runs it lives on.
            return Outcome<TResult>.Failure(e);
        }
    }

    private static Outcome<TResult> DecodeError(ReadOnlySpan<byte> payload, int processId)
    {
        try
        {
            var reader = new WireReader(payload);
            return Outcome<TResult>.Failure(ExceptionCodec.Read(ref reader, $"worker process {processId}"));
        }
        catch (Exception e)
        {
            return Outcome<TResult>.Failure(e);
        }
    }
}
