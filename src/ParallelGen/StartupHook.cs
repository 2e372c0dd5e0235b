using System.Diagnostics.CodeAnalysis;
using ParallelGen.Processes;

/// <summary>
/// What the runtime calls before Main in a process whose DOTNET_STARTUP_HOOKS names this assembly. So a worker of a single-file or
/// self-contained application is that application, entered here: its Main never runs.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for this very name, outside of namespaces.")]
internal static class StartupHook
{
    /// <summary>Serves calls and ends the process, if this is a worker.</summary>
    public static void Initialize()
    {
        // Programs that the worker starts are not workers.
        Environment.SetEnvironmentVariable(WorkerEntry.HookVariable, null);
        WorkerEntry.RunIfWorker();
    }
}
