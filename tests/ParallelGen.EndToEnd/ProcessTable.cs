namespace ParallelGen.EndToEnd;

/// <summary>Looks at processes the way the kernel lists them.</summary>
internal static class ProcessTable
{
    /// <summary>Whether a process runs. One that is dead but not yet reaped (state Z or X) does not.</summary>
    public static bool IsAlive(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            char state = stat[stat.LastIndexOf(')') + 2];
            return state is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
