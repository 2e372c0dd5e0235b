using System.IO.Pipes;
using ParallelGen.Channels.Native;

namespace ParallelGen.Channels;

/// <summary>One end of a pipe that may be disposed while other threads are in it: they finish, or find it closed, and then it is closed.</summary>
/// <remarks>
/// A <see cref="PipeStream"/> may not. It keeps a socket over its descriptor, made by whoever reads or writes first, and closing that waits
/// in a loop for everybody who is in it; a first write that meets a dispose closes the socket itself, and waits for itself forever.
/// </remarks>
internal static class PipeEnd
{
    /// <summary>Takes the descriptor out of what it stands in. Every other kind of stream is left as it is.</summary>
    public static Stream Take(Stream stream)
    {
        if (stream is not PipeStream pipe)
        {
            return stream;
        }

        using (pipe)
        {
            return new FileStream(
                Posix.Duplicate((int)pipe.SafePipeHandle.DangerousGetHandle()),
                pipe.CanWrite ? FileAccess.Write : FileAccess.Read,
                bufferSize: 0,
                isAsync: false);
        }
    }

    /// <summary>A pipe that this process keeps to itself.</summary>
    public static (FileStream Reading, FileStream Writing) CreatePair()
    {
        var writing = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var reading = new AnonymousPipeClientStream(PipeDirection.In, writing.ClientSafePipeHandle);
        return ((FileStream)Take(reading), (FileStream)Take(writing));
    }
}
