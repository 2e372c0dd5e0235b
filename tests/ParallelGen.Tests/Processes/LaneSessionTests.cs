using System.Collections.Concurrent;
using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

public sealed class LaneSessionTests
{
    [Fact]
    public void Submit_LargeItemsInOneBlock_TravelInSeveralCalls()
    {
        var sizes = new BlockingCollection<int>();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            while (true)
            {
                (FrameHeader header, byte[] body) = worker.Read();
                if (header.Kind == (ushort)FrameKind.Call)
                {
                    int items = StressBlock.Read(body).Length;
                    sizes.Add(items);
                    worker.Begin(header.Call);
                    for (int item = 0; item < items; item++)
                    {
                        // Whether the answer decodes does not matter here.
                        worker.Answer(header.Call, 0, item, item + 1 < items ? ResultMarks.NextBegun : ResultMarks.CallEnded);
                    }
                }
            }
        }));
        var session = new ProcessLaneSession<Calls.Mirror, byte[]?, byte[]?>(
            pool, new IgnoringSink(), 1, Timeout.InfiniteTimeSpan, CallContext.Capture());
        byte[]?[] inputs = [.. Enumerable.Repeat(new byte[9 * 1024 * 1024], 3)];
        session.Submit(new Block<byte[]?>(0, inputs));
        Assert.Equal([2, 1], [Take(), Take()]);

        int Take() => sizes.TryTake(out int size, ScriptedPool.Deadline) ? size : throw new TimeoutException("No call came.");
    }

    private sealed class IgnoringSink : IItemSink<byte[]?>
    {
        public void Complete(long index, in Outcome<byte[]?> outcome) { }
    }
}
