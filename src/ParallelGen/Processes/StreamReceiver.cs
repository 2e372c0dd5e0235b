using ParallelGen.CompilerServices;
using ParallelGen.Execution.Streams;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes;

/// <summary>Decodes the items of a sequence that come from a worker, and gives the worker credit as the consumer takes them.</summary>
internal sealed class StreamReceiver<TCall, TInput, TItem>(StreamBuffer<TItem> buffer) : IStreamReceiver
    where TCall : struct, IWireStreamCall<TInput, TItem>
{
    private Action<int>? _sendCredit;

    public bool HasRoom => buffer.HasRoom;

    public void Begin() => buffer.Begin();

    public void Receive(ReadOnlySpan<byte> item, in RunningItem source)
    {
        if (_sendCredit is null)
        {
            RunningItem target = source;
            _sendCredit = count => target.SendCredit(FrameKind.ItemCredit, count);
        }

        var reader = new WireReader(item);
        TItem value = TCall.ReadItem(ref reader);
        reader.ThrowIfNotAtEnd();
        buffer.Push(value, _sendCredit);
    }
}
