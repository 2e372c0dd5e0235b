namespace ParallelGen;

/// <summary>One worker process of a pool at one moment.</summary>
/// <param name="Index">Its number within the pool, counted from zero, below workers and spares together.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="IsBusy">Whether it has a call.</param>
/// <param name="CurrentCall">The method that it runs, such as <c>Demo.Text.Count</c>; null when idle.</param>
public readonly record struct WorkerSnapshot(int Index, int ProcessId, bool IsBusy, string? CurrentCall);
