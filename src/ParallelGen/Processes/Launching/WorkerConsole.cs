namespace ParallelGen.Processes.Launching;

/// <summary>Where the console output of workers goes: to this process's own console, whole lines at a time.</summary>
internal static class WorkerConsole
{
    /// <summary>Writes text that ends with a line end to standard output (1) or standard error (2).</summary>
    public static void Write(int stream, string text)
    {
        TextWriter target = stream == 2 ? Console.Error : Console.Out;
        try
        {
            target.Write(text);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // This process's own console is closed: output has nowhere to go, as for any program in that place. Calls go on.
        }
    }

    public static void WriteErrorLine(string line) => Write(2, line + Environment.NewLine);
}
