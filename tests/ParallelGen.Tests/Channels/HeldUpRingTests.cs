using ParallelGen.ChannelPeer;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>
/// Ends that are held up between each two steps of a hand-over, so that the other is there in every order. A million:
/// <c>PARALLELGEN_HANDOVERS=1000000 dotnet run --project tests/ParallelGen.Tests -- -class '*HeldUp*'</c>, which a release build would do without the hold-ups.
/// </summary>
public sealed class HeldUpRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rings_EndsAreHeldUpAtEveryStep_NoWakeUpIsLost(int seed)
    {
        using var there = new SleepyRing(capacity: 2);
        using var back = new SleepyRing(capacity: 2);
        await Ends.RunAsync(
            () => $"there: {there}; back: {back}",
            () => PingPong(there, back, starts: true, seed),
            () => PingPong(back, there, starts: false, seed + 10));
    }

    /// <summary>One byte of room: the writer sleeps for nearly each, and so does the reader.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Ring_FullOrEmptyAtEveryStep_NeitherEndIsForgotten(int capacity)
    {
        using var ring = new SleepyRing(capacity);
        int bytes = HoldUps.Handovers / 2;
        await Ends.RunAsync(
            () => ring.ToString(),
            () =>
            {
                using var held = new HoldUps(20 + capacity);
                for (int i = 0; i < bytes; i++)
                {
                    ring.Send((byte)i);
                    held.Pass();
                }
            },
            () =>
            {
                using var held = new HoldUps(30 + capacity);
                for (int i = 0; i < bytes; i++)
                {
                    Assert.Equal((byte)i, ring.Receive());
                    held.Pass();
                }
            });
    }

    /// <summary>With a real bell, whose hearer also reads, in a ring that is too small for the largest frames.</summary>
    [Fact]
    public async Task Channel_EndsAreHeldUpAtEveryStep_EveryFrameIsAnswered()
    {
        using var pair = new RingPair(capacity: 256);
        int rounds = HoldUps.Handovers / 5;
        await Ends.RunAsync(
            () => pair.ToString(),
            () => Converse(pair.Parent, rounds, starts: true),
            () => Converse(pair.Worker, rounds, starts: false));
    }

    private static void PingPong(SleepyRing mine, SleepyRing others, bool starts, int seed)
    {
        using var held = new HoldUps(seed);
        for (int i = starts ? 0 : 1; i < HoldUps.Handovers / 2; i += 2)
        {
            if (i > 0)
            {
                Assert.Equal((byte)(i - 1), others.Receive());
            }

            held.Pass();
            mine.Send((byte)i);
        }
    }

    private static void Converse(RingChannel channel, int rounds, bool starts)
    {
        const int Longest = 200;
        using var held = new HoldUps(starts ? 40 : 41);
        channel.EnterReading();
        try
        {
            for (int i = 0; i < rounds; i++)
            {
                if (starts)
                {
                    channel.Send(NumberedFrame.Header(i), NumberedFrame.Body(i, Longest));
                }

                FrameHeader header;
                ReadOnlySpan<byte> body;
                while (!channel.TryRead(out header, out body))
                {
                    held.Pass();
                    Assert.True(channel.Wait(), "The end came before the last frame.");
                }

                Assert.Null(NumberedFrame.Trouble(i, Longest, header, body));
                if (!starts)
                {
                    channel.Send(NumberedFrame.Header(i), NumberedFrame.Body(i, Longest));
                }
            }
        }
        finally
        {
            channel.ExitReading();
        }
    }
}
