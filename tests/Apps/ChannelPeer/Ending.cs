using System.Runtime.InteropServices;

namespace ParallelGen.ChannelPeer;

/// <summary>Ends this process without a further instruction of its own.</summary>
internal static partial class Ending
{
    /// <summary>SIGKILL, which this process sends itself.</summary>
    public static void Die()
    {
        _ = Kill(Environment.ProcessId, signal: 9);
        // The signal has been delivered before this returns; but who knows.
        Environment.Exit(1);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
