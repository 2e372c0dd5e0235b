using ParallelGen.Processes.Worker;

namespace ParallelGen.Processes;

/// <summary>The entry point of a worker process: <c>dotnet exec … ParallelGen.dll parallelgen-worker</c>.</summary>
internal static class WorkerEntry
{
    /// <summary>The one argument of a worker. It holds no secret: the channel is inherited, and without a parent at its other end it just ends.</summary>
    public const string Argument = "parallelgen-worker";

    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int UsageError = 64;

    private static int Main(string[] args)
    {
        if (args is not [Argument])
        {
            Console.Error.WriteLine("ParallelGen.dll is a library. It is started as a process only by the library itself, as a worker.");
            return UsageError;
        }

        return WorkerMain.Run();
    }
}
