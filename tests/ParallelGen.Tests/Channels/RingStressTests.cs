using ParallelGen.ChannelPeer;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>
/// Hand-overs between ends that fall asleep at every opportunity: not one wake-up may be lost. PARALLELGEN_HANDOVERS sets how many;
/// a million takes some minutes.
/// </summary>
public sealed class RingStressTests
{
    /// <summary>Ends that do without a channel are some ten times as fast.</summary>
    private static readonly int s_handovers = HoldUps.Handovers;

    [Fact]
    public async Task Rings_PingPongWithSleep_NoWakeUpIsLost()
    {
        using var there = new SleepyRing(capacity: 64);
        using var back = new SleepyRing(capacity: 64);
        await Ends.RunAsync(
            () => $"there: {there}; back: {back}",
            () => PingPong(there, back, starts: true),
            () => PingPong(back, there, starts: false));
    }

    /// <summary>A ring that is smaller than what is sent in one go: both ends sleep, for bytes and for room.</summary>
    [Fact]
    public async Task Ring_OneWayWithPauses_NoWakeUpIsLost()
    {
        using var ring = new SleepyRing(capacity: 16);
        await Ends.RunAsync(
            () => ring.ToString(),
            () =>
            {
                var random = new Random(1);
                for (int i = 0; i < s_handovers; i++)
                {
                    ring.Send((byte)i);
                    Pause(random);
                }
            },
            () =>
            {
                var random = new Random(2);
                for (int i = 0; i < s_handovers; i++)
                {
                    Assert.Equal((byte)i, ring.Receive());
                    Pause(random);
                }
            });
    }

    [Fact]
    public async Task Channel_PingPongWithPauses_NoWakeUpIsLost()
    {
        using var pair = new RingPair(capacity: 4096);
        int rounds = s_handovers / 10;
        await Ends.RunAsync(
            () => pair.ToString(),
            () => Converse(pair.Parent, rounds, starts: true),
            () => Converse(pair.Worker, rounds, starts: false));
    }

    /// <summary>A sender that waits for room, a reader that waits for frames, and a thread that hears the sender's bell.</summary>
    [Fact]
    public async Task Channel_OneWayThroughASmallRing_NoWakeUpIsLost()
    {
        using var pair = new RingPair(capacity: 256);
        using var listener = new Listener(pair.Worker);
        int frames = s_handovers / 10;
        await Ends.RunAsync(
            () => pair.ToString(),
            () =>
            {
                var random = new Random(3);
                for (int i = 0; i < frames; i++)
                {
                    pair.Worker.Send(NumberedFrame.Header(i), NumberedFrame.Body(i, 600));
                    Pause(random);
                }
            },
            () => Read(pair.Parent, new Random(4), frames, longest: 600));
    }

    private static void PingPong(SleepyRing mine, SleepyRing others, bool starts)
    {
        var random = new Random(starts ? 5 : 6);
        for (int i = starts ? 0 : 1; i < s_handovers; i += 2)
        {
            if (i > 0)
            {
                // A wake-up is lost only if one end goes to sleep in the very moment in which the other hands over: so mostly they
                // wait for one another without sleep, to be at the same place, and then one does not.
                Assert.Equal((byte)(i - 1), others.Receive(patience: random.Next(4) == 0 ? random.Next(60) : 5000));
            }

            Thread.SpinWait(random.Next(4));
            mine.Send((byte)i);
        }
    }

    private static void Converse(RingChannel channel, int rounds, bool starts)
    {
        var random = new Random(starts ? 7 : 8);
        channel.EnterReading();
        try
        {
            for (int i = 0; i < rounds; i++)
            {
                if (starts)
                {
                    channel.Send(NumberedFrame.Header(i), NumberedFrame.Body(i, 200));
                }

                Pause(random);
                ReadOne(channel, i, 200);
                if (!starts)
                {
                    channel.Send(NumberedFrame.Header(i), NumberedFrame.Body(i, 200));
                }
            }
        }
        finally
        {
            channel.ExitReading();
        }
    }

    private static void Read(RingChannel channel, Random random, int frames, int longest)
    {
        channel.EnterReading();
        try
        {
            for (int i = 0; i < frames; i++)
            {
                ReadOne(channel, i, longest);
                Pause(random);
            }
        }
        finally
        {
            channel.ExitReading();
        }
    }

    private static void ReadOne(RingChannel channel, long number, int longest)
    {
        FrameHeader header;
        ReadOnlySpan<byte> body;
        while (!channel.TryRead(out header, out body))
        {
            Assert.True(channel.Wait(), "The end came before the last frame.");
        }

        Assert.Null(NumberedFrame.Trouble(number, longest, header, body));
    }

    /// <summary>Mostly none: the interesting moments are some nanoseconds wide, and each end must reach them now before, now behind the other.</summary>
    private static void Pause(Random random)
    {
        switch (random.Next(16))
        {
            case 0:
                Thread.Yield();
                break;
            case 1:
                Thread.SpinWait(random.Next(300));
                break;
            case < 8:
                Thread.SpinWait(random.Next(12));
                break;
        }
    }
}
