using System.Diagnostics.CodeAnalysis;
using System.Text;
using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>The worker's side of the first frames: hello out, welcome in, and the memory that it offers opened.</summary>
internal static class WorkerGreeting
{
    /// <summary>False: the parent is gone, or does not need this worker any more.</summary>
    /// <exception cref="InvalidDataException">What came is no welcome.</exception>
    /// <exception cref="WireFormatException">It is one of another build.</exception>
    /// <exception cref="IOException">The parent went away.</exception>
    public static bool TryGreet(PipeChannel pipes, [NotNullWhen(true)] out FrameChannel? channel, out Welcome welcome)
    {
        channel = null;
        welcome = default;
        pipes.EnterReading();
        try
        {
            pipes.Send(FrameKind.Hello, Hello.OfThisProcess(), static (ref WireWriter writer, Hello value) => value.Write(ref writer));
            FrameHeader header;
            ReadOnlySpan<byte> body;
            while (!pipes.TryRead(out header, out body))
            {
                if (!pipes.Wait())
                {
                    return false;
                }
            }

            if (header.Kind == (ushort)FrameKind.Quit)
            {
                return false;
            }

            if (header.Kind != (ushort)FrameKind.Welcome)
            {
                throw new InvalidDataException($"A frame of kind {header.Kind} does not belong here.");
            }

            var reader = new WireReader(body);
            welcome = Welcome.Read(ref reader);
            channel = welcome.Memory is null ? pipes : Share(pipes, welcome);
            return true;
        }
        finally
        {
            pipes.ExitReading();
        }
    }

    /// <summary>The answer is the last frame on the pipes, if the memory can be opened; else everything stays there.</summary>
    private static FrameChannel Share(PipeChannel pipes, in Welcome welcome)
    {
        SharedMemory memory;
        try
        {
            memory = SharedMemory.Open(welcome.Memory!, RingChannel.SizeFor(welcome.Capacity));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            pipes.Send(new FrameHeader((ushort)FrameKind.Sharing), Encoding.UTF8.GetBytes(e.Message));
            return pipes;
        }

        var rings = new RingChannel(pipes, memory, isParent: false, welcome.Capacity);
        pipes.Send(new FrameHeader((ushort)FrameKind.Sharing), default);
        return rings;
    }
}
