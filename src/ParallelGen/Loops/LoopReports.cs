namespace ParallelGen.Loops;

/// <summary>Tells what happened on a loop: to the EventSource, to the handlers, and what must not be lost to standard error if there is none.</summary>
internal static class LoopReports
{
    private static int s_watching;

    public static event EventHandler<EventLoopReport>? Reported;

    /// <summary>Reports. Never throws: it runs on a loop's thread between two turns.</summary>
    public static void Raise(EventLoopReport report)
    {
        ParallelGenEventSource.Log.Write(report);
        Tell(report, Reported, WriteError);
    }

    /// <summary>Calls each handler, whatever the others throw. With none, what was lost goes to standard error; a slow turn lost nothing.</summary>
    public static void Tell(EventLoopReport report, EventHandler<EventLoopReport>? handlers, Action<string> writeError)
    {
        if (handlers is null && report.Kind != EventLoopReportKind.SlowTurn)
        {
            writeError(report.ToString());
        }

        foreach (EventHandler<EventLoopReport> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(report.Loop, report);
            }
            catch (Exception error)
            {
                writeError($"A handler of {nameof(EventLoop)}.{nameof(EventLoop.Reported)} threw {error}{Environment.NewLine}while it was told: {report}");
            }
        }
    }

    /// <summary>From now on, tasks of loops that failed and were never awaited are reported, when the garbage collector finds them.</summary>
    public static void WatchTasks()
    {
        if (Interlocked.Exchange(ref s_watching, 1) == 0)
        {
            TaskScheduler.UnobservedTaskException += static (task, unobserved) =>
            {
                if (task is Task { AsyncState: LoopTask state })
                {
                    AggregateException all = unobserved.Exception;
                    state.IsLost(all.InnerExceptions.Count == 1 ? all.InnerException! : all);
                }
            };
        }
    }

    private static void WriteError(string text)
    {
        try
        {
            Console.Error.WriteLine($"[ParallelGen] {text}");
        }
        catch (Exception)
        {
            // Standard error was replaced by a writer that throws. The EventSource has the report; the loop must live on.
        }
    }
}
