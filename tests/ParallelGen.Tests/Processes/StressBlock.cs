using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Blocks whose every item names itself: block number × 100 + item.</summary>
internal static class StressBlock
{
    public static WorkBlock Make(
        PoolScheduler pool, IItemSink<int> sink, int number, int items, TimeSpan? limit, Submission owner, int padding) =>
        Make<Calls.Echo>(sink, number, items, limit, owner, padding, sizer: null);

    /// <summary>The same of another method, of blocks that may be divided if their sizer is given.</summary>
    public static WorkBlock Make<TCall>(IItemSink<int> sink, int number, int items, TimeSpan? limit, Submission owner, int padding, ChunkSizer? sizer)
        where TCall : struct, IWireCall<int, int>
    {
        var payload = new WireBuffer();
        var ends = new int[items];
        for (int i = 0; i < items; i++)
        {
            byte[] argument = new byte[sizeof(int) + padding];
            BitConverter.TryWriteBytes(argument, (number * 100) + i);
            ItemEncoder.Append<Calls.Mirror, byte[]?, byte[]?>(payload, argument);
            ends[i] = payload.Length;
        }

        return new WireBlock<TCall, int, int>(owner, CallContext.Capture(), limit ?? Timeout.InfiniteTimeSpan, payload, ends, 0, sink) { Sizer = sizer };
    }

    /// <summary>The names of the items in a call frame.</summary>
    public static int[] Read(byte[] body) => Read(body, out _);

    public static int[] Read(byte[] body, out CallHeader header)
    {
        var reader = new WireReader(body);
        header = CallHeader.Read(ref reader);
        var names = new int[header.Items];
        for (int i = 0; i < names.Length; i++)
        {
            var item = new WireReader(reader.ReadBytes(reader.ReadInt32()));
            names[i] = BitConverter.ToInt32(BlockArrayCodec<byte>.Read(ref item)!);
            item.ThrowIfNotAtEnd();
        }

        reader.ThrowIfNotAtEnd();
        return names;
    }
}
