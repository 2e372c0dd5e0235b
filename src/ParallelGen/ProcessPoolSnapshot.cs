namespace ParallelGen;

/// <summary>A pool at one moment, with the processes of <see cref="Model.Process"/> methods that name it: past when you read it.</summary>
/// <param name="Name">The pool's name.</param>
/// <param name="Workers">
/// The worker processes that are ready for calls or have one, by index; after them the processes of <see cref="Model.Process"/>,
/// which are numbered on their own.
/// </param>
/// <param name="Busy">How many of them have a call.</param>
/// <param name="Queued">How many calls wait for a worker.</param>
/// <param name="Completed">How many calls have ended since the pool was made, well or badly.</param>
/// <param name="Failed">How many of those failed.</param>
/// <param name="Crashed">How many workers died without the pool having ended them.</param>
/// <param name="Recycled">
/// How many workers the pool has ended because they had reached <see cref="ProcessPoolOptions.MaxTasksPerWorker"/> or
/// <see cref="ProcessPoolOptions.MaxWorkerMemoryMegabytes"/>. A process of <see cref="Model.Process"/> does so with its one call.
/// </param>
/// <param name="Abandoned">How many running calls were cancelled or timed out.</param>
public sealed record ProcessPoolSnapshot(
    string Name, IReadOnlyList<WorkerSnapshot> Workers, int Busy, int Queued, long Completed, long Failed, long Crashed, long Recycled, long Abandoned);
