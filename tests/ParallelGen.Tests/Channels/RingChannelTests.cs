using System.Buffers.Binary;
using ParallelGen.ChannelPeer;
using ParallelGen.Channels;
using ParallelGen.Tests.Processes;

namespace ParallelGen.Tests.Channels;

public sealed class RingChannelTests
{
    private const int Capacity = 64 * 1024;

    /// <summary>Where what the worker sends stands, and where in a header its length.</summary>
    private static readonly int Replies = (int)RingChannel.SizeFor(0) + Capacity;
    private const int LengthOffset = 16;

    [Fact]
    public async Task Send_SmallFramesBothWays_ArriveInOrder()
    {
        using var pair = new RingPair();
        for (long number = 0; number < 200; number++)
        {
            byte[] body = NumberedFrame.Body(number, 500);
            pair.Parent.Send(NumberedFrame.Header(number), body.AsSpan(0, body.Length / 2), body.AsSpan(body.Length / 2));
            pair.Worker.Send(NumberedFrame.Header(number + 1000), NumberedFrame.Body(number + 1000, 500));
            Check(number, await pair.ReadAsync(pair.Worker), 500);
            Check(number + 1000, await pair.ReadAsync(pair.Parent), 500);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Capacity - FrameHeader.Size)]
    [InlineData(Capacity - FrameHeader.Size + 1)]
    [InlineData(Capacity)]
    [InlineData(3 << 20)]
    public async Task Send_BodyOfAnySize_ArrivesWhole(int size)
    {
        using var pair = new RingPair(Capacity);
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        foreach ((FrameChannel from, FrameChannel to) in new[] { (pair.Worker, pair.Parent), (pair.Parent, pair.Worker) })
        {
            var header = new FrameHeader(7, 3, -1, long.MaxValue);
            Task sending = pair.Start(() =>
            {
                from.Send(header, body.AsSpan(0, size / 2), body.AsSpan(size / 2));
                from.Send(new FrameHeader(8), default);
            });
            // Whoever sends what does not fit must be told of room by a thread that hears the bell, as in a pool.
            using Listener? listener = size > Capacity / 2 ? new Listener(from) : null;
            (FrameHeader Header, byte[] Body)? first = await pair.ReadAsync(to);
            (FrameHeader Header, byte[] Body)? second = await pair.ReadAsync(to);
            await sending;

            Assert.Equal(header, first!.Value.Header);
            Assert.True(body.AsSpan().SequenceEqual(first.Value.Body));
            Assert.Equal(8, second!.Value.Header.Kind);
            Assert.Empty(second.Value.Body);
        }
    }

    /// <summary>A thread that answers what it reads is the one that hears the bell, and may find the ring full.</summary>
    [Fact]
    public async Task Send_NobodyHearsTheBell_GoesOnAsSoonAsThereIsRoom()
    {
        using var pair = new RingPair(Capacity);
        Task sending = pair.Start(() => pair.Parent.Send(new FrameHeader(7), new byte[3 << 20]));
        await pair.Until(() => pair.ParentWaitsForRoom);
        Assert.Equal(3 << 20, (await pair.ReadAsync(pair.Worker))!.Value.Body.Length);
        await sending;
    }

    [Fact]
    public async Task Send_ReaderSleeps_WakesIt()
    {
        using var pair = new RingPair();
        for (long number = 0; number < 50; number++)
        {
            Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
            await pair.Until(() => pair.ParentSleeps);
            pair.Worker.Send(NumberedFrame.Header(number), NumberedFrame.Body(number, 100));
            Check(number, await reading, 100);
        }
    }

