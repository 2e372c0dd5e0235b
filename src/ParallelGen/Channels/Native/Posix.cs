using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ParallelGen.Channels.Native;

/// <summary>The few calls of the C library that .NET does not offer. None is on a hot path of a computation.</summary>
internal static unsafe partial class Posix
{
    private const int Interrupted = 4;
    private const short Readable = 0x0001;
    private const short HungUp = 0x0010;

    /// <summary>MFD_CLOEXEC and MFD_ALLOW_SEALING of Linux.</summary>
    private const uint CloseOnExecAndSealable = 3;

    /// <summary>F_ADD_SEALS of Linux, and F_SEAL_SEAL, F_SEAL_SHRINK and F_SEAL_GROW together.</summary>
    private const int AddSeals = 1033;
    private const int SealOfSize = 7;

    /// <summary>AT_SECURE of Linux.</summary>
    private const int SecureMode = 23;

    /// <summary>F_DUPFD_CLOEXEC, which Linux and macOS number differently.</summary>
    private static int DuplicateCloseOnExec => OperatingSystem.IsLinux() ? 1030 : 67;

    /// <summary>
    /// Blocks until <paramref name="first"/> has bytes or has ended, or <paramref name="second"/>, if any, has. True: the first.
    /// </summary>
    public static bool PollEither(SafeHandle first, SafeHandle? second)
    {
        bool firstHeld = false;
        bool secondHeld = false;
        try
        {
            first.DangerousAddRef(ref firstHeld);
            second?.DangerousAddRef(ref secondHeld);
            PollEntry* entries = stackalloc PollEntry[2];
            entries[0] = new PollEntry { Descriptor = (int)first.DangerousGetHandle(), Events = Readable };
            entries[1] = new PollEntry { Descriptor = (int?)second?.DangerousGetHandle() ?? -1, Events = Readable };
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
                second!.DangerousRelease();
            }
        }
    }

    /// <summary>Whether nobody has the other end of a pipe any more. Does not wait.</summary>
    public static bool HasHungUp(SafeHandle pipe)
    {
        bool held = false;
        try
        {
            pipe.DangerousAddRef(ref held);
            var entry = new PollEntry { Descriptor = (int)pipe.DangerousGetHandle() };
            return poll(&entry, 1, 0) > 0 && (entry.Results & HungUp) != 0;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        finally
        {
            if (held)
            {
                pipe.DangerousRelease();
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

    /// <summary>
    /// Anonymous memory of this size, all of it allocated. Its size is sealed: whoever touches a page that somebody else has cut off
    /// is killed with a signal. Null if this system has none.
    /// </summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public static SafeFileHandle? TryCreateMemoryFile(long size)
    {
        int descriptor = memfd_create("parallelgen", CloseOnExecAndSealable);
        if (descriptor < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        int error = ftruncate(descriptor, size) == 0 ? posix_fallocate(descriptor, 0, size) : Marshal.GetLastPInvokeError();
        if (error == 0 && fcntl(descriptor, AddSeals, SealOfSize) == 0)
        {
            return file;
        }

        int unsealed = error == 0 ? Marshal.GetLastPInvokeError() : 0;
        file.Dispose();
        throw new IOException(error == 0
            ? $"The size of {size:N0} bytes of shared memory cannot be sealed: error {unsealed}."
            : $"There is no room for {size:N0} bytes of shared memory: error {error}. Free memory, or raise its limit.");
    }

    /// <summary>Maps a file for reading and writing, shared with all who do the same.</summary>
    public static byte* Map(SafeFileHandle file, long size)
    {
        nint address = mmap(0, (nuint)size, protection: 3, flags: 1, (int)file.DangerousGetHandle(), 0);
        return address != -1
            ? (byte*)address
            : throw new IOException($"{size:N0} bytes of shared memory cannot be mapped: error {Marshal.GetLastPInvokeError()}.");
    }

    public static void Unmap(byte* start, long size)
    {
        if (munmap(start, (nuint)size) != 0)
        {
            throw new IOException($"Shared memory cannot be unmapped: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Whether this process has rights that whoever started it has not: set-uid, set-gid, or capabilities of the file. Linux alone tells.</summary>
    public static bool HasRaisedRights => OperatingSystem.IsLinux() && getauxval(SecureMode) != 0;

    /// <summary>Ends the process at once: no handlers, no finalizers, no flushing.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(PollEntry* entries, nuint count, int timeout);

    [LibraryImport("libc")]
    private static partial nuint getauxval(nuint entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int source, int target);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(int descriptor, long size);

    /// <summary>Returns the error instead of setting it.</summary>
    [LibraryImport("libc")]
    private static partial int posix_fallocate(int descriptor, long offset, long size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nuint size, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(byte* start, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Results;
    }
}
