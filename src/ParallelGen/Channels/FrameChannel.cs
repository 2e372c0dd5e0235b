namespace ParallelGen.Channels;

/// <summary>
/// One end of a private channel between two processes: frames in order, both ways, and the news that the other end is gone.
/// It knows nothing of calls or codecs.
/// </summary>
/// <remarks>
/// Writing is serialised: any thread may send. Reading belongs to whoever holds the read lease, one thread at a time; the lease
/// may be handed on between frames. A body handed out by <see cref="TryRead"/> is valid until the same thread reads or waits again.
/// </remarks>
internal abstract class FrameChannel : IDisposable
{
    private int _leased;

    /// <summary>Takes the right to read, if nobody has it.</summary>
    public bool TryAcquireReadLease() => Interlocked.CompareExchange(ref _leased, 1, 0) == 0;

    /// <summary>Takes the right to read where nobody else can have it.</summary>
    /// <exception cref="InvalidOperationException">Somebody has it: two threads would tear frames apart.</exception>
    public void AcquireReadLease()
    {
        if (!TryAcquireReadLease())
        {
            throw new InvalidOperationException("Another thread reads this channel.");
        }
    }

    /// <summary>Gives the right to read back.</summary>
    public void ReleaseReadLease() => Volatile.Write(ref _leased, 0);

    /// <summary>Sends one frame whose body is <paramref name="head"/> followed by <paramref name="tail"/>; blocks while the other end does not read.</summary>
    /// <exception cref="IOException">The other end is gone, or the channel is disposed.</exception>
    public abstract void Send(in FrameHeader header, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail = default);

    /// <summary>Takes the next frame if it has arrived whole. Needs the read lease.</summary>
    /// <exception cref="InvalidDataException">What arrived is not a frame.</exception>
    public abstract bool TryRead(out FrameHeader header, out ReadOnlySpan<byte> body);

    /// <summary>
    /// Blocks until more has arrived. False: the other end is gone and everything it sent has been handed out. Needs the read lease.
    /// </summary>
    public abstract bool Wait();

    /// <summary>Tells a reader that the other end is dead: <see cref="Wait"/> returns false once everything sent has been read.</summary>
    public abstract void NotifyPeerDead();

    public abstract void Dispose();
}
