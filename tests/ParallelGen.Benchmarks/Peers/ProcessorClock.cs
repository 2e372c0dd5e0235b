using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>
/// The processor time that another process has used so far, threads that have ended included. To the nanosecond, where
/// <c>/proc/PID/stat</c> counts hundredths of a second: too coarse for a pool that idles.
/// </summary>
internal static class ProcessorClock
{
    public static TimeSpan Read(int process)
    {
        Check(GetClock(process, out int clock));
        Check(GetTime(clock, out Time time) == 0 ? 0 : Marshal.GetLastPInvokeError());
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    [DllImport("libc", EntryPoint = "clock_getcpuclockid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetClock(int process, out int clock);

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
