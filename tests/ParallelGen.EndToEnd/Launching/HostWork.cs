using System.Reflection;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>An annotated method of the test assembly itself.</summary>
public static partial class HostWork
{
    [RunOn(Model.ProcessPool, Pool = Work.Pool)]
    internal static (int Process, bool IsWorker, string Entry, string Directory) WhereCore() =>
        (Environment.ProcessId, WorkerContext.IsWorker, Assembly.GetEntryAssembly()?.GetName().Name ?? "none", AppContext.BaseDirectory);
}
