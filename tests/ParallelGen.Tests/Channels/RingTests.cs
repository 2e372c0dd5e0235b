using CsCheck;

namespace ParallelGen.Tests.Channels;

public sealed class RingTests
{
    private const int Capacity = 16;

    /// <summary>What a hostile end may claim as the number of bytes written, or read, when 12 are written and 6 read.</summary>
    public static TheoryData<long> Lies => [-1, 5, -Capacity, long.MinValue, long.MaxValue, 6 + Capacity + 1, (1L << 32) + 12, int.MinValue];

    [Fact]
    public void Write_AtEveryOffsetAndLength_ComesOutAsItWentIn()
    {
        for (int offset = 0; offset < Capacity; offset++)
        {
            for (int length = 0; length <= Capacity; length++)
            {
                using var ring = new RingBox(Capacity);
                ring.Send(new byte[offset]);
                Assert.Equal(offset, ring.Receive().Length);
                byte[] bytes = [.. Enumerable.Range(1, length).Select(i => (byte)i)];
                ring.Send(bytes);
                Assert.Equal(bytes, ring.Receive());
                Assert.True(ring.IsTight);
            }
        }
    }

    [Fact]
    public void Write_UntilFull_LeavesNoRoomUntilSomethingIsRead()
    {
        using var ring = new RingBox(Capacity);
        Assert.Equal(Capacity, ring.Writer.Room);
        ring.Send(new byte[Capacity]);
        Assert.Equal(0, ring.Writer.Room);
        Assert.Equal(Capacity, ring.Reader.Available);
        Assert.Single(ring.Receive(most: 1));
        Assert.Equal(1, ring.Writer.Room);
        ring.Send([7]);
        Assert.Equal(0, ring.Writer.Room);
        Assert.Equal(7, ring.Receive()[^1]);
    }

    [Fact]
    public void Read_Empty_GivesNothing()
    {
        using var ring = new RingBox(Capacity);
        Assert.Equal(0, ring.Reader.Available);
        Assert.Equal(0, ring.Reader.Read(new byte[4]));
        ring.Send([]);
        Assert.Equal(0, ring.Reader.Available);
        Assert.Equal(0, ring.Tail);
    }

