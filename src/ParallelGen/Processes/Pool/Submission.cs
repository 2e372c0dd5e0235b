namespace ParallelGen.Processes.Pool;

/// <summary>
/// One submitter's queue: a batch run, or all single calls together. The scheduler serves submissions in turn, one block each, so a
/// large batch does not starve anyone. Every member but the constructor's values is guarded by the scheduler's lock.
/// </summary>
internal sealed class Submission(int maxRunning)
{
    /// <summary>How many of its blocks may be with workers at the same time.</summary>
    public int MaxRunning { get; } = maxRunning;

    /// <summary>Blocks that wait, in order.</summary>
    public LinkedList<WorkBlock> Queue { get; } = new();

    /// <summary>How many blocks are with workers.</summary>
    public int Running { get; set; }

    /// <summary>Its place among the submissions that wait for their turn, while it has anything queued.</summary>
    public LinkedListNode<Submission>? Node { get; set; }

    /// <summary>How many blocks could start now.</summary>
    public int Runnable => Math.Min(Queue.Count, MaxRunning - Running);
}
