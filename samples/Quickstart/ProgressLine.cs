using ParallelGen;

namespace Quickstart;

/// <summary>Shows how far the batch is on one line of the terminal; nothing when standard error goes elsewhere.</summary>
internal sealed class ProgressLine : IProgress<BatchProgress>
{
    /// <summary>Called about ten times a second, never twice at a time, and a last time before the batch completes.</summary>
    public void Report(BatchProgress value)
    {
        if (!Console.IsErrorRedirected)
        {
            string line = $"{value.Completed} of {value.Total} files, {value.Failed} failed, {value.ItemsPerSecond:F0} a second";
            Console.Error.Write($"\r{line,-50}{(value.Completed == value.Total ? "\n" : "")}");
        }
    }
}
