using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ParallelGen.Channels.Native;

/// <summary>The few calls of the C library that .NET does not offer. None is on a hot path of a computation.</summary>
internal static unsafe partial class Posix
{
    private const int Interrupted = 4;
    private const short Readable = 0x0001;

    /// <summary>F_DUPFD_CLOEXEC, which Linux and macOS number differently.</summary>
    private static int DuplicateCloseOnExec => OperatingSystem.IsLinux() ? 1030 : 67;

    /// <summary>
    /// Blocks until <paramref name="first"/> has bytes or has ended, or <paramref name="second"/> has ended. True: the first.
    /// </summary>
    public static bool PollEither(SafeHandle first, SafeHandle second)
    {
        bool firstHeld = false;
        bool secondHeld = false;
        try
        {
            first.DangerousAddRef(ref firstHeld);
            second.DangerousAddRef(ref secondHeld);
            PollEntry* entries = stackalloc PollEntry[2];
            entries[0] = new PollEntry { Descriptor = (int)first.DangerousGetHandle(), Events = Readable };
            entries[1] = new PollEntry { Descriptor = (int)second.DangerousGetHandle(), Events = Readable };
            while (poll(entries, 2, -1) < 0)
            {
                int error = Marshal.GetLastPInvokeError();
                if (error != Interrupted)
                {
                    throw new IOException($"poll failed with error {error}.");
                }
            }

            return entries[0].Results != 0;
        }
        finally
        {
            if (firstHeld)
            {
                first.DangerousRelease();
            }

            if (secondHeld)
            {
                second.DangerousRelease();
            }
        }
    }

    /// <summary>A copy of a descriptor, above the standard three, that programs started later do not inherit.</summary>
    public static SafeFileHandle Duplicate(int descriptor)
    {
        int copy = fcntl(descriptor, DuplicateCloseOnExec, 10);
        return copy >= 0
            ? new SafeFileHandle(copy, ownsHandle: true)
            : throw new IOException($"Descriptor {descriptor} cannot be duplicated: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Makes <paramref name="target"/> mean what <paramref name="source"/> means.</summary>
    public static void Redirect(int source, int target)
    {
        if (dup2(source, target) < 0)
        {
            throw new IOException($"Descriptor {target} cannot be redirected: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Makes <paramref name="target"/> an empty input.</summary>
    public static void RedirectToNull(int target)
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read);
        Redirect((int)nothing.DangerousGetHandle(), target);
    }

    /// <summary>Ends the process at once: no handlers, no finalizers, no flushing.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int source, int target);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }
}
