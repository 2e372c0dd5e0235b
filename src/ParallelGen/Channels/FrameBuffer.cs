using ParallelGen.Memory;

namespace ParallelGen.Channels;

/// <summary>Bytes as they have come from the other process, taken apart into frames. Private memory, so what was checked stays as it is.</summary>
internal sealed class FrameBuffer : IDisposable
{
    private const int InitialSize = 64 * 1024;

    /// <summary>How much more than has arrived a large frame may be given room for at once.</summary>
    private const int Ahead = 64;

    /// <summary>A body that is worth more than a copy.</summary>
    private const int WorthTaking = 64 * 1024;

    /// <summary>With its header it fits into an array.</summary>
    private static readonly long s_largest = Array.MaxLength - FrameHeader.Size;

    private byte[] _bytes = LargeArrays.Rent(InitialSize);
    private int _start;
    private int _end;

    /// <summary>Of the frame that was taken last: what a short header continues. Both ends begin with the empty one.</summary>
    private FrameHeader _last;

    /// <summary>Whether <see cref="TryTake"/> would find a frame.</summary>
    public bool HasFrame => TryPeek(out _, out int size, out long length) && _end - _start - size >= length;

    /// <summary>Takes the next frame if it has arrived whole. The body is valid until <see cref="MakeRoom"/>.</summary>
    /// <exception cref="InvalidDataException">What arrived is not a frame.</exception>
    public bool TryTake(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (!TryPeek(out header, out int size, out long length) || _end - _start - size < length)
        {
            return false;
        }

        body = _bytes.AsSpan(_start + size, (int)length);
        _start += size + (int)length;
        _last = header;
        return true;
    }

    /// <summary>Takes, at once, the frames that have arrived whole and are each the <see cref="FrameHeader.ToNext"/> of the one before. Valid as a body is.</summary>
    public FrameRun TakeRun(int most)
    {
        int at = _start;
        int count = 0;
        while (count < most && _end - at >= FrameHeader.NextSize && FrameHeader.IsNext(_bytes.AsSpan(at), out int length)
            && length <= FrameHeader.MostBehindNext && _end - at - FrameHeader.NextSize >= length)
        {
            at += FrameHeader.NextSize + length;
            count++;
        }

        var run = new FrameRun(_bytes.AsSpan(_start, at - _start), count);
        _start = at;
        _last = _last with { Item = unchecked(_last.Item + count) };
        return run;
    }

    /// <summary>Hands over the array in which the body that was taken last stands, if it is large. It goes back to <see cref="LargeArrays"/>.</summary>
    public bool TryDetach(int length, out ArraySegment<byte> body)
    {
        if (length < WorthTaking)
        {
            body = default;
            return false;
        }

        body = new ArraySegment<byte>(_bytes, _start - length, length);
        byte[] next = LargeArrays.Rent(Math.Max(InitialSize, _end - _start));
        _bytes.AsSpan(_start, _end - _start).CopyTo(next);
        (_bytes, _start, _end) = (next, 0, _end - _start);
        return true;
    }

    /// <summary>Where the next bytes go; never empty.</summary>
    /// <remarks>
    /// Moves what is unread to the front, and enlarges a buffer that is full of one frame. Memory follows the bytes that have really
    /// arrived, never a length that is merely announced.
    /// </remarks>
    public Span<byte> MakeRoom()
    {
        int unread = _end - _start;
        if (unread == 0 && _bytes.Length > 16 * InitialSize)
        {
            Exchange(InitialSize);
        }
        else if (unread == _bytes.Length)
        {
            long wanted = TryPeek(out _, out int size, out long length) ? Math.Min(size + length, (long)Ahead * unread) : 2L * unread;
            Exchange((int)Math.Min(Math.Max(wanted, 2L * unread), Array.MaxLength));
        }
        else if (_start > 0)
        {
            _bytes.AsSpan(_start, unread).CopyTo(_bytes);
        }

        (_start, _end) = (0, unread);
        return _bytes.AsSpan(unread);
    }

    /// <summary>So many bytes were put where <see cref="MakeRoom"/> said.</summary>
    public void Add(int count) => _end += count;

    public void Dispose()
    {
        byte[] bytes = Interlocked.Exchange(ref _bytes, []);
        (_start, _end) = (0, 0);
        LargeArrays.Return(bytes);
    }

    private bool TryPeek(out FrameHeader header, out int size, out long length)
    {
        (header, size, length) = (default, FrameHeader.NextSize, 0);
        int unread = _end - _start;
        if (unread < FrameHeader.NextSize)
        {
            return false;
        }

        ReadOnlySpan<byte> start = _bytes.AsSpan(_start, unread);
        if (FrameHeader.IsNext(start, out int shortLength))
        {
            (header, length) = (_last.ToNext(), shortLength);
            return length <= FrameHeader.MostBehindNext ? true : throw Announces(length);
        }

        if (unread < FrameHeader.Size)
        {
            return false;
        }

        (header, size) = (FrameHeader.Read(start, out length), FrameHeader.Size);
        return length >= 0 && length <= s_largest ? true : throw Announces(length);
    }

    private static InvalidDataException Announces(long length) => new($"A frame announces a body of {length} bytes.");

    private void Exchange(int size)
    {
        byte[] larger = LargeArrays.Rent(size);
        _bytes.AsSpan(_start, _end - _start).CopyTo(larger);
        LargeArrays.Return(_bytes);
        _bytes = larger;
    }
}
