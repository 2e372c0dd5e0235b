using System.Diagnostics;

namespace ParallelGen.Loops;

/// <summary>Takes a loop's work, turn by turn, on the thread that calls <see cref="Run"/>.</summary>
/// <param name="loop">The loop.</param>
/// <param name="queue">Its work.</param>
/// <param name="context">The execution context that every turn starts in; null changes nothing.</param>
/// <param name="ends">Whether the pump ends when there is no work and no operation, or never.</param>
internal sealed class LoopPump(EventLoop loop, LoopQueue queue, ExecutionContext? context, bool ends)
{
    public void Run()
    {
        // Every turn ends with a look at the clock, which is the next turn's start: one look a turn.
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            while (queue.TryTake(out LoopWork work))
            {
                Turn(work);
                long ended = Stopwatch.GetTimestamp();
                if (ended - started > loop.SlowTurnTicks)
                {
                    Report(EventLoopReport.SlowTurn(loop, TurnName.Of(work), Stopwatch.GetElapsedTime(started, ended)));
                    ended = Stopwatch.GetTimestamp();
                }

                started = ended;
            }

            if (ends && loop.Operations == 0 && queue.TryClose())
            {
                return;
            }

            queue.Wait();
            started = Stopwatch.GetTimestamp();
        }
    }

    private void Turn(LoopWork work)
    {
        try
        {
            work.Run();
            Clean();
        }
        catch (Exception error)
        {
            Report(EventLoopReport.Unobserved(loop, TurnName.Of(work), error));
        }
    }

    private void Report(EventLoopReport report)
    {
        Clean();
        LoopReports.Raise(report);
        Clean();
    }

    /// <summary>What a callback left on the thread must not reach the next one, nor be kept alive by an idle loop.</summary>
    private void Clean()
    {
        if (context is not null)
        {
            ExecutionContext.Restore(context);
        }

        if (SynchronizationContext.Current != loop.SynchronizationContext)
        {
            SynchronizationContext.SetSynchronizationContext(loop.SynchronizationContext);
        }
    }
}
