using System.Runtime.InteropServices;

namespace ParallelGen.Memory;

/// <summary>
/// Has the operating system provide the pages of a large piece of memory in one call. Else the first write to each page is an exception
/// of the processor, and for memory never used before these cost many times what the copying costs.
/// </summary>
internal static unsafe partial class FreshPages
{
    /// <summary>Less than that is not worth a call.</summary>
    private const int Least = 1 << 20;

    private const long PageMask = 4095;

    /// <summary>MADV_POPULATE_WRITE of Linux 5.14. Pages that are there already are left as they are.</summary>
    private const int PopulateWrite = 23;
    private const int InvalidArgument = 22;

    // An older system says so once.
    private static volatile bool s_isUnknown = !OperatingSystem.IsLinux();

    /// <summary>These bytes are about to be written, all of them.</summary>
    public static void Provide(Span<byte> target)
    {
        if (target.Length < Least || s_isUnknown)
        {
            return;
        }

        fixed (byte* start = target)
        {
            Provide(start, target.Length);
        }
    }

    /// <summary>The same for memory that does not move.</summary>
    public static void Provide(byte* start, long length)
    {
        long first = ((long)start + PageMask) & ~PageMask;
        long end = ((long)start + length) & ~PageMask;
        if (!s_isUnknown && end > first && madvise((nint)first, (nuint)(end - first), PopulateWrite) != 0)
        {
            // It is only an advice: whatever it answers, the pages come when they are written.
            s_isUnknown = Marshal.GetLastPInvokeError() == InvalidArgument;
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(nint start, nuint length, int advice);
}
