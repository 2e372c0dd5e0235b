namespace ParallelGen.Execution.Exclusive;

/// <summary>The places of one submitter: how many of its calls may be with the lane. Guarded by the key space's lock.</summary>
internal sealed class Places(int count)
{
    /// <summary>Every call that has not ended, in the order of arrival.</summary>
    public LinkedList<Ticket> Tickets { get; } = new();

    /// <summary>Those whose turn it is, but who have no place yet.</summary>
    public LinkedList<Ticket> Ready { get; } = new();

    /// <summary>How many places are free.</summary>
    public int Free { get; set; } = count;

    /// <summary>How many of the calls have not been handed to the lane.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether the submitter has no more calls.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether the submitter wants no more calls to start.</summary>
    public bool IsStopped { get; set; }
}
