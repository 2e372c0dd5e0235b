using System.Diagnostics;
using ParallelGen.Channels;

namespace ParallelGen.Processes.Pool;

/// <content>Who reads what the worker sends: its reader thread, a caller that helps, or who looks in passing. One at a time, under the channel's lease.</content>
internal sealed partial class PoolWorker
{
    /// <summary>How often somebody who reads in passing goes on with what came meanwhile.</summary>
    private const int MostRounds = 8;

    /// <summary>How many results are handled before somebody who reads in passing looks at the clock.</summary>
    private const int LongestRun = 1024;

    /// <summary>How long somebody who reads in passing does so, at most: two hundred microseconds.</summary>
    private static readonly long s_mostTime = Stopwatch.Frequency / 5_000;

    /// <exception cref="InvalidDataException">A frame does not fit: the worker is broken.</exception>
    private void ReadFrames()
    {
        FrameChannel channel = _process!.Channel;
        channel.EnterReading();
        try
        {
            do
            {
                HandleAll(channel);
            }
            while (channel.Wait());
        }
        finally
        {
            channel.ExitReading();
        }
    }

    /// <summary>Needs the lease. False: there is more, but the time was up.</summary>
    private bool HandleAll(FrameChannel channel, long until = long.MaxValue)
    {
        try
        {
            for (int i = 1; channel.TryRead(out FrameHeader header, out ReadOnlySpan<byte> body); i++)
            {
                int more = _frames!.Handle(header, body);
                if (more > 0)
                {
                    _frames.HandleRun(channel.TakeRun(Math.Min(more, LongestRun)));
                }

                if ((more > 0 || i % 64 == 0) && Stopwatch.GetTimestamp() > until)
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            _frames!.Settle();
        }
    }

    /// <summary>Handles what has come and was not announced, unless somebody is at it.</summary>
    public void Look()
    {
        if (_process?.Channel is { } channel && IsReady && channel.TryEnterReading())
        {
            AdaptiveSpin none = default;
            Read(channel, pending: null, ref none);
        }
    }

    /// <summary>
    /// The caller of a call that will not take long reads for itself for a moment, so that the result does not have to change threads.
    /// </summary>
    /// <param name="pending">The call's task.</param>
    /// <param name="spin">Whether calls like this have been answered soon.</param>
    public bool TryHelp(Task pending, ref AdaptiveSpin spin)
    {
        FrameChannel channel = _process!.Channel;
        if (!channel.IsShared || !spin.IsWorthwhile() || !channel.TryEnterReadingSoon())
        {
            return false;
        }

        Read(channel, pending, ref spin);
        return pending.IsCompleted;
    }

    /// <summary>Reads in the place of the reader thread, which sleeps meanwhile, and gives the lease back.</summary>
    private void Read(FrameChannel channel, Task? pending, ref AdaptiveSpin spin)
    {
        long until = Stopwatch.GetTimestamp() + s_mostTime;
        try
        {
            channel.ThrowIfDamaged();
            channel.Awake();
            bool isDry = HandleAll(channel, until);
            while (isDry && pending is { IsCompleted: false } && Stopwatch.GetTimestamp() < until && channel.SpinForCaller(ref spin))
            {
                isDry = HandleAll(channel, until);
            }

            if (pending is { IsCompleted: false })
            {
                // Something came, but not the answer.
                spin.NoteFailure();
            }

            for (int i = 0; isDry && !channel.TrySleep(); i++)
            {
                isDry = i < MostRounds && HandleAll(channel, until);
            }

            if (!isDry)
            {
                // There is more and more to do: that is not the caller's business.
                channel.RingOwnBell();
            }
        }
        catch (Exception e)
        {
            // The reader thread hears of it, and ends the conversation as if it had found out itself.
            channel.Condemn(e);
        }
        finally
        {
            channel.ExitReading();
        }
    }

    /// <summary>
    /// A worker whose pipes end before it does goes on publishing until it is dead. What it has begun and ended by then decides who is
    /// blamed and what is not repeated.
    /// </summary>
    private string? ReadLastWords()
    {
        FrameChannel channel = _process!.Channel;
        channel.EnterReading();
        try
        {
            HandleAll(channel);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
        finally
        {
            channel.ExitReading();
        }
    }
}
