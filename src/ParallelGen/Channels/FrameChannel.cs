namespace ParallelGen.Channels;

/// <summary>
/// One end of a private channel between two processes: frames in order, both ways, and the news that the other end is gone.
/// It knows nothing of calls or codecs. README.md in this folder shows who wakes whom.
/// </summary>
/// <remarks>
/// Writing is serialised: any thread may send. Reading takes the lease (<see cref="TryEnterReading"/>), one thread at a time, which may
/// change between frames. A body handed out by <see cref="TryRead"/> is valid while the lease is held and until the next read. One
/// thread waits for the bell (<see cref="WaitForBell"/>); it need not be the one that reads.
/// </remarks>
internal abstract class FrameChannel : IDisposable
{
    private readonly Lock _reading = new();
    private AdaptiveSpin _spin;

    /// <summary>Takes the right to read; blocks while another thread has it.</summary>
    public void EnterReading() => _reading.Enter();

    /// <summary>Takes the right to read, if nobody has it. False also for the thread that has it: it is in the middle of a frame.</summary>
    public bool TryEnterReading() => !_reading.IsHeldByCurrentThread && _reading.TryEnter();

    /// <summary>Gives the right to read back. Unless <see cref="TrySleep"/> said true, nothing wakes anybody for what comes next.</summary>
    public void ExitReading() => _reading.Exit();

    /// <summary>Sends one frame whose body is <paramref name="head"/> followed by <paramref name="tail"/>; blocks while the other end does not read.</summary>
    /// <exception cref="IOException">The other end is gone, or the channel is disposed.</exception>
    public abstract void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default);

    /// <summary>The same for what can wait until the other end looks, or until it is woken for something else: who sleeps sleeps on, if it can be.</summary>
    public virtual void SendQuietly(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default) => Send(header, head, tail);

    /// <summary>Takes the next frame if it has arrived whole. Needs the lease.</summary>
    /// <exception cref="InvalidDataException">What arrived is not a frame.</exception>
    public abstract bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body);

    /// <summary>Looks for a short while whether something comes, as long as that has paid off lately. Needs the lease.</summary>
    public bool Spin() => _spin.Until(this);

    /// <summary>Nobody looks from here on: what comes rings the bell. False: something has come, so look again. Needs the lease.</summary>
    public abstract bool TrySleep();

    /// <summary>Somebody looks again. Needs the lease.</summary>
    public abstract void Awake();

    /// <summary>Whether there is something that <see cref="TryRead"/> has not looked at. Needs the lease.</summary>
    public abstract bool HasArrived { get; }

    /// <summary>Blocks until the other end rings. False: it is gone. One thread, which must not have the lease.</summary>
    public abstract bool WaitForBell();

    /// <summary>
    /// Blocks until more has arrived. False: the other end is gone and everything it sent has been handed out. For the thread that both
    /// reads and waits for the bell. Needs the lease, and gives it away while it sleeps.
    /// </summary>
    public bool Wait()
    {
        if (Spin())
        {
            return true;
        }

        while (TrySleep())
        {
            ExitReading();
            bool alive;
            try
            {
                alive = WaitForBell();
            }
            finally
            {
                EnterReading();
            }

            Awake();
            if (HasArrived)
            {
                return true;
            }

            if (!alive)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Wakes the thread that waits for the bell, which then looks.</summary>
    public abstract void RingOwnBell();

    /// <summary>Tells whoever waits that the other end is dead: <see cref="Wait"/> returns false once everything sent has been read.</summary>
    public abstract void NotifyPeerDead();

    public abstract void Dispose();
}
