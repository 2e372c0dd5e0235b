namespace ParallelGen.Processes.Pool;

/// <summary>A block that left the queue and will not run, and what each of its items is to be told: an exception of its own.</summary>
internal readonly record struct BlockFailure(WorkBlock Block, Func<Exception> Reason);
