namespace ParallelGen.Execution.Exclusive;

/// <summary>One exclusive call, from its arrival until nothing of it runs any more.</summary>
/// <param name="space">Where it waits for its key.</param>
/// <param name="places">The places of its submitter.</param>
/// <param name="key">What the code within the call carries along.</param>
/// <param name="end">Who else wants to know of its end.</param>
internal abstract class Ticket(KeySpace space, Places places, HeldKey key, IBlockEnd? end) : IBlockEnd
{
    private PreparedBlock? _block;
    private int _startingThread;
    private bool _endedWhileStarting;

    public Places Places => places;

    public HeldKey Key => key;

    /// <summary>Where it stands: in the line of the space or among those of its key. Guarded, like the following, by the space's lock.</summary>
    public LinkedListNode<Ticket>? Place { get; set; }

    /// <summary>Its place among those of its submitter that are ready, while it is.</summary>
    public LinkedListNode<Ticket>? ReadyPlace { get; set; }

    /// <summary>Its place among all of its submitter; null before it has arrived and when it has left.</summary>
    public LinkedListNode<Ticket>? SubmitterPlace { get; set; }

    /// <summary>Whether it was made from within a call that holds a key of the same space.</summary>
    public bool IsNested { get; set; }

    /// <summary>Whether it holds its key and a place of its submitter.</summary>
    public bool IsGranted { get; set; }

    /// <summary>Takes what a submitter has in the space and has not begun out of it; calls that run keep their keys.</summary>
    public static void Withdraw(KeySpace space, Places places)
    {
        var granted = new Queue<Ticket>();
        foreach (Ticket ticket in space.Withdraw(places, granted))
        {
            ticket.Drop();
        }

        StartAll(granted);
    }

    /// <summary>The call arrives with what it is to run, and is started if it is its turn at once.</summary>
    public void Arrive(PreparedBlock block, object? value)
    {
        _block = block;
        var granted = new Queue<Ticket>();
        try
        {
            if (!space.TryEnter(this, value, granted))
            {
                Drop();
            }
        }
        catch (Exception e)
        {
            // Of the key's own equality, or because the call would wait for itself: this call's failure, and nobody else's.
            Fail(e);
            Drop();
        }

        StartAll(granted);
    }

    /// <inheritdoc/>
    public void Starting()
    {
        end?.Starting();
        key.Flow();
    }

    /// <inheritdoc/>
    public void Ended()
    {
        if (_startingThread == Environment.CurrentManagedThreadId)
        {
            // From within Start: left to the loop around it, so that any number of calls that end at once take one stack frame.
            _endedWhileStarting = true;
            return;
        }

        var granted = new Queue<Ticket>();
        Leave(granted);
        StartAll(granted);
    }

    /// <summary>Tells the caller that the call could not be started.</summary>
    protected abstract void Fail(Exception error);

    /// <summary>Stops the submitter's session in the lane.</summary>
    protected abstract void StopSession();

    /// <summary>Tells the submitter's session in the lane that nothing follows.</summary>
    protected abstract void CloseSession();

    private static void StartAll(Queue<Ticket> granted)
    {
        while (granted.TryDequeue(out Ticket? ticket))
        {
            ticket.Start(granted);
        }
    }

    private void Start(Queue<Ticket> granted)
    {
        if (space.IsStopped(places))
        {
            space.Leave(this, granted);
            Drop();
            return;
        }

        bool failed = false;
        _startingThread = Environment.CurrentManagedThreadId;
        try
        {
            _block!.Start();
        }
        catch (Exception e)
        {
            failed = true;
            Fail(e);
        }

        _startingThread = 0;
        (bool isStopped, bool isLast) = space.Started(places);
        if (isStopped)
        {
            // The session may have been stopped before it had the block.
            StopSession();
        }
        else if (isLast)
        {
            CloseSession();
        }

        if (failed || _endedWhileStarting)
        {
            Leave(granted);
        }
    }

    private void Leave(Queue<Ticket> granted)
    {
        key.End();
        space.Leave(this, granted);
        end?.Ended();
    }

    private void Drop()
    {
        key.End();
        _block!.Drop();
        end?.Ended();
    }
}
