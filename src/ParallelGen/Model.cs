namespace ParallelGen;

/// <summary>Where the calls of a method annotated with <see cref="RunOnAttribute"/> run.</summary>
/// <remarks>
/// Changing the model is the only edit it takes to move a method: the generated members keep their names, types and
/// meaning. Thread models share the caller's objects; process models copy them.
/// <see cref="Cluster"/> is the compile error PGEN015 in this version.
/// </remarks>
public enum Model
{
    /// <summary>A dedicated thread for each call (Python's <c>threading.Thread</c>).</summary>
    Thread,

    /// <summary>The .NET thread pool (Python's <c>ThreadPoolExecutor</c> and <c>asyncio.to_thread</c>).</summary>
    ThreadPool,

    /// <summary>One single-threaded loop with its own synchronization context (Python's <c>asyncio</c>).</summary>
    EventLoop,

    /// <summary>A fresh process for each call (Python's <c>multiprocessing.Process</c>).</summary>
    Process,

    /// <summary>A pool of long-lived worker processes (Python's <c>ProcessPoolExecutor</c>).</summary>
    ProcessPool,

    /// <summary>A silo of an Orleans cluster; needs the package <c>ParallelGen.Orleans</c>, which this version does not have.</summary>
    Cluster,
}
