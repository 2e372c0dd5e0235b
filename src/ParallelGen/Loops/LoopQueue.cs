namespace ParallelGen.Loops;

/// <summary>
/// A loop's work, in the order of posting. Any thread posts; the loop's thread takes, sleeps and closes. Its own posts take no
/// lock and wake nobody. See the README of this folder for who wakes whom.
/// </summary>
internal sealed class LoopQueue
{
    // A few microseconds, mostly yields: going to sleep and being woken costs both threads more. No more than a SemaphoreSlim spins.
    private const int Spins = 35;

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(false);

    // Of the loop's thread alone.
    private WorkRing _local = new();

    // Under the gate.
    private WorkRing _shared = new();
    private bool _asleep;
    private bool _closed;

    // Written under the gate; read by the loop's thread without it. Set: look into the shared ring, or count operations again.
    private volatile bool _arrived;

    /// <summary>Adds work from another thread than the loop's.</summary>
    /// <returns>False if the queue is closed: the work was not taken.</returns>
    public bool TryPost(LoopWork work)
    {
        bool wake;
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _shared.Enqueue(work);
            wake = Arrive();
        }

        if (wake)
        {
            _wake.Set();
        }

        return true;
    }

    /// <summary>Adds work from the loop's own thread, behind everything that was posted before.</summary>
    public void PostFromLoop(LoopWork work)
    {
        if (_arrived)
        {
            TakeArrived();
        }

        _local.Enqueue(work);
    }

    /// <summary>Takes the oldest work. On the loop's thread.</summary>
    public bool TryTake(out LoopWork work)
    {
        if (_local.Count == 0)
        {
            if (_arrived)
            {
                TakeArrived();
            }

            if (_local.Count == 0)
            {
                work = default;
                return false;
            }
        }

        work = _local.Dequeue();
        return true;
    }

    /// <summary>Sleeps until something was posted or <see cref="Wake"/> was called since the last look. On the loop's thread.</summary>
    public void Wait()
    {
        SpinWait spin = default;
        while (spin.Count < Spins)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            if (_arrived)
            {
                return;
            }
        }

        lock (_gate)
        {
            if (_arrived)
            {
                return;
            }

            _asleep = true;
        }

        _wake.WaitOne();
    }

    /// <summary>Lets the loop's thread look again, though nothing was posted.</summary>
    public void Wake()
    {
        bool wake;
        lock (_gate)
        {
            wake = Arrive();
        }

        if (wake)
        {
            _wake.Set();
        }
    }

    /// <summary>Takes no more work, if there is none. On the loop's thread, when it found nothing to take.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            _closed = _shared.Count == 0;
            return _closed;
        }
    }

    private bool Arrive()
    {
        _arrived = true;
        bool wake = _asleep;
        _asleep = false;
        return wake;
    }

    private void TakeArrived()
    {
        lock (_gate)
        {
            _arrived = false;
            if (_local.Count == 0)
            {
                (_local, _shared) = (_shared, _local);
            }
            else
            {
                _local.TakeAll(_shared);
            }
        }
    }
}
