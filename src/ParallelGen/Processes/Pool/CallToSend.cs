namespace ParallelGen.Processes.Pool;

/// <summary>Items of a block that were assigned to a worker, and are on the way there.</summary>
internal readonly record struct CallToSend(PoolWorker Worker, WorkBlock Block, long Call, int First, int End);
