using System.Globalization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>What Linux tells of the memory of a process.</summary>
internal static class ProcessMemory
{
    /// <summary>
    /// The lines of <c>/proc/PID/smaps_rollup</c> that begin so, in MiB: <c>Rss:</c>, <c>Pss:</c> (shared pages divided among those who
    /// share them), <c>Private_</c> (clean and dirty).
    /// </summary>
    public static double Mebibytes(int process, string start)
    {
        IEnumerable<string> lines = File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith(start, StringComparison.Ordinal));
        return lines.Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
    }
}
