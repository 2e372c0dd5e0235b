using System.Buffers.Binary;
using ParallelGen.Channels;
using ParallelGen.ChannelPeer;
using ParallelGen.Fuzzing;
using ParallelGen.Tests.Channels;

namespace ParallelGen.Tests.Fuzzing;

/// <summary>Hostile bytes where frames are expected, and in the memory that both ends see.</summary>
public sealed class FrameFuzzTests
{
    private const int Capacity = 1024;

    /// <summary>What a control block has four of.</summary>
    private const int Line = RingControl.Size / 4;

    private readonly Fuzzer _fuzzer = new(3);

    public FrameFuzzTests()
    {
        // Whatever frames look like: a channel has written them.
        for (int number = 0; number < 40; number++)
        {
            using var sent = new MemoryStream();
            using var channel = new PipeChannel(Stream.Null, sent);
            for (int more = number % 5; more >= 0; more--)
            {
                channel.Send(NumberedFrame.Header(number + more), NumberedFrame.Body(number + more, 200));
            }

            _fuzzer.With(sent.ToArray());
        }
    }

    [Fact]
    public void S13_Frames_HostileBytesInPieces_GiveFramesOrInvalidData()
    {
        int values = _fuzzer.Feed<InvalidDataException>("frames", Fuzzer.Inputs / 2, bytes =>
        {
            using var buffer = new FrameBuffer();
            while (bytes.Length > 0)
            {
                while (buffer.TryTake(out _, out _))
                {
                }

                Span<byte> room = buffer.MakeRoom();
                int piece = Math.Min(Math.Min(room.Length, bytes.Length), 1 + _fuzzer.Below(100));
                bytes[..piece].CopyTo(room);
                buffer.Add(piece);
                bytes = bytes[piece..];
            }

            while (buffer.TryTake(out _, out _))
            {
            }
        });
        Assert.NotEqual(0, values);
    }

    [Fact]
    public void S13_Ring_HostileControlAndBytes_GiveBytesOrInvalidDataAndStayInTheRing()
    {
        int values = _fuzzer.Feed<InvalidDataException>("a ring", Fuzzer.Inputs / 2, bytes =>
        {
            using var box = new RingBox(Capacity);
            using var buffer = new FrameBuffer();
            try
            {
                for (int turn = 0; turn < 8; turn++)
                {
                    Write(box.Writer, bytes);
                    if (turn > 0)
                    {
                        Spoil(box, bytes);
                    }

                    Read(box.Reader, buffer);
                }
            }
            finally
            {
                Assert.True(box.IsTight);
            }
        });
        Assert.NotEqual(0, values);
    }

    /// <summary>The same through the channel itself, whose memory the other process maps, too.</summary>
    [Fact]
    public void S13_Channel_HostileMemory_GivesFramesOrInvalidData()
    {
        for (int input = 0; input < Fuzzer.Inputs / 500; input++)
        {
            using var pair = new RingPair(4096, workerIsWatched: false);
            for (int number = 0; number < 5; number++)
            {
                pair.Worker.SendQuietly(NumberedFrame.Header(number), NumberedFrame.Body(number, 200));
            }

            Span<byte> memory = pair.WorkerBytes;
            for (int damage = 1 + _fuzzer.Below(3); damage > 0; damage--)
            {
                ReadOnlySpan<byte> bytes = _fuzzer.Next();
                // Its own control block, or where its frames are.
                int at = _fuzzer.Below(3) == 0 ? RingControl.Size + (Line * _fuzzer.Below(4)) : (int)RingChannel.SizeFor(0) + 4096 + _fuzzer.Below(400);
                bytes[..Math.Min(bytes.Length, _fuzzer.Below(2) == 0 ? 8 : 100)].CopyTo(memory[at..]);
            }

            ReadAll(pair.Parent);
        }
    }

    private static void ReadAll(RingChannel channel)
    {
        channel.EnterReading();
        try
        {
            while (channel.TryRead(out _, out _))
            {
            }

            channel.TrySleep();
        }
        catch (InvalidDataException)
        {
            // One of the two outcomes.
        }
        finally
        {
            channel.ExitReading();
        }
    }

    private static void Write(RingWriter writer, ReadOnlySpan<byte> bytes)
    {
        int room = writer.Room;
        if (room == 0)
        {
            writer.TrySleep();
            return;
        }

        writer.Write(bytes[..Math.Min(bytes.Length, room)]);
        writer.Publish();
        writer.MustWakeReader();
    }

    private static void Read(RingReader reader, FrameBuffer buffer)
    {
        do
        {
            while (buffer.TryTake(out _, out _))
            {
            }

            buffer.Add(reader.Read(buffer.MakeRoom()));
            reader.MustWakeWriter();
        }
        while (!reader.TrySleep());
        reader.Awake();
    }

    /// <summary>Any field of the control block, with what may nearly be true for the most part; or the bytes.</summary>
    private unsafe void Spoil(RingBox box, ReadOnlySpan<byte> bytes)
    {
        int field = _fuzzer.Below(8);
        if (field > 3)
        {
            Span<byte> ring = new(box.Data, Capacity);
            bytes[..Math.Min(bytes.Length, 16)].CopyTo(ring[_fuzzer.Below(Capacity - 16)..]);
            return;
        }

        Span<byte> control = new Span<byte>(box.Control, RingControl.Size)[(field * Line)..];
        long value = BinaryPrimitives.ReadInt64LittleEndian(control);
        BinaryPrimitives.WriteInt64LittleEndian(control, _fuzzer.Below(6) switch
        {
            0 => value + _fuzzer.Below(100),
            1 => value - _fuzzer.Below(100),
            2 => _fuzzer.Below(4096),
            3 => -value,
            4 => long.MaxValue - _fuzzer.Below(3),
            _ => value,
        });
    }
}
