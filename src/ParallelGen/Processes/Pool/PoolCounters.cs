namespace ParallelGen.Processes.Pool;

/// <summary>What a pool has done so far. Thread-safe.</summary>
internal sealed class PoolCounters
{
    private long _completed;
    private long _failed;
    private long _crashed;
    private long _recycled;
    private long _abandoned;

    public long CompletedCalls => Interlocked.Read(ref _completed);

    public long FailedCalls => Interlocked.Read(ref _failed);

    public long CrashedWorkers => Interlocked.Read(ref _crashed);

    public long RecycledWorkers => Interlocked.Read(ref _recycled);

    public long AbandonedCalls => Interlocked.Read(ref _abandoned);

    /// <summary>A call's outcome is about to be delivered: who has it finds it counted.</summary>
    public void Completed(bool failed)
    {
        Interlocked.Increment(ref _completed);
        if (failed)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    /// <summary>So many calls have succeeded.</summary>
    public void CompletedAll(int calls) => Interlocked.Add(ref _completed, calls);

    /// <summary>A worker died, and the pool had not ended it.</summary>
    public void Crashed() => Interlocked.Increment(ref _crashed);

    /// <summary>A worker had reached a limit, and the pool ends it.</summary>
    public void Recycled() => Interlocked.Increment(ref _recycled);

    /// <summary>A running call was cancelled or timed out, and its caller told.</summary>
    public void Abandoned() => Interlocked.Increment(ref _abandoned);
}
