using Microsoft.Win32.SafeHandles;
using ParallelGen.Channels;
using ParallelGen.Channels.Native;

namespace ParallelGen.Processes.Worker;

/// <summary>Turns the inherited standard input and output into the channel, before anyone else can touch them.</summary>
internal static class StandardStreams
{
    /// <summary>
    /// Moves both pipes to descriptors of their own that no grandchild inherits. Afterwards standard input is empty and native
    /// writes to standard output go to standard error, which the parent captures: nothing but frames is on the channel.
    /// </summary>
    public static PipeChannel TakeChannel()
    {
        SafeFileHandle input = Posix.Duplicate(0);
        SafeFileHandle output = Posix.Duplicate(1);
        Posix.RedirectToNull(0);
        Posix.Redirect(2, 1);
        return new PipeChannel(
            new FileStream(input, FileAccess.Read, bufferSize: 0, isAsync: false),
            new FileStream(output, FileAccess.Write, bufferSize: 0, isAsync: false));
    }
}
