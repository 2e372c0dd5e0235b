namespace ParallelGen.Execution.Exclusive;

/// <summary>One key that calls hold or wait for.</summary>
internal sealed class KeyQueue(object? key, int hash)
{
    public object? Key => key;

    /// <summary>The key's hash code, asked for once.</summary>
    public int Hash => hash;

    /// <summary>The calls with this key, in the order of their arrival: it is the turn of the first. Guarded by the key space's lock.</summary>
    public LinkedList<Ticket> Tickets { get; } = new();

    /// <summary>How many calls have this key, be they here or still in the line of the space. Guarded by the key space's lock.</summary>
    public int Users { get; set; }
}
