using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Processes.Pool;

/// <summary>The parent's side of the first two frames: hello in, welcome out.</summary>
internal static class Handshake
{
    /// <summary>False: the peer is gone, or it is no worker of this build, and <paramref name="trouble"/> says why.</summary>
    public static bool TryGreet(FrameChannel channel, Welcome welcome, ref string? trouble)
    {
        try
        {
            FrameHeader header;
            ReadOnlySpan<byte> body;
            while (!channel.TryRead(out header, out body))
            {
                if (!channel.Wait())
                {
                    return false;
                }
            }

            if (header.Kind != (ushort)FrameKind.Hello)
            {
                trouble = $"it began with a frame of kind {header.Kind} instead of hello";
                return false;
            }

            var reader = new WireReader(body);
            Hello.Read(ref reader);
            channel.Send(FrameKind.Welcome, welcome, static (ref WireWriter writer, Welcome value) => value.Write(ref writer));
            return true;
        }
        catch (Exception e) when (e is WireFormatException or InvalidDataException)
        {
            trouble = e.Message;
            return false;
        }
        catch (IOException)
        {
            // It died while it was welcomed: its exit tells more than the broken pipe does.
            return false;
        }
    }
}
