using ParallelGen.Channels;

namespace ParallelGen.ChannelPeer;

/// <summary>Sends frames the way <see cref="RingChannel"/> does, in the same steps and by the same methods of the ring, and can stop at any of them.</summary>
internal sealed class StepWriter(RingWriter ring, Action ringBell, int longest)
{
    /// <summary>False: it has stopped at that step of this frame, and must not be used again.</summary>
    public bool TryWrite(long number, PublishStep? last = null)
    {
        Span<byte> header = stackalloc byte[FrameHeader.Size];
        ReadOnlySpan<byte> body = NumberedFrame.Body(number, longest);
        NumberedFrame.Header(number).Write(header, body.Length);
        if (last == PublishStep.BeforeBytes)
        {
            return false;
        }

        if (last == PublishStep.BetweenPieces)
        {
            // There is always some of it missing, be it of the header.
            Put(header[..(body.Length > 0 ? FrameHeader.Size : FrameHeader.Size / 2)]);
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
