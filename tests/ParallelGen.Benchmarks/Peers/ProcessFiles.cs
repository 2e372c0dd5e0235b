using System.Globalization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>What Linux tells of a process under <c>/proc</c>.</summary>
internal static class ProcessFiles
{
    /// <summary>User and system time, in the ticks of <c>/proc/PID/stat</c>: a hundred a second on every Linux.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        string line = File.ReadAllText($"/proc/{process}/stat");

        // The name in parentheses may hold spaces. Behind it, state is field 3, utime 14 and stime 15.
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        long ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    /// <summary>A line of <c>/proc/PID/smaps_rollup</c>, such as Rss or Pss (shared pages divided among those who share them), in MiB.</summary>
    public static double Memory(int process, string name)
    {
        string line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
    }
}
