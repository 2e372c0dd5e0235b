namespace ParallelGen;

/// <summary>How far a running batch is.</summary>
/// <param name="Completed">Calls that ended, well or badly.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Total">The number of inputs, if the source tells it or has ended; else null.</param>
/// <param name="Elapsed">The time since the batch started.</param>
/// <param name="ItemsPerSecond">Ended calls per second since the start.</param>
/// <param name="Remaining">The estimated time until the end, if the total is known and anything has ended.</param>
public readonly record struct BatchProgress(
    long Completed, long Failed, long? Total, TimeSpan Elapsed, double ItemsPerSecond, TimeSpan? Remaining);