    [Fact]
    public async Task SendQuietly_ReaderSleeps_IsReadWithTheNextThatWakes()
    {
        using var pair = new RingPair();
        Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
        await pair.Until(() => pair.ParentSleeps);
        pair.Worker.SendQuietly(NumberedFrame.Header(0), NumberedFrame.Body(0, 100));
        Assert.True(pair.ParentSleeps);
        pair.Worker.Send(NumberedFrame.Header(1), NumberedFrame.Body(1, 100));
        Check(0, await reading, 100);
        Check(1, await pair.ReadAsync(pair.Parent), 100);
    }

    [Fact]
    public async Task Send_ManySenders_EachInItsOrderAndNoneTorn()
    {
        const int Senders = 6;
        const int Frames = 400;
        using var pair = new RingPair(capacity: 4096);
        using var listener = new Listener(pair.Worker);
        Task sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => pair.Start(() =>
        {
            for (int i = 0; i < Frames; i++)
            {
                long number = (sender * 1_000_000L) + i;
                pair.Worker.Send(NumberedFrame.Header(number), NumberedFrame.Body(number, 6000));
            }
        })));

        int[] next = new int[Senders];
        await pair.Start(() =>
        {
            for (int i = 0; i < Senders * Frames; i++)
            {
                (FrameHeader header, byte[] body) = PipePair.ReadFrame(pair.Parent)!.Value;
                long sender = header.Item / 1_000_000;
                Check((sender * 1_000_000) + next[sender]++, (header, body), 6000);
            }
        });
        await sending;
    }

    [Fact]
    public async Task Dispose_SenderWaitsForRoom_SendsItAway()
    {
        using var pair = new RingPair(capacity: 4096);
        Task sending = pair.Start(() => pair.Parent.Send(new FrameHeader(1), new byte[100_000]));
        await pair.Until(() => pair.ParentWaitsForRoom);
        await pair.Start(pair.Parent.Dispose);
        await Assert.ThrowsAsync<IOException>(() => sending);
        Assert.Throws<IOException>(() => pair.Parent.Send(new FrameHeader(1), default));
    }

    [Fact]
    public async Task WaitForBell_PeerDiesWhileASenderWaitsForRoom_SendsItAway()
    {
        using var pair = new RingPair(capacity: 4096);
        using var listener = new Listener(pair.Parent);
        Task sending = pair.Start(() => pair.Parent.Send(new FrameHeader(1), new byte[100_000]));
        await pair.Until(() => pair.ParentWaitsForRoom);
        pair.KillWorker();
        await Assert.ThrowsAsync<IOException>(() => sending);
    }

    /// <summary>The same where the one that should hear of it is the sender.</summary>
    [Fact]
    public async Task NotifyPeerDead_NobodyHearsTheBell_SendsTheSenderAway()
    {
        using var pair = new RingPair(capacity: 4096);
        Task sending = pair.Start(() => pair.Parent.Send(new FrameHeader(1), new byte[100_000]));
        await pair.Until(() => pair.ParentWaitsForRoom);
        pair.Parent.NotifyPeerDead();
        await Assert.ThrowsAsync<IOException>(() => sending);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wait_PeerDiesWhileReaderSleeps_HandsOutEverythingThenEnds(bool pipeIsHeldOpen)
    {
        using var pair = new RingPair();
        Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
        await pair.Until(() => pair.ParentSleeps);
        // It dies between moving the head and ringing.
        pair.Worker.SendQuietly(NumberedFrame.Header(0), NumberedFrame.Body(0, 100));
        pair.Worker.SendQuietly(NumberedFrame.Header(1), NumberedFrame.Body(1, 100));
        if (pipeIsHeldOpen)
        {
            pair.Parent.NotifyPeerDead();
        }
        else
        {
            pair.WorkerOutput.Dispose();
        }

        Check(0, await reading, 100);
        Check(1, await pair.ReadAsync(pair.Parent), 100);
        Assert.Null(await pair.ReadAsync(pair.Parent));
        Assert.Throws<IOException>(() => pair.Parent.Send(new FrameHeader(1), default));
    }

    [Fact]
    public async Task RingOwnBell_NothingHasCome_WakesTheListenerOnly()
    {
        using var pair = new RingPair();
        Task<bool> hearing = pair.Start(pair.Parent.WaitForBell);
        pair.Parent.RingOwnBell();
        Assert.True(await hearing);

        Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
        await pair.Until(() => pair.ParentSleeps);
        pair.Parent.RingOwnBell();
        pair.Worker.Send(NumberedFrame.Header(4), NumberedFrame.Body(4, 100));
        Check(4, await reading, 100);
    }

    [Fact]
    public async Task Dispose_AnotherThreadWaits_EndsIt()
    {
        for (int i = 0; i < 50; i++)
        {
            using var pair = new RingPair(capacity: 4096);
            Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
            if (i % 2 == 0)
            {
                await pair.Until(() => pair.ParentSleeps);
            }

            await pair.Start(pair.Parent.Dispose);
            Assert.Null(await reading);
        }
    }

    [Fact]
    public async Task Dispose_AnotherThreadReads_WaitsForItsFrame()
    {
        using var pair = new RingPair();
        pair.Worker.Send(NumberedFrame.Header(3), NumberedFrame.Body(3, 100));
        using var taken = new ManualResetEventSlim();
        using var looked = new ManualResetEventSlim();
        Task reading = pair.Start(() =>
        {
            pair.Parent.EnterReading();
            Assert.True(pair.Parent.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body));
            taken.Set();
            Assert.True(looked.Wait(RingPair.Deadline));
            Assert.Null(NumberedFrame.Trouble(3, 100, header, body));
            pair.Parent.ExitReading();
        });
        Assert.True(taken.Wait(RingPair.Deadline));
        Task disposing = pair.Start(pair.Parent.Dispose);
        // It must not be through: the body that was handed out is valid while the lease is held.
        Assert.NotSame(disposing, await Task.WhenAny(disposing, Task.Delay(100)));
        looked.Set();
        await reading;
        await disposing;
        Assert.Null(await pair.ReadAsync(pair.Parent));
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task TryRead_HostileLength_IsRefused(long length)
    {
        using var pair = new RingPair();
        pair.Worker.Send(new FrameHeader(5), default);
        BinaryPrimitives.WriteInt64LittleEndian(pair.WorkerBytes[(Replies + LengthOffset)..], length);
        await Assert.ThrowsAsync<InvalidDataException>(() => pair.ReadAsync(pair.Parent));
    }

    [Theory]
    [InlineData(FrameHeader.MostBehindNext + 1)]
    [InlineData(int.MaxValue)]
    public async Task TryRead_HostileLengthOfAShortHeader_IsRefused(int length)
    {
        using var pair = new RingPair();
        pair.Worker.Send(new FrameHeader(5), default);
        pair.Worker.Send(new FrameHeader(5, Item: 1), new byte[100]);
        FrameHeader.WriteNext(pair.WorkerBytes[(Replies + FrameHeader.Size)..], length);
        Assert.Equal(new FrameHeader(5), (await pair.ReadAsync(pair.Parent))!.Value.Header);
        await Assert.ThrowsAsync<InvalidDataException>(() => pair.ReadAsync(pair.Parent));
    }

    [Fact]
    public async Task Send_HostileTail_TellsSenderAndReader()
    {
        using var pair = new RingPair(capacity: 4096);
        Task<(FrameHeader Header, byte[] Body)?> reading = pair.ReadAsync(pair.Parent);
        await pair.Until(() => pair.ParentSleeps);
        // The tail of the requests, which the worker's end moves.
        BinaryPrimitives.WriteInt64LittleEndian(pair.WorkerBytes[128..], -5);
        IOException refused = Assert.Throws<IOException>(() => pair.Parent.Send(new FrameHeader(1), new byte[4096]));
        Assert.IsType<InvalidDataException>(refused.InnerException);
        await Assert.ThrowsAsync<InvalidDataException>(() => reading);
        Assert.Throws<IOException>(() => pair.Parent.Send(new FrameHeader(1), default));
    }

    /// <summary>Where nobody can be nudged, as in a worker, whoever sends next must learn why it cannot.</summary>
    [Fact]
    public void Send_HostileTailAtTheWorkersEnd_EverySenderLearnsWhy()
    {
        using var pair = new RingPair(capacity: 4096, workerIsWatched: false);
        BinaryPrimitives.WriteInt64LittleEndian(pair.WorkerBytes[(RingControl.Size + 128)..], -5);
        for (int i = 0; i < 2; i++)
        {
            IOException refused = Assert.Throws<IOException>(() => pair.Worker.Send(new FrameHeader(1), new byte[4096]));
            Assert.IsType<InvalidDataException>(refused.InnerException);
        }
    }

    /// <summary>A peer that writes anything anywhere at any time, and then is gone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C05_PeerScribblesWhileBothDirectionsWork_OutcomeIsAValueOrAnException(bool overControl)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            using var pair = new RingPair(capacity: 4096, workerIsWatched: false);
            Task<long> reading = pair.Start(() => ReadAll(pair.Parent));
            Task sending = pair.Start(() => SendUntilRefused(pair.Parent));
            await pair.Start(() => Scribble(pair, new Random(seed), overControl));
            pair.KillWorker();
            await sending;
            Assert.InRange(await reading, 0, 16 << 20);
            await pair.Start(pair.Parent.Dispose);
        }
    }

    private static void Scribble(RingPair pair, Random random, bool overControl)
    {
        const int Line = 128;
        for (int i = 0; i < 300; i++)
        {
            Span<byte> bytes = pair.WorkerBytes;
            if (overControl)
            {
                // Any head, tail or mark of either ring; at first what may be true, for damage that is seen at once ends the game.
                Span<byte> field = bytes[(Line * random.Next(2 * RingControl.Size / Line))..];
                long value = BinaryPrimitives.ReadInt64LittleEndian(field);
                BinaryPrimitives.WriteInt64LittleEndian(field, random.Next(i < 250 ? 3 : 5) switch
                {
                    0 => value + random.Next(100),
                    1 => random.Next(4096),
                    2 => value,
                    3 => -value,
                    _ => random.NextInt64(long.MinValue, long.MaxValue),
                });
            }
            else
            {
                random.NextBytes(bytes.Slice((int)RingChannel.SizeFor(0) + random.Next(8000), 150));
                Span<byte> head = bytes[RingControl.Size..];
                BinaryPrimitives.WriteInt64LittleEndian(head, BinaryPrimitives.ReadInt64LittleEndian(head) + random.Next(60));
            }

            if (random.Next(10) == 0)
            {
                pair.WorkerOutput.WriteByte(0);
            }
        }
    }

    /// <summary>Reads to the end or the first that is no frame, and says what that took.</summary>
    private static long ReadAll(FrameChannel channel)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        channel.EnterReading();
        try
        {
            do
            {
                while (channel.TryRead(out _, out _))
                {
                }
            }
            while (channel.Wait());
        }
        catch (InvalidDataException)
        {
            // What a hostile peer comes to.
        }
        finally
        {
            channel.ExitReading();
        }

        // Somebody goes on listening, as long as others may wait for room.
        while (channel.WaitForBell())
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void SendUntilRefused(FrameChannel channel)
    {
        try
        {
            for (long number = 0; ; number++)
            {
                channel.Send(NumberedFrame.Header(number), NumberedFrame.Body(number, 3000));
            }
        }
        catch (IOException)
        {
            // Damage, or the end.
        }
    }

    private static void Check(long number, (FrameHeader Header, byte[] Body)? frame, int longest)
    {
        Assert.NotNull(frame);
        Assert.Null(NumberedFrame.Trouble(number, longest, frame.Value.Header, frame.Value.Body));
    }
}
