using System.Reflection;

namespace ParallelGen.Processes.Launching;

/// <summary>Starts workers.</summary>
internal interface IWorkerLauncher
{
    /// <summary>Starts one; returns as soon as the process exists, before it has said hello.</summary>
    /// <param name="assembly">The assembly whose annotated method needs it.</param>
    /// <param name="options">The pool's options.</param>
    /// <exception cref="WorkerStartException">It could not be started.</exception>
    IWorkerProcess Start(Assembly assembly, ProcessPoolOptions options);
}
