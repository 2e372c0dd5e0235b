namespace ParallelGen;

/// <summary>
/// The worker process died while it ran this call. The call may have had its effects; it was not repeated, unless
/// <see cref="RunOnAttribute.CrashRetries"/> asks for it: then this is its last death, and <see cref="EarlierCrashes"/> has the others.
/// </summary>
public sealed class WorkerCrashedException : Exception
{
    internal WorkerCrashedException(
        string message, int processId, int? exitCode, int? signal, string standardErrorTail, int attempts = 1, IReadOnlyList<WorkerCrashedException>? earlierCrashes = null)
        : base(message)
    {
        ProcessId = processId;
        ExitCode = exitCode;
        Signal = signal;
        StandardErrorTail = standardErrorTail;
        Attempts = attempts;
        EarlierCrashes = earlierCrashes ?? [];
    }

    /// <summary>The id of the process that died.</summary>
    public int ProcessId { get; }

    /// <summary>The exit code, as the operating system told it; null where it could not be learned.</summary>
    public int? ExitCode { get; }

    /// <summary>The signal that ended the process (exit codes 129–192 are reported as signals 1–64); null if it exited by itself.</summary>
    public int? Signal { get; }

    /// <summary>What the process last wrote to its standard error: at most the first 2 KiB and the last 6 KiB.</summary>
    public string StandardErrorTail { get; }

    /// <summary>
    /// How often the call was run, each time with the end of its worker: 1, or up to <see cref="RunOnAttribute.CrashRetries"/> more. 0 where
    /// workers died before the call began, so that it has not run at all.
    /// </summary>
    public int Attempts { get; }

    /// <summary>The deaths of the workers that had run the call before, the first of them first. Empty unless it was repeated.</summary>
    public IReadOnlyList<WorkerCrashedException> EarlierCrashes { get; }

    /// <summary>The usual text of an exception, followed by <see cref="StandardErrorTail"/>: it holds the stack trace of the crash.</summary>
    public override string ToString() => StandardErrorTail.Length == 0 ? base.ToString() : $"""
        {base.ToString()}
        --- Standard error of worker process {ProcessId} ---
        {StandardErrorTail.TrimEnd()}
        --- End of standard error ---
        """;
}
