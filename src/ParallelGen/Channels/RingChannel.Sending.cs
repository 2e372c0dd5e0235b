namespace ParallelGen.Channels;

/// <content>Sending: one at a time, into the ring, and the other end's bell where it sleeps.</content>
internal sealed unsafe partial class RingChannel
{
    /// <summary>What does not fit into the ring at once is published in pieces of this size, so that the other end can begin.</summary>
    private const int Piece = 128 * 1024;

    /// <summary>A body of this size is written where it belongs, if there is room in one piece.</summary>
    private const int SmallFrame = 256;

    /// <summary>How long a sender waits for room before it looks by itself.</summary>
    private const int LookAgainMilliseconds = 10;

    private readonly BiasedLock _writing = new();
    private readonly ManualResetEventSlim _room = new();

    /// <summary>Of the frame that was put last. Guarded by the lock.</summary>
    private FrameHeader _last;

    public override void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default)
    {
        _writing.Enter();
        try
        {
            Put(header, head, tail);
            WakeReader();
        }
        finally
        {
            _writing.Exit();
        }
    }

    public override void SendForLater(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default)
    {
        _writing.Enter();
        try
        {
            Put(header, head, tail);
            if (_out.MustWakeReader(isUrgent: false))
            {
                _pipes.Ring();
            }
        }
        finally
        {
            _writing.Exit();
        }
    }

    public override void SendQuietly(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default)
    {
        _writing.EnterAsOwner();
        try
        {
            Put(header, head, tail);
        }
        finally
        {
            _writing.Exit();
        }
    }

    public override void OwnSending() => _writing.Own();

    /// <summary>Puts a frame and makes it visible. Under the lock.</summary>
    private void Put(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        ThrowIfClosed();
        long length = (long)head.Length + tail.Length;
        bool isNext = header.IsNextOf(_last) && length <= FrameHeader.MostBehindNext;
        int size = isNext ? FrameHeader.NextSize : FrameHeader.Size;
        if (length <= SmallFrame && _out.TryReserve(size + (int)length) is { IsEmpty: false } place)
        {
            WriteHeader(header, isNext, place, length);
            head.CopyTo(place[size..]);
            if (!tail.IsEmpty)
            {
                tail.CopyTo(place[(size + head.Length)..]);
            }

            _out.Publish();
            _last = header;
        }
        else
        {
            PutPieces(header, isNext, head, tail);
        }
    }

    private void PutPieces(in FrameHeader header, bool isNext, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Span<byte> start = stackalloc byte[FrameHeader.Size];
        WriteHeader(header, isNext, start, (long)head.Length + tail.Length);
        try
        {
            PutPiece(start[..(isNext ? FrameHeader.NextSize : FrameHeader.Size)]);
            PutPiece(head);
            PutPiece(tail);
            _out.Publish();
            _last = header;
        }
        catch (InvalidDataException e)
        {
            _closed = true;
            Condemn(e);
            throw Unusable(e);
        }
    }

    private static void WriteHeader(in FrameHeader header, bool isNext, Span<byte> place, long length)
    {
        if (isNext)
        {
            FrameHeader.WriteNext(place, (int)length);
        }
        else
        {
            header.Write(place, length);
        }
    }

    /// <summary>A frame for which there is room becomes visible as a whole. A larger one comes in pieces, and is none until the last has come.</summary>
    private void PutPiece(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int room = _out.Room;
            if (room == 0)
            {
                _out.Publish();
                WakeReader();
                WaitForRoom();
                continue;
            }

            int count = Math.Min(Math.Min(room, bytes.Length), Piece);
            _out.Write(bytes[..count]);
            bytes = bytes[count..];
            if (bytes.Length >= Piece)
            {
                _out.Publish();
                WakeReader();
            }
        }
    }

    /// <summary>The other end reads in its own time; the thread that hears its bell says when.</summary>
    private void WaitForRoom()
    {
        for (int i = 0; i < 50; i++)
        {
            if (_out.Room > 0)
            {
                return;
            }

            Thread.Yield();
        }

        // In this order: a bell or an end that comes after the reset is not lost.
        _room.Reset();
        ThrowIfClosed();
        if (!_out.TrySleep())
        {
            return;
        }

        // The thread that hears the bell may be this one, or wait for a lock that this one has: then nobody says when, nor that the other
        // end is gone.
        while (!_room.Wait(LookAgainMilliseconds) && _out.Room == 0)
        {
            _closed |= _pipes.HasHungUp;
            ThrowIfClosed();
        }

        ThrowIfClosed();
    }

    private void WakeReader()
    {
        if (_out.MustWakeReader())
        {
            _pipes.Ring();
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw Damage is { } damage ? Unusable(damage) : new IOException("The other end of the channel is gone.");
        }
    }

    private static IOException Unusable(Exception damage) => new($"The channel is unusable: {damage.Message}.", damage);
}
