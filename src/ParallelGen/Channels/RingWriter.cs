using System.Runtime.CompilerServices;

namespace ParallelGen.Channels;

/// <summary>The writing end of a ring of bytes between two processes: one writer, one reader, no lock.</summary>
/// <remarks>
/// What is written becomes visible with <see cref="Publish"/>, all of it in the one instant in which the head moves: a process that
/// dies before has written nothing, and one that dies after has written everything. Not thread-safe.
/// </remarks>
internal sealed unsafe class RingWriter(RingControl* control, byte* data, int capacity, long origin = 0)
{
    // Own copies, from where both ends know to begin: what stands there is the other process's to spoil, even before this end begins.
    private long _written = origin;
    private long _tail = origin;

    /// <summary>How many bytes fit now.</summary>
    /// <exception cref="InvalidDataException">The reader claims to have read what was never written.</exception>
    public int Room
    {
        get
        {
            int room = capacity - (int)(_written - _tail);
            return room > 0 ? room : LookForRoom();
        }
    }

    /// <summary>Copies bytes for which there is room.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        int start = (int)(_written & (capacity - 1));
        int first = Math.Min(bytes.Length, capacity - start);
        bytes[..first].CopyTo(new Span<byte>(data + start, first));
        bytes[first..].CopyTo(new Span<byte>(data, bytes.Length - first));
        _written += bytes.Length;
    }

    /// <summary>
    /// Where the next bytes go, if there is room for so many of them in one piece, as far as is known without looking; else empty. They count as
    /// written from here on.
    /// </summary>
    public Span<byte> TryReserve(int bytes)
    {
        int start = (int)(_written & (capacity - 1));
        if (start + bytes > capacity || capacity - (int)(_written - _tail) < bytes)
        {
            return default;
        }

        _written += bytes;
        return new Span<byte>(data + start, bytes);
    }

    /// <summary>Makes what was written visible. The bytes come before the head, on every processor.</summary>
    public void Publish() => Volatile.Write(ref control->Head, _written);

    /// <summary>Whether the reader has to be woken for what was published; then it counts as woken.</summary>
    /// <remarks>
    /// The fence pairs with that of <see cref="RingReader.TrySleep"/>: one of the two sees what the other has done. Without it both
    /// could look before either's write is there, and nobody would be woken.
    /// </remarks>
    /// <param name="isUrgent">Whether it cannot wait until a busy reader looks by itself.</param>
    public bool MustWakeReader(bool isUrgent = true)
    {
        RingSteps.Pass();
        Interlocked.MemoryBarrier();
        int state = Volatile.Read(ref control->ReaderSleeps);
        RingSteps.Pass();
        return state != ReaderState.Looks && (isUrgent || state != ReaderState.IsBusy)
            && Interlocked.Exchange(ref control->ReaderSleeps, ReaderState.Looks) != ReaderState.Looks;
    }

    /// <summary>Announces that this end waits for room. False: there is some by now.</summary>
    public bool TrySleep()
    {
        Volatile.Write(ref control->WriterSleeps, 1);
        RingSteps.Pass();
        Interlocked.MemoryBarrier();
        if (LookForRoom() == 0)
        {
            RingSteps.Pass();
            return true;
        }

        RingSteps.Pass();
        Volatile.Write(ref control->WriterSleeps, 0);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int LookForRoom()
    {
        long tail = Volatile.Read(ref control->Tail);
        if (tail < _tail || tail > _written)
        {
            throw new InvalidDataException($"the shared memory is damaged: of {_written} bytes written, {tail} were said to be read after {_tail}");
        }

        _tail = tail;
        return capacity - (int)(_written - tail);
    }
}
