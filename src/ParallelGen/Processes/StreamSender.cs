using ParallelGen.CompilerServices;
using ParallelGen.Execution.Streams;

namespace ParallelGen.Processes;

/// <summary>The worker's end of a sequence: encodes each item and sends it, when the caller has credit for it.</summary>
/// <remarks>Waiting for credit blocks the thread: a worker runs one call at a time, so nobody else needs it.</remarks>
internal sealed class StreamSender<TCall, TInput, TItem>(ReportSender sender) : StreamWriter<TItem>
    where TCall : struct, IWireStreamCall<TInput, TItem>
{
    public override void Begin() { }

    public override ValueTask<bool> WriteAsync(TItem item) => new(sender.Send<TItem, ItemCodec>(item));

    private readonly struct ItemCodec : IWireCodec<TItem>
    {
        public static void Write(ref WireWriter writer, TItem value) => TCall.WriteItem(ref writer, value);

        public static TItem Read(ref WireReader reader) => TCall.ReadItem(ref reader);
    }
}
