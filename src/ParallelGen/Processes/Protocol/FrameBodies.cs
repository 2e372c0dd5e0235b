using ParallelGen.Channels;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Protocol;

/// <summary>Sends frames whose body is one encoded value.</summary>
internal static class FrameBodies
{
    public delegate void Writer<T>(ref WireWriter writer, T value);

    public static void Send<T>(this FrameChannel channel, FrameKind kind, T value, Writer<T> write)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        write(ref writer, value);
        writer.Flush();
        channel.Send(new FrameHeader((ushort)kind), buffer.Written);
    }
}
