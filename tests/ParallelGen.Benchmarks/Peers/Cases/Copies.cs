using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ParallelGen.Benchmarks.Peers.Cases;

/// <summary>How fast memory takes a payload, in GB/s: touched before, new from the collector, never touched, and touched by one system call.</summary>
internal static class Copies
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;
    private const int PopulateForWriting = 23;

    public static double IntoWarm(byte[] payload, byte[] warm)
    {
        payload.CopyTo(warm, 0);
        long start = Stopwatch.GetTimestamp();
        payload.CopyTo(warm, 0);
        return Rate(payload, start);
    }

    public static double IntoNewArray(byte[] payload)
    {
        long start = Stopwatch.GetTimestamp();
        byte[] copy = GC.AllocateUninitializedArray<byte>(payload.Length);
        payload.CopyTo(copy, 0);
        double rate = Rate(payload, start);
        GC.KeepAlive(copy);
        return rate;
    }

    public static double IntoFreshPages(byte[] payload, bool populate)
    {
        nint length = payload.Length;
        nint pages = Map(0, length, ReadWrite, PrivateAnonymous, -1, 0);
        if (pages == -1)
        {
            throw new PeerUnavailableException($"mmap failed with error {Marshal.GetLastPInvokeError()}");
        }

        try
        {
            long start = Stopwatch.GetTimestamp();
            if (populate && Advise(pages, length, PopulateForWriting) != 0)
            {
                throw new PeerUnavailableException($"madvise failed with error {Marshal.GetLastPInvokeError()}: it needs Linux 5.14");
            }

            Marshal.Copy(payload, 0, pages, payload.Length);
            return Rate(payload, start);
        }
        finally
        {
            _ = Unmap(pages, length);
        }
    }

    private static double Rate(byte[] payload, long start) => payload.Length / 1e9 / Stopwatch.GetElapsedTime(start).TotalSeconds;

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nint length, int advice);

    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nint length);
}
