using ParallelGen.ChannelPeer;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>A writer that stops for good at each step of a frame, without the cost of a process: what was published is all that is there.</summary>
public sealed class RingAbandonTests
{
    private const int Longest = 300;

    public static TheoryData<PublishStep> Steps => [.. Enum.GetValues<PublishStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task C06_WriterAbandonsAtAStep_ReaderSeesExactlyThePublishedFrames(PublishStep step)
    {
        var random = new Random((int)step);
        for (int round = 0; round < 1000; round++)
        {
            using var ring = new RingBox(1 << random.Next(6, 12));
            long frames = random.Next(12);
            Task writing = Task.Run(() =>
            {
                var writer = new StepWriter(ring.Writer, static () => { }, Longest);
                for (long number = 0; number < frames; number++)
                {
                    Assert.True(writer.TryWrite(number));
                }

                Assert.False(writer.TryWrite(frames, step));
            });
            long seen = await Task.Run(() => ReadAll(ring, writing)).WaitAsync(RingPair.Deadline);
            await writing;
            Assert.Equal(step >= PublishStep.BeforeBell ? frames + 1 : frames, seen);
        }
    }

    /// <summary>Reads beside the writer, until that is gone and nothing is left.</summary>
    private static long ReadAll(RingBox ring, Task writing)
    {
        using var buffer = new FrameBuffer();
        long seen = 0;
        while (true)
        {
            bool isOver = writing.IsCompleted;
            while (ring.Reader.Available > 0)
            {
                buffer.Add(ring.Reader.Read(buffer.MakeRoom()));
                while (buffer.TryTake(out FrameHeader header, out ReadOnlySpan<byte> body))
                {
                    Assert.Null(NumberedFrame.Trouble(seen++, Longest, header, body));
                }
            }

            if (isOver)
            {
                return seen;
            }

            Thread.Yield();
        }
    }
}
