using ParallelGen.Channels;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>
/// Where a worker's two threads read. The call thread reads while it has nothing to run, so that a call reaches it without a change of
/// threads; the main thread, which waits for the bell, reads while a call runs, so that a cancellation reaches it.
/// </summary>
/// <remarks>
/// All of it is guarded by the channel's lease. At any time either a thread looks at the channel or the channel knows that nobody does,
/// and rings. Frames of work are handled by the call thread, in order; the others at once, by whoever reads them.
/// </remarks>
/// <param name="channel">To the parent.</param>
/// <param name="control">Handles a frame that is no work.</param>
internal sealed class WorkerInbox(FrameChannel channel, Action<FrameHeader> control) : IDisposable
{
    /// <summary>A buffer that has held a large frame is not kept for the next.</summary>
    private const int MostKept = 1 << 20;

    private readonly Queue<WorkFrame> _work = new();

    /// <summary>Not one that looks for a while before it waits: that was done, and takes the processor from whoever is to answer.</summary>
    private readonly AutoResetEvent _wake = new(false);
    private readonly HashSet<long> _recalledAhead = [];
    private long _lastCall;
    private WireBuffer? _spare;
    private bool _callThreadSleeps;

    /// <summary>The next frame of work, in a buffer that the call thread gives back or keeps. Blocks until there is one.</summary>
    /// <exception cref="InvalidDataException">What came is not a frame, or not one that belongs here.</exception>
    public WorkFrame Take()
    {
        while (true)
        {
            channel.EnterReading();
            try
            {
                channel.Awake();
                do
                {
                    ReadAll();
                }
                while (_work.Count == 0 && channel.Spin());

                if (SleepOrReadAll(isBusy: false))
                {
                    return _work.Dequeue();
                }

                _callThreadSleeps = true;
            }
            finally
            {
                channel.ExitReading();
            }

            RingSteps.Pass();
            _wake.WaitOne();
        }
    }

    /// <summary>The call thread is done with a buffer.</summary>
    public void Return(WireBuffer body)
    {
        if (_spare is null && body.Array.Length <= MostKept)
        {
            body.Clear();
            _spare = body;
        }
        else
        {
            body.Dispose();
        }
    }

    /// <summary>The bell rang: something has come that nobody looks at. For the main thread.</summary>
    /// <exception cref="InvalidDataException">As above.</exception>
    public void OnBell()
    {
        bool wakes = false;
        channel.EnterReading();
        try
        {
            (wakes, _callThreadSleeps) = (_callThreadSleeps, false);
            if (!wakes)
            {
                channel.Awake();
                ReadAll();
                SleepOrReadAll(isBusy: true);
            }
        }
        finally
        {
            channel.ExitReading();
        }

        if (wakes)
        {
            // Behind the lease, which is the first thing that it wants.
            RingSteps.Pass();
            _wake.Set();
        }
    }

    public void Dispose()
    {
        _spare?.Dispose();
        _wake.Dispose();
    }

    /// <summary>Nobody looks from here on. Says whether there is work.</summary>
    /// <param name="isBusy">Whether the call thread runs a call. With work it does so next.</param>
    private bool SleepOrReadAll(bool isBusy)
    {
        while (!channel.TrySleep(isBusy || _work.Count > 0))
        {
            ReadAll();
        }

        return _work.Count > 0;
    }

    private void ReadAll()
    {
        while (channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body))
        {
            if (IsGivenBack(header))
            {
                channel.Send(new FrameHeader((ushort)FrameKind.End, Call: header.Call), default);
                continue;
            }

            if ((FrameKind)header.Kind is not (FrameKind.Announce or FrameKind.Call or FrameKind.Broadcast or FrameKind.Forget))
            {
                control(header);
                continue;
            }

            _work.Enqueue(new WorkFrame(header, Keep(body)));
        }
    }

    /// <summary>
    /// Whether the frame makes this worker give a call back that has not begun: it recalls one that waits here, or is one whose recall has
    /// overtaken it. Calls come in the order of their numbers, so a higher number than any is of one that is still on its way.
    /// </summary>
    private bool IsGivenBack(in FrameHeader header)
    {
        switch ((FrameKind)header.Kind)
        {
            case FrameKind.Call:
                _lastCall = header.Call;
                return _recalledAhead.Remove(header.Call);
            case FrameKind.Recall when header.Call > _lastCall:
                _recalledAhead.Add(header.Call);
                return false;
            case FrameKind.Recall:
                return TryDrop(header.Call);
            default:
                return false;
        }
    }

    private bool TryDrop(long call)
    {
        bool found = false;
        for (int left = _work.Count; left > 0; left--)
        {
            WorkFrame work = _work.Dequeue();
            if (work.Header.Kind == (ushort)FrameKind.Call && work.Header.Call == call)
            {
                found = true;
                work.Body.Dispose();
            }
            else
            {
                _work.Enqueue(work);
            }
        }

        return found;
    }

    /// <summary>The body as it is, or a copy of a small one: the channel's own buffer is written again.</summary>
    private WireBuffer Keep(ReadOnlySpan<byte> body)
    {
        WireBuffer kept = Interlocked.Exchange(ref _spare, null) ?? new WireBuffer();
        if (channel.TryDetach(body, out ArraySegment<byte> detached))
        {
            kept.Adopt(detached);
            return kept;
        }

        body.CopyTo(kept.Array.Length >= body.Length ? kept.Array : kept.Grow(0, body.Length));
        kept.Length = body.Length;
        return kept;
    }
}
