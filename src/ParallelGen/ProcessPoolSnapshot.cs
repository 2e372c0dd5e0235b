namespace ParallelGen;

/// <summary>A pool at one moment: consistent in itself, and past when you read it.</summary>
/// <param name="Name">The pool's name.</param>
/// <param name="Workers">The worker processes that are ready, by index.</param>
/// <param name="Busy">How many of them have a call.</param>
/// <param name="Queued">How many calls wait for a worker.</param>
/// <param name="Completed">How many calls have ended since the pool was made, well or badly.</param>
/// <param name="Failed">How many of those failed.</param>
/// <param name="Crashed">How many workers died without the pool having ended them.</param>
/// <param name="Recycled">How many workers were replaced because they had reached a limit. There is no such limit in this version: always 0.</param>
/// <param name="Abandoned">How many running calls were cancelled or timed out.</param>
public sealed record ProcessPoolSnapshot(
    string Name, IReadOnlyList<WorkerSnapshot> Workers, int Busy, int Queued, long Completed, long Failed, long Crashed, long Recycled, long Abandoned);
