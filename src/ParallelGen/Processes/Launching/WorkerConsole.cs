using System.Diagnostics;

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
        catch (Exception e)
        {
            // A closed console, or a writer of the host's own that fails: the worker's calls must not suffer from it.
            Trace.TraceError($"ParallelGen could not pass on a worker's console output: {e}");
        }
    }

    public static void WriteErrorLine(string line) => Write(2, line + Environment.NewLine);
}
