using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>Processes that others started, as the kernel lists them.</summary>
internal static class Children
{
    /// <summary>Those of this process that are alive.</summary>
    public static IEnumerable<int> OfThisProcess() => Of(Environment.ProcessId);

    /// <summary>Those of a process that are alive.</summary>
    public static IEnumerable<int> Of(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let process = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0
        where process > 0 && ParentOf(process) == parent && ProcessTable.IsAlive(process)
        select process;

    private static int ParentOf(int process)
    {
        try
        {
            // pid (name) state parent …, and a name may hold anything.
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone meanwhile.
            return 0;
        }
    }
}
