namespace ParallelGen.Execution;

/// <summary>How and why a run ended. Decided once per run, by whoever comes first.</summary>
/// <param name="Reason">What ended it.</param>
/// <param name="Error">The error of the failed item, the source, the lane or the progress handler.</param>
/// <param name="FailedIndex">The item that failed, for <see cref="EndReason.Failed"/>.</param>
/// <param name="Token">The token that was cancelled, for <see cref="EndReason.Cancelled"/>.</param>
internal sealed record RunEnd(EndReason Reason, Exception? Error = null, long FailedIndex = -1, CancellationToken Token = default);
