namespace ParallelGen.Channels;

/// <summary>The reading end of a ring of bytes between two processes. Not thread-safe.</summary>
internal sealed unsafe class RingReader(RingControl* control, byte* data, int capacity, long origin = 0)
{
    // Own copies, as in the writer.
    private long _head = origin;
    private long _read = origin;

    /// <summary>How many bytes can be read now.</summary>
    /// <exception cref="InvalidDataException">The writer claims to have written more than there is room for, or less than before.</exception>
    public int Available
    {
        get
        {
            long head = Volatile.Read(ref control->Head);
            if (head < _head || head - _read > capacity)
            {
                throw new InvalidDataException($"the shared memory is damaged: {head} bytes were said to be written after {_head}, of which {_read} are read, in a ring of {capacity}");
            }

            _head = head;
            return (int)(head - _read);
        }
    }

    /// <summary>
    /// Copies bytes out, as many as there are and fit, and frees their place. They are copied before anyone looks at them: in the ring the
    /// other process could change them between the check and the use.
    /// </summary>
    public int Read(Span<byte> target)
    {
        int count = Math.Min(Available, target.Length);
        int start = (int)(_read & (capacity - 1));
        int first = Math.Min(count, capacity - start);
        new ReadOnlySpan<byte>(data + start, first).CopyTo(target);
        new ReadOnlySpan<byte>(data, count - first).CopyTo(target[first..]);
        _read += count;
        Volatile.Write(ref control->Tail, _read);
        return count;
    }

    /// <summary>Whether the writer waits for the room that was made; then it counts as woken. See <see cref="RingWriter.MustWakeReader"/>.</summary>
    public bool MustWakeWriter()
    {
        RingSteps.Pass();
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref control->WriterSleeps) != 0 && Interlocked.Exchange(ref control->WriterSleeps, 0) != 0;
    }

    /// <summary>Announces that nobody looks any more, and looks once more. False: something has come.</summary>
    /// <param name="isBusy">Whether somebody will look again without being woken.</param>
    public bool TrySleep(bool isBusy = false)
    {
        Volatile.Write(ref control->ReaderSleeps, isBusy ? ReaderState.IsBusy : ReaderState.Sleeps);
        RingSteps.Pass();
        Interlocked.MemoryBarrier();
        if (Available == 0)
        {
            RingSteps.Pass();
            return true;
        }

        Awake();
        return false;
    }

    /// <summary>Somebody looks again: it takes no ringing.</summary>
    public void Awake() => Volatile.Write(ref control->ReaderSleeps, ReaderState.Looks);
}
