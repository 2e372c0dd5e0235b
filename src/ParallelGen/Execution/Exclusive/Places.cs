namespace ParallelGen.Execution.Exclusive;

/// <summary>The places of one submitter: how many of its calls may be with the lane. Guarded by the key space's lock.</summary>
internal sealed class Places(int count)
{
    /// <summary>Those whose turn it is, but who have no place yet.</summary>
    private readonly LinkedList<Ticket> _ready = new();

    private int _free = count;

    /// <summary>Every call that has not ended, in the order of arrival.</summary>
    public LinkedList<Ticket> Tickets { get; } = new();

    /// <summary>How many of the calls have not been handed to the lane.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether the submitter has no more calls.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether the submitter wants no more calls to start.</summary>
    public bool IsStopped { get; set; }

    /// <summary>
    /// It is this call's turn. A place of its submitter is taken with the key and not before, so no call that waits for its key keeps
    /// others from a place.
    /// </summary>
    public void Take(Ticket ticket, Queue<Ticket> granted)
    {
        if (_free > 0)
        {
            _free--;
            Grant(ticket, granted);
        }
        else
        {
            ticket.ReadyPlace = _ready.AddLast(ticket);
        }
    }

    /// <summary>It is not this call's turn any more, if it was.</summary>
    public void Unready(Ticket ticket)
    {
        if (ticket.ReadyPlace is { } place)
        {
            _ready.Remove(place);
            ticket.ReadyPlace = null;
        }
    }

    /// <summary>A call that had a place has left.</summary>
    public void Free(Queue<Ticket> granted)
    {
        if (_ready.First is { Value: var next })
        {
            _ready.RemoveFirst();
            Grant(next, granted);
        }
        else
        {
            _free++;
        }
    }

    private static void Grant(Ticket ticket, Queue<Ticket> granted)
    {
        (ticket.IsGranted, ticket.ReadyPlace) = (true, null);
        granted.Enqueue(ticket);
    }
}
