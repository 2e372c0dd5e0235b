using System.Buffers;

namespace ParallelGen.Channels;

/// <summary>Frames over a pair of pipes.</summary>
/// <remarks>
/// Small frames go out in one write; the kernel then holds them even if the writer dies at once, which is what makes blame exact:
/// a "begun" mark that was written will be read.
/// </remarks>
internal sealed class PipeChannel(Stream input, Stream output, PeerDeathWatch? deathWatch = null) : FrameChannel
{
    private const int InitialBuffer = 64 * 1024;

    private readonly Lock _writing = new();
    private readonly byte[] _outgoing = new byte[4096];
    private byte[] _incoming = ArrayPool<byte>.Shared.Rent(InitialBuffer);
    private int _start;
    private int _end;

    public override void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default)
    {
        long length = (long)head.Length + tail.Length;
        lock (_writing)
        {
            try
            {
                Span<byte> outgoing = _outgoing;
                header.Write(outgoing, length);
                if (length <= outgoing.Length - FrameHeader.Size)
                {
                    head.CopyTo(outgoing[FrameHeader.Size..]);
                    tail.CopyTo(outgoing[(FrameHeader.Size + head.Length)..]);
                    output.Write(outgoing[..(FrameHeader.Size + (int)length)]);
                    return;
                }

                output.Write(outgoing[..FrameHeader.Size]);
                output.Write(head);
                output.Write(tail);
            }
            catch (ObjectDisposedException e)
            {
                throw new IOException("The channel is closed.", e);
            }
        }
    }

    public override bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        header = default;
        body = default;
        if (_end - _start < FrameHeader.Size)
        {
            return false;
        }

        header = FrameHeader.Read(_incoming.AsSpan(_start), out long length);
        if (length < 0 || length > Array.MaxLength - FrameHeader.Size)
        {
            throw new InvalidDataException($"A frame announces a body of {length} bytes.");
        }

        if (_end - _start - FrameHeader.Size < length)
        {
            return false;
        }

        body = _incoming.AsSpan(_start + FrameHeader.Size, (int)length);
        _start += FrameHeader.Size + (int)length;
        return true;
    }

    public override bool Wait()
    {
        MakeRoom();
        if (deathWatch is not null && !deathWatch.WaitReadable())
        {
            return false;
        }

        int count;
        try
        {
            count = input.Read(_incoming, _end, _incoming.Length - _end);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A pipe that breaks while it is read means the same as its end: the peer is gone.
            return false;
        }

        _end += count;
        return count > 0;
    }

    public override void NotifyPeerDead() => deathWatch?.Notify();

    public override void Dispose()
    {
        output.Dispose();
        input.Dispose();
        deathWatch?.Dispose();
        byte[] buffer = Interlocked.Exchange(ref _incoming, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Moves what is unread to the front, and doubles a buffer that is full of one frame: memory follows the bytes that have
    /// really arrived, never a length that is merely announced.
    /// </summary>
    private void MakeRoom()
    {
        int unread = _end - _start;
        if (unread == 0 && _incoming.Length > 16 * InitialBuffer)
        {
            ArrayPool<byte>.Shared.Return(_incoming);
            _incoming = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        }
        else if (unread == _incoming.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_incoming.Length * 2L, Array.MaxLength));
            _incoming.AsSpan(_start, unread).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_incoming);
            _incoming = larger;
        }
        else if (_start > 0)
        {
            _incoming.AsSpan(_start, unread).CopyTo(_incoming);
        }

        (_start, _end) = (0, unread);
    }
}
