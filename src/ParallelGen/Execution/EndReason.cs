namespace ParallelGen.Execution;

/// <summary>What can end a run.</summary>
internal enum EndReason
{
    /// <summary>Every item of the source has its outcome, and the last progress report was delivered.</summary>
    Finished,

    /// <summary>An item failed, and the policy or the form of consumption stops at a failure.</summary>
    Failed,

    /// <summary>The source, the lane or the progress handler threw.</summary>
    Faulted,

    /// <summary>A token of the caller was cancelled.</summary>
    Cancelled,

    /// <summary>The consumer left its loop early.</summary>
    Left,
}
