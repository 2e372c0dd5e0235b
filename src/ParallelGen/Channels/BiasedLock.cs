using System.Diagnostics;

namespace ParallelGen.Channels;

/// <summary>
/// A lock that one thread takes a thousand times as often as all others: for its owner it costs two stores and a load, for the others, who
/// have every processor finish what it is at, some microseconds. Without an owner it is an ordinary lock. Not reentrant.
/// </summary>
/// <remarks>
/// Owner and others each store first and look then at what the other stores. A processor may look before its store can be seen, so
/// one fence on each side is needed; the barrier that the others have the whole process pass is the owner's fence as well. Either it comes before the
/// owner's look, which then sees <see cref="_others"/>, or behind the owner's store, which the others then see.
/// </remarks>
internal sealed class BiasedLock
{
    private readonly Lock _gate = new();
    private int _owner;

    /// <summary>Whether the owner has the lock or is about to take it, unless it has the gate.</summary>
    private int _inside;

    /// <summary>Whether somebody else has the gate.</summary>
    private int _others;

    // Whether the owner has the lock, and whether it had to take the gate for it: guarded by the lock.
    private bool _isOwners;
    private bool _hasGate;

    /// <summary>The calling thread owns the lock from here on, though it does not have it. Once.</summary>
    public void Own()
    {
        lock (_gate)
        {
            _owner = Environment.CurrentManagedThreadId;
        }
    }

    public void Enter()
    {
        if (Volatile.Read(ref _owner) == Environment.CurrentManagedThreadId)
        {
            EnterAsOwner();
        }
        else
        {
            EnterAsOther();
        }
    }

    /// <summary>The same for a thread that knows that it owns the lock, if anybody does: asking for one's number costs as much as the rest.</summary>
    public void EnterAsOwner()
    {
        if (_owner == 0)
        {
            EnterAsOther();
            return;
        }

        Debug.Assert(_owner == Environment.CurrentManagedThreadId, "Another thread owns the lock.");
        Volatile.Write(ref _inside, 1);
        if (Volatile.Read(ref _others) != 0)
        {
            WaitForOthers();
        }

        _isOwners = true;
    }

    public void Exit()
    {
        if (!_isOwners)
        {
            Volatile.Write(ref _others, 0);
            _gate.Exit();
            return;
        }

        _isOwners = false;
        if (_hasGate)
        {
            _hasGate = false;
            _gate.Exit();
        }
        else
        {
            Volatile.Write(ref _inside, 0);
        }
    }

    private void WaitForOthers()
    {
        // Before it waits: they may wait for the owner.
        Volatile.Write(ref _inside, 0);
        _gate.Enter();
        _hasGate = true;
    }

    private void EnterAsOther()
    {
        _gate.Enter();
        if (_owner == 0)
        {
            return;
        }

        Volatile.Write(ref _others, 1);
        Interlocked.MemoryBarrierProcessWide();

        // The owner will not come back: its next try ends at the gate.
        var wait = default(SpinWait);
        while (Volatile.Read(ref _inside) != 0)
        {
            wait.SpinOnce();
        }
    }
}
