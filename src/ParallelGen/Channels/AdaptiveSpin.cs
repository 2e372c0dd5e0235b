using System.Diagnostics;

namespace ParallelGen.Channels;

/// <summary>
/// Looks for a short while before sleeping, because waking a thread costs more than most answers take. Not where that has not paid off
/// lately, and never where others wait for the processor. Used by one thread at a time.
/// </summary>
internal struct AdaptiveSpin
{
    /// <summary>How often to look without giving the processor away: some three microseconds.</summary>
    private const int Looks = 64;

    /// <summary>After so many failures in a row it is tried only once in as many waits.</summary>
    private const int MostSkips = 16;

    private static readonly bool s_isWorthwhile = Environment.ProcessorCount > 1;

    /// <summary>A few times what waking a thread costs.</summary>
    private static readonly long s_most = Stopwatch.Frequency / 20_000;

    /// <summary>Giving the processor away takes less than that, unless somebody else takes it.</summary>
    private static readonly long s_crowd = Stopwatch.Frequency / 100_000;

    private int _failures;
    private int _skips;

    /// <summary>Whether something has come.</summary>
    public bool Until(FrameChannel channel)
    {
        if (!s_isWorthwhile || _skips > 0)
        {
            _skips = Math.Max(0, _skips - 1);
            return channel.HasArrived;
        }

        if (Look(channel) || Linger(channel))
        {
            _failures = 0;
            return true;
        }

        _failures = Math.Min(_failures + 1, MostSkips);
        _skips = _failures - 1;
        return false;
    }

    private static bool Look(FrameChannel channel)
    {
        for (int i = 0; i < Looks; i++)
        {
            if (channel.HasArrived)
            {
                return true;
            }

            Thread.SpinWait(1);
        }

        return false;
    }

    private static bool Linger(FrameChannel channel)
    {
        long start = Stopwatch.GetTimestamp();
        long last = start;
        while (true)
        {
            Thread.Yield();
            if (channel.HasArrived)
            {
                return true;
            }

            long now = Stopwatch.GetTimestamp();
            if (now - start > s_most || now - last > s_crowd)
            {
                return false;
            }

            last = now;
        }
    }
}
