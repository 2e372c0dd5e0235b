using System.Diagnostics;

namespace ParallelGen.Channels;

/// <summary>
/// Looks for a short while before sleeping, because waking a thread costs more than most answers take. Not where that has not paid off
/// lately, and never where others wait for the processor. Used by one thread at a time.
/// </summary>
internal struct AdaptiveSpin
{
    /// <summary>How often to look without giving the processor away: some six microseconds.</summary>
    private const int Looks = 160;

    /// <summary>After so many failures in a row it is tried only once in as many waits.</summary>
    private const int MostSkips = 16;

    private static readonly bool s_isWorthwhile = Environment.ProcessorCount > 1;

    /// <summary>A few times what waking a thread costs; for a caller, whom it takes several to answer if nobody was awake, some more.</summary>
    private static readonly long s_most = Stopwatch.Frequency / 20_000;
    private static readonly long s_mostForCallers = Stopwatch.Frequency / 5_000;

    /// <summary>Giving the processor away takes less than that, unless somebody else takes it.</summary>
    private static readonly long s_crowd = Stopwatch.Frequency / 100_000;

    private int _failures;
    private int _skips;

    /// <summary>Whether it is time to try at all; one that is skipped counts.</summary>
    public bool IsWorthwhile()
    {
        if (!s_isWorthwhile || _skips > 0)
        {
            _skips = Math.Max(0, _skips - 1);
            return false;
        }

        return true;
    }

    /// <summary>Whether something has come.</summary>
    /// <param name="channel">What to look at; the caller has its lease.</param>
    /// <param name="yields">Whether to give the lease to others who want it, and the processor to others who want that.</param>
    public bool Until(FrameChannel channel, bool yields)
    {
        if (!IsWorthwhile())
        {
            return channel.HasArrived;
        }

        if (Look(channel, yields) || Linger(channel, yields))
        {
            _failures = 0;
            return true;
        }

        if (!(yields && channel.IsWanted))
        {
            NoteFailure();
        }

        return false;
    }

    /// <summary>It has not paid off.</summary>
    public void NoteFailure()
    {
        _failures = Math.Min(_failures + 1, MostSkips);
        _skips = _failures - 1;
    }

    private static bool Look(FrameChannel channel, bool yields)
    {
        for (int i = 0; i < Looks && !(yields && channel.IsWanted); i++)
        {
            if (channel.HasArrived)
            {
                return true;
            }

            Thread.SpinWait(1);
        }

        return false;
    }

    private static bool Linger(FrameChannel channel, bool yields)
    {
        long start = Stopwatch.GetTimestamp();
        long last = start;
        while (!(yields && channel.IsWanted))
        {
            Thread.Yield();
            if (channel.HasArrived)
            {
                return true;
            }

            long now = Stopwatch.GetTimestamp();
            if (now - start > (yields ? s_most : s_mostForCallers) || now - last > s_crowd)
            {
                return false;
            }

            last = now;
        }

        return false;
    }
}
