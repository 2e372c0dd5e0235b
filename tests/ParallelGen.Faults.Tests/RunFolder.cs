using System.Runtime.CompilerServices;

namespace ParallelGen.FaultTests;

/// <summary>A folder for the temporary files of this run and of every process that it starts: runs at the same time do not see what the others make.</summary>
internal static class RunFolder
{
    private const string Variable = "TMPDIR";

    /// <summary>Where they were when this process was started: its own runtime goes on having its diagnostic port there.</summary>
    public static string Before { get; private set; } = "";

    /// <summary>Where the runtime of a process has its diagnostic port.</summary>
    public static string OfPort(int process) => process == Environment.ProcessId ? Before : Path.GetTempPath();

    /// <summary>Before anything is made. Workers are given the folder with their environment.</summary>
    [ModuleInitializer]
    internal static void Make()
    {
        if (WorkerContext.IsWorker)
        {
            return;
        }

        Before = Path.GetTempPath();
        string folder = Directory.CreateTempSubdirectory("parallelgen-run-").FullName;
        Environment.SetEnvironmentVariable(Variable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