    [Fact]
    public void Write_BeforePublish_IsNotVisible()
    {
        using var ring = new RingBox(Capacity);
        ring.Writer.Write([1, 2, 3]);
        ring.Writer.Write([4]);
        Assert.Equal(0, ring.Reader.Available);
        Assert.Empty(ring.Receive());
        Assert.Equal(Capacity - 4, ring.Writer.Room);
        ring.Writer.Publish();
        Assert.Equal([1, 2, 3, 4], ring.Receive());
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void Available_HeadThatCannotBe_IsRefused(long head)
    {
        using RingBox ring = HalfRead();
        ring.Head = head;
        Assert.Throws<InvalidDataException>(() => ring.Reader.Available);
        Assert.Throws<InvalidDataException>(() => ring.Reader.Read(new byte[Capacity]));
        Assert.Throws<InvalidDataException>(() => ring.Reader.TrySleep());
    }

    [Fact]
    public void Available_HeadGoesBackBehindWhatWasSeen_IsRefused()
    {
        using RingBox ring = HalfRead();
        Assert.Equal(6, ring.Reader.Available);
        ring.Head = 11;
        Assert.Throws<InvalidDataException>(() => ring.Reader.Available);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void Room_TailThatCannotBe_IsRefused(long tail)
    {
        using RingBox ring = HalfRead();
        Fill(ring);
        ring.Tail = tail;
        Assert.Throws<InvalidDataException>(() => ring.Writer.Room);
        Assert.Throws<InvalidDataException>(() => ring.Writer.TrySleep());
    }

    [Fact]
    public void Room_TailAheadOfWhatWasWritten_IsRefused()
    {
        using RingBox ring = HalfRead();
        Fill(ring);
        ring.Tail = ring.Head + 1;
        Assert.Throws<InvalidDataException>(() => ring.Writer.Room);
    }

    /// <summary>The peer has the memory before this end has made its ring of it.</summary>
    [Theory]
    [MemberData(nameof(Lies))]
    [InlineData(-Capacity + 3L)]
    [InlineData(3L)]
    public void Ring_SpoilBeforeItBegins_StaysInItsMemory(long lie)
    {
        foreach ((long head, long tail) in new[] { (lie, 0), (0, lie), (lie, lie), (lie, -lie), (-lie, lie) })
        {
            using var ring = new RingBox(Capacity, box => (box.Head, box.Tail) = (head, tail));
            OutcomeOf(() =>
            {
                for (int i = 0; i < 3; i++)
                {
                    int room = ring.Writer.Room;
                    Assert.InRange(room, 0, Capacity);
                    ring.Writer.Write(new byte[room]);
                    ring.Writer.Publish();
                    ring.Tail = tail;
                }
            });
            ring.Head = head;
            OutcomeOf(() =>
            {
                for (int i = 0; i < 3; i++)
                {
                    Assert.InRange(ring.Reader.Available, 0, Capacity);
                    Assert.InRange(ring.Reader.Read(new byte[2 * Capacity]), 0, Capacity);
                }
            });
            Assert.True(ring.IsTight);
        }
    }

    [Fact]
    public void MustWakeReader_OnlyIfItSleeps_AndOnce()
    {
        using var ring = new RingBox(Capacity);
        ring.Send([1]);
        Assert.False(ring.Writer.MustWakeReader());
        Assert.False(ring.Reader.TrySleep());
        Assert.False(ring.Writer.MustWakeReader());
        ring.Receive();
        Assert.True(ring.Reader.TrySleep());
        ring.Send([2]);
        Assert.True(ring.Writer.MustWakeReader());
        Assert.False(ring.Writer.MustWakeReader());
        ring.Receive();
        Assert.True(ring.Reader.TrySleep());
        ring.Reader.Awake();
        Assert.False(ring.Writer.MustWakeReader());
    }

    [Fact]
    public void MustWakeWriter_OnlyIfItSleeps_AndOnce()
    {
        using var ring = new RingBox(Capacity);
        Assert.False(ring.Writer.TrySleep());
        ring.Send(new byte[Capacity]);
        Assert.False(ring.Reader.MustWakeWriter());
        Assert.True(ring.Writer.TrySleep());
        ring.Receive(most: 3);
        Assert.True(ring.Reader.MustWakeWriter());
        Assert.False(ring.Reader.MustWakeWriter());
        Assert.Equal(3, ring.Writer.Room);
        Assert.False(ring.Writer.TrySleep());
        Assert.False(ring.Reader.MustWakeWriter());
    }

    /// <summary>Anything that is written, published and read in any portions is what a queue would have made of it.</summary>
    [Fact]
    public void Ring_RandomPortions_BehavesAsAQueue() => Gen.Select(Gen.Int[0, 6], Gen.Int[0, 2].Select(Gen.Int[0, 70]).Array[0, 200]).Sample((power, steps) =>
    {
        int capacity = 1 << power;
        using var ring = new RingBox(capacity);
        var published = new Queue<byte>();
        var written = new Queue<byte>();
        byte next = 0;
        foreach ((int what, int size) in steps)
        {
            switch (what)
            {
                case 0:
                    int room = ring.Writer.Room;
                    // It looks for room only when it knows of none: what it says is never too much, and nothing only if nothing is free.
                    Assert.InRange(room, 0, capacity - published.Count - written.Count);
                    Assert.True(room > 0 || published.Count + written.Count == capacity);
                    byte[] bytes = [.. Enumerable.Range(0, Math.Min(room, size)).Select(_ => next++)];
                    ring.Writer.Write(bytes);
                    Array.ForEach(bytes, written.Enqueue);
                    break;
                case 1:
                    ring.Writer.Publish();
                    while (written.TryDequeue(out byte value))
                    {
                        published.Enqueue(value);
                    }

                    break;
                default:
                    Assert.Equal(published.Count, ring.Reader.Available);
                    byte[] target = new byte[size];
                    int count = ring.Reader.Read(target);
                    Assert.Equal(Math.Min(size, published.Count), count);
                    Assert.All(target[..count], value => Assert.Equal(published.Dequeue(), value));
                    break;
            }
        }

        Assert.True(ring.IsTight);
    }, iter: 500);

    /// <summary>12 bytes written, 6 read.</summary>
    private static RingBox HalfRead()
    {
        var ring = new RingBox(Capacity);
        ring.Send(new byte[12]);
        Assert.Equal(6, ring.Receive(most: 6).Length);
        return ring;
    }

    private static void Fill(RingBox ring)
    {
        while (ring.Writer.Room is > 0 and int room)
        {
            ring.Send(new byte[room]);
        }
    }

    private static void OutcomeOf(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidDataException)
        {
            // As good as a value.
        }
    }
}
