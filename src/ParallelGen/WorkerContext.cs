namespace ParallelGen;

/// <summary>What a method can ask about the worker process that it runs in. Thread-safe; constant for the life of the process.</summary>
public static class WorkerContext
{
    /// <summary>Whether this process is a worker.</summary>
    public static bool IsWorker { get; private set; }

    /// <summary>The number of this worker within its pool, counted from zero, below workers and spares together; a replacement takes over the number. -1 outside a worker.</summary>
    public static int WorkerIndex { get; private set; } = -1;

    /// <summary>The name of the pool that this worker serves; null outside a worker.</summary>
    public static string? PoolName { get; private set; }

    internal static void Set(string poolName, int workerIndex) => (IsWorker, PoolName, WorkerIndex) = (true, poolName, workerIndex);
}
