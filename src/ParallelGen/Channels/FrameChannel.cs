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
    private int _wanted;
    private volatile Exception? _damage;

    /// <summary>Takes the right to read; blocks while another thread has it.</summary>
    public void EnterReading() => _reading.Enter();

    /// <summary>Takes the right to read, if nobody has it. False also for the thread that has it: it is in the middle of a frame.</summary>
    public bool TryEnterReading() => !_reading.IsHeldByCurrentThread && _reading.TryEnter();

    /// <summary>The same, for who wants it enough to make a thread that only looks for something to come give it away.</summary>
    public bool TryEnterReadingSoon()
    {
        if (TryEnterReading())
        {
            return true;
        }

        Interlocked.Increment(ref _wanted);
        try
        {
            for (int i = 0; i < 40; i++)
            {
                Thread.SpinWait(2);
                if (TryEnterReading())
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _wanted);
        }
    }

    /// <summary>Whether another thread wants the right to read, and has something to do with it.</summary>
    public bool IsWanted => Volatile.Read(ref _wanted) > 0;

    /// <summary>Whether a frame can come without anybody being woken for it, so that looking is worthwhile.</summary>
    public virtual bool IsShared => false;

    /// <summary>Gives the right to read back. Unless <see cref="TrySleep"/> said true, nothing wakes anybody for what comes next.</summary>
    public void ExitReading() => _reading.Exit();

    /// <summary>Sends one frame whose body is <paramref name="head"/> followed by <paramref name="tail"/>; blocks while the other end does not read.</summary>
    /// <exception cref="IOException">The other end is gone, or the channel is disposed.</exception>
    public abstract void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default);

    /// <summary>
    /// The same for what can wait until the other end looks, or until it is woken for something else: who sleeps sleeps on, if it can be. If somebody
    /// has called <see cref="OwnSending"/>, only that thread may call this.
    /// </summary>
    public virtual void SendQuietly(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default) => Send(header, head, tail);

    /// <summary>The same for what a busy reader takes up when it is done: it is not rung for, but one that sleeps is.</summary>
    public virtual void SendForLater(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default) => Send(header, head, tail);

    /// <summary>The calling thread is the one that sends most, and does so cheaply from here on; for others it costs more. Once.</summary>
    public virtual void OwnSending() { }

    /// <summary>Takes the next frame if it has arrived whole. Needs the lease.</summary>
    /// <exception cref="InvalidDataException">What arrived is not a frame.</exception>
    public abstract bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body);

    /// <summary>
    /// Takes, at once, frames that have arrived and been read from the ring already, and are each the <see cref="FrameHeader.ToNext"/> of the one
    /// before. Valid as a body is. Needs the lease.
    /// </summary>
    public abstract FrameRun TakeRun(int most);

    /// <summary>
    /// Hands over the body that was read last, if it is large, so that it need not be copied. Its array goes back
    /// to <see cref="Memory.LargeArrays"/> by whoever has it. Needs the lease, held since.
    /// </summary>
    public abstract bool TryDetach(ReadOnlySpan<byte> body, out ArraySegment<byte> detached);

    /// <summary>Looks for a short while whether something comes, as long as that has paid off lately. Needs the lease.</summary>
    public bool Spin() => _spin.Until(this, yields: true);

    /// <summary>The same for a caller, who waits for one answer, and for whom nobody else could wait.</summary>
    /// <param name="spin">What the caller knows of such answers.</param>
    public bool SpinForCaller(ref AdaptiveSpin spin) => spin.Until(this, yields: false);

    /// <summary>Nobody looks from here on: what comes rings the bell. False: something has come, so look again. Needs the lease.</summary>
    /// <param name="isBusy">Whether somebody will look again without being woken, so that only what cannot wait need ring.</param>
    public abstract bool TrySleep(bool isBusy = false);

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
            ThrowIfDamaged();
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

    /// <summary>Somebody found that the conversation makes no sense: the thread that waits for the bell, which can end it, hears of that.</summary>
    public void Condemn(Exception reason)
    {
        _damage = reason;
        RingOwnBell();
    }

    /// <summary>What <see cref="Condemn"/> was told.</summary>
    protected Exception? Damage => _damage;

    /// <summary>Nothing that comes is to be believed any more.</summary>
    public void ThrowIfDamaged()
    {
        if (_damage is { } damage)
        {
            throw damage is InvalidDataException ? new InvalidDataException(damage.Message, damage) : new InvalidOperationException(damage.Message, damage);
        }
    }

    /// <summary>Wakes the thread that waits for the bell, which then looks.</summary>
    public abstract void RingOwnBell();

    /// <summary>Tells whoever waits that the other end is dead: <see cref="Wait"/> returns false once everything sent has been read.</summary>
    public abstract void NotifyPeerDead();

    public abstract void Dispose();
}
