using System.Globalization;
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
    private static readonly int s_handovers =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_HANDOVERS"), CultureInfo.InvariantCulture, out int count) ? count : 100_000;

    [Fact]
    public async Task Rings_PingPongWithSleep_NoWakeUpIsLost()
    {
        using var there = new SleepyRing(capacity: 64);
        using var back = new SleepyRing(capacity: 64);
        await Run(
            () => $"there: {there}; back: {back}",
            () => PingPong(there, back, starts: true),
            () => PingPong(back, there, starts: false));
    }

    /// <summary>A ring that is smaller than what is sent in one go: both ends sleep, for bytes and for room.</summary>
    [Fact]
    public async Task Ring_OneWayWithPauses_NoWakeUpIsLost()
    {
        using var ring = new SleepyRing(capacity: 16);
        await Run(
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
        await Run(
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
        await Run(
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

    /// <summary>Both ends on threads of their own; fails with their state once they have stopped moving.</summary>
    private static async Task Run(Func<string> state, params Action[] ends)
    {
        Task all = Task.WhenAll(ends.Select(end => Task.Factory.StartNew(end, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        string before = "";
        for (int still = 0; await Task.WhenAny(all, Task.Delay(1000)) != all;)
        {
            string now = state();
            still = now == before ? still + 1 : 0;
            before = now;
            Assert.True(still < RingPair.Deadline.TotalSeconds, $"Stalled: {now}");
        }

        await all;
    }

    /// <summary>A ring whose ends sleep whenever they may, without a look beforehand. The bells are semaphores.</summary>
    private sealed class SleepyRing(int capacity) : IDisposable
    {
        private readonly RingBox _box = new(capacity);
        private readonly SemaphoreSlim _readerBell = new(0);
        private readonly SemaphoreSlim _writerBell = new(0);

        public void Send(byte value)
        {
            while (_box.Writer.Room == 0)
            {
                if (_box.Writer.TrySleep())
                {
                    Wait(_writerBell);
                }
            }

            _box.Writer.Write([value]);
            _box.Writer.Publish();
            if (_box.Writer.MustWakeReader())
            {
                _readerBell.Release();
            }
        }

        public byte Receive(int patience = 0)
        {
            while (patience-- > 0 && _box.Reader.Available == 0)
            {
            }

            while (_box.Reader.TrySleep())
            {
                Wait(_readerBell);
                _box.Reader.Awake();
            }

            byte value = 0;
            Assert.Equal(1, _box.Reader.Read(new Span<byte>(ref value)));
            if (_box.Reader.MustWakeWriter())
            {
                _writerBell.Release();
            }

            return value;
        }

        public override string ToString() => $"{_box}, bells: {_readerBell.CurrentCount} and {_writerBell.CurrentCount}";

        public void Dispose()
        {
            _box.Dispose();
            _readerBell.Dispose();
            _writerBell.Dispose();
        }

        private void Wait(SemaphoreSlim bell) => Assert.True(bell.Wait(RingPair.Deadline), $"Nobody rang: {this}");
    }
}
