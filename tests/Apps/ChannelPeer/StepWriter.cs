using ParallelGen.Channels;

namespace ParallelGen.ChannelPeer;

/// <summary>Sends frames the way <see cref="RingChannel"/> does, in the same steps and by the same methods of the ring, and can stop at any of them.</summary>
internal sealed class StepWriter(RingWriter ring, Action ringBell, int longest)
{
    private FrameHeader _last;

    /// <summary>False: it has stopped at that step of this frame, and must not be used again.</summary>
    public bool TryWrite(long number, PublishStep? last = null)
    {
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        ReadOnlySpan<byte> body = NumberedFrame.Body(number, longest);
        header = header[..WriteHeader(NumberedFrame.Header(number), header, body.Length)];
        if (last == PublishStep.BeforeBytes)
        {
            return false;
        }

        if (last == PublishStep.BetweenPieces)
        {
            // There is always some of it missing, be it of the header.
            Put(header[..(body.Length > 0 ? header.Length : header.Length / 2)]);
            Put(body[..(body.Length / 2)]);
            ring.Publish();
            Wake();
            return false;
        }

        Put(header);
        if (last == PublishStep.BetweenHeaderAndBody)
        {
            return false;
        }

        Put(body);
        if (last == PublishStep.BeforeHead)
        {
            return false;
        }

        ring.Publish();
        if (last == PublishStep.BeforeBell)
        {
            return false;
        }

        Wake();
        return last != PublishStep.AfterBell;
    }

    private int WriteHeader(in FrameHeader header, Span<byte> target, int length)
    {
        bool isNext = header.IsNextOf(_last) && length <= FrameHeader.MostBehindNext;
        _last = header;
        if (isNext)
        {
            FrameHeader.WriteNext(target, length);
            return FrameHeader.NextSize;
        }

        header.Write(target, length);
        return FrameHeader.Size;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = Math.Min(ring.Room, bytes.Length);
            if (count == 0)
            {
                ring.Publish();
                Wake();
                Thread.Yield();
                continue;
            }

            ring.Write(bytes[..count]);
            bytes = bytes[count..];
        }
    }

    private void Wake()
    {
        if (ring.MustWakeReader())
        {
            ringBell();
        }
    }
}
