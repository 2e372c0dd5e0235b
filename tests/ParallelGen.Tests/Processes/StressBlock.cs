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
        PoolScheduler pool, IItemSink<int> sink, int number, int items, TimeSpan? limit, Submission owner, int padding)
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

        return new WireBlock<Calls.Echo, int, int>(owner, CallContext.Capture(), limit ?? Timeout.InfiniteTimeSpan, payload, ends, 0, sink);
    }

    /// <summary>The names of the items in a call frame.</summary>
    public static int[] Read(byte[] body)
    {
        var reader = new WireReader(body);
        CallHeader header = CallHeader.Read(ref reader);
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
