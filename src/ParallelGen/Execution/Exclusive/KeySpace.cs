using System.Collections.Concurrent;

namespace ParallelGen.Execution.Exclusive;

/// <summary>The keys of one method or of one group: who holds them and who waits. README.md in this folder has the rules.</summary>
/// <remarks>One lock guards it. The keys' own equality, which is the user's code, never runs under it.</remarks>
internal sealed class KeySpace
{
    private static readonly ConcurrentDictionary<string, KeySpace> s_groups = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();

    private readonly KeyTable _keys = new();

    /// <summary>A call that takes all and may not yet, and who arrived behind it, in the order of arrival.</summary>
    private readonly LinkedList<Ticket> _line = new();

    /// <summary>The call that has every key.</summary>
    private Ticket? _all;

    /// <summary>How many calls stand among those of a key, be it their turn or not.</summary>
    private int _keyed;

    /// <summary>How many calls and keys are here: none when nothing runs or waits.</summary>
    public (int Calls, int Keys) Count
    {
        get
        {
            lock (_gate)
            {
                return (_line.Count + _keyed + (_all is null ? 0 : 1), _keys.Count);
            }
        }
    }

    /// <summary>The keys that the methods of a group share.</summary>
    public static KeySpace OfGroup(string name) => s_groups.GetOrAdd(name, static _ => new KeySpace());

    /// <summary>A call arrives. If it may start, it is added to <paramref name="granted"/>.</summary>
    /// <returns>False if its submitter was stopped meanwhile. Then it is nowhere here, as after an exception.</returns>
    /// <exception cref="InvalidOperationException">It was made from within a call that holds its key.</exception>
    public bool TryEnter(Ticket ticket, object? key, Queue<Ticket> granted)
    {
        if (ticket.Key.TakesAll)
        {
            lock (_gate)
            {
                return Admit(ticket, null, granted);
            }
        }

        int hash = key?.GetHashCode() ?? 0;
        KeyQueue[] compared = KeyTable.None;
        KeyQueue? queue = null;
        while (true)
        {
            lock (_gate)
            {
                KeyQueue[] known = _keys.WithHash(hash);
                if (known == compared)
                {
                    return Admit(ticket, queue ?? new KeyQueue(key, hash), granted);
                }

                compared = known;
            }

            queue = Array.Find(compared, other => Equals(other.Key, key));
        }
    }

    /// <summary>Whether the submitter was stopped.</summary>
    public bool IsStopped(Places places)
    {
        lock (_gate)
        {
            return places.IsStopped;
        }
    }

    /// <summary>The lane has the call. Tells whether the submitter was stopped meanwhile, and whether the lane has its last call with this.</summary>
    public (bool IsStopped, bool IsLast) Started(Places places)
    {
        lock (_gate)
        {
            places.Waiting--;
            return (places.IsStopped, places is { IsClosed: true, Waiting: 0 });
        }
    }

    /// <summary>The submitter has no more calls. Tells whether the lane has its last.</summary>
    public bool Close(Places places)
    {
        lock (_gate)
        {
            places.IsClosed = true;
            return places.Waiting == 0;
        }
    }

    /// <summary>A call leaves; who may start now is added to <paramref name="granted"/>.</summary>
    public void Leave(Ticket ticket, Queue<Ticket> granted)
    {
        lock (_gate)
        {
            Remove(ticket, granted);
        }
    }

    /// <summary>The submitter is stopped: what it has here and may not start yet leaves, and so will what may, if it has not started.</summary>
    /// <returns>What has left.</returns>
    public List<Ticket> Withdraw(Places places, Queue<Ticket> granted)
    {
        var withdrawn = new List<Ticket>();
        lock (_gate)
        {
            places.IsStopped = true;
            foreach (Ticket ticket in places.Tickets.ToArray())
            {
                if (!ticket.IsGranted)
                {
                    Remove(ticket, granted);
                    withdrawn.Add(ticket);
                }
            }
        }

        return withdrawn;
    }

    private bool Admit(Ticket ticket, KeyQueue? queue, Queue<Ticket> granted)
    {
        if (ticket.Places.IsStopped)
        {
            return false;
        }

        ticket.Key.Queue = queue;
        ticket.IsNested = ticket.Key.IsNested();
        ticket.SubmitterPlace = ticket.Places.Tickets.AddLast(ticket);
        ticket.Places.Waiting++;
        if (queue is not null)
        {
            _keys.Use(queue);
        }

        if (ticket.IsNested)
        {
            JoinAhead(ticket, granted);
        }
        else
        {
            ticket.Place = _line.AddLast(ticket);
            Advance(granted);
        }

        return true;
    }

    private void Remove(Ticket ticket, Queue<Ticket> granted)
    {
        ticket.Places.Tickets.Remove(ticket.SubmitterPlace!);
        ticket.SubmitterPlace = null;
        if (ticket.IsGranted)
        {
            ticket.Places.Free(granted);
        }
        else
        {
            ticket.Places.Unready(ticket);
        }

        KeyQueue? queue = ticket.Key.Queue;
        ticket.Key.Queue = null;
        if (ticket == _all)
        {
            _all = null;
        }
        else if (ticket.Place!.List == _line)
        {
            _line.Remove(ticket.Place);
        }
        else
        {
            LeaveKey(ticket, queue!, granted);
        }

        if (queue is not null)
        {
            _keys.Unuse(queue);
        }

        Advance(granted);
    }

    /// <summary>Lets in who stands in the line, up to the first that takes all and may not yet.</summary>
    private void Advance(Queue<Ticket> granted)
    {
        while (_all is null && _line.First is { Value: var first })
        {
            if (first.Key.TakesAll && _keyed > 0)
            {
                return;
            }

            _line.RemoveFirst();
            if (first.Key.TakesAll)
            {
                _all = first;
                first.Places.Take(first, granted);
            }
            else
            {
                Join(first, granted);
            }
        }
    }

    private void Join(Ticket ticket, Queue<Ticket> granted)
    {
        _keyed++;
        ticket.Place = ticket.Key.Queue!.Tickets.AddLast(ticket);
        if (ticket.Place.Previous is null)
        {
            ticket.Places.Take(ticket, granted);
        }
    }

    /// <summary>
    /// It was made from within a call that holds a key here, so it counts as having arrived with that, and goes ahead of all that have not
    /// begun, but for others of its kind. Behind them it might wait for ever: one may wait for a place that the outer call has, and
    /// one that takes all waits for the outer call.
    /// </summary>
    private void JoinAhead(Ticket ticket, Queue<Ticket> granted)
    {
        _keyed++;
        LinkedList<Ticket> tickets = ticket.Key.Queue!.Tickets;
        LinkedListNode<Ticket>? next = tickets.First;
        while (next is { Value: { IsGranted: true } or { IsNested: true } })
        {
            next = next.Next;
        }

        ticket.Place = next is null ? tickets.AddLast(ticket) : tickets.AddBefore(next, ticket);
        if (ticket.Place.Previous is null)
        {
            next?.Value.Places.Unready(next.Value);
            ticket.Places.Take(ticket, granted);
        }
    }

    private void LeaveKey(Ticket ticket, KeyQueue queue, Queue<Ticket> granted)
    {
        bool hadTurn = ticket.Place!.Previous is null;
        queue.Tickets.Remove(ticket.Place);
        _keyed--;
        if (hadTurn && queue.Tickets.First is { Value: var next })
        {
            next.Places.Take(next, granted);
        }
    }
}
