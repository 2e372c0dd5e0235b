using System.Diagnostics;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// The places between what one thread has decided, seen or announced and what comes of it, where tests hold it up so that others come in between.
/// Only builds for debugging have them.
/// </summary>
internal sealed partial class PoolScheduler
{
    /// <summary>What any thread does in these places.</summary>
    public Action? HoldUp { get; init; }

    /// <summary>One of the places. Not under the lock.</summary>
    [Conditional("DEBUG")]
    public void Pass() => HoldUp?.Invoke();
}
