using System.Diagnostics.Tracing;

namespace ParallelGen.Loops;

/// <summary>The runtime's events for tracing tools (dotnet-trace, EventListener).</summary>
[EventSource(Name = "ParallelGen")]
internal sealed class ParallelGenEventSource : EventSource
{
    public static readonly ParallelGenEventSource Log = new();

    private const int SlowTurnId = 1;
    private const int UnobservedExceptionId = 2;
    private const int AbandonedWorkId = 3;

    [NonEvent]
    public void Write(EventLoopReport report)
    {
        if (!IsEnabled())
        {
            return;
        }

        string method = report.Method ?? "";
        switch (report.Kind)
        {
            case EventLoopReportKind.SlowTurn:
                SlowTurn(report.Loop.Name, method, report.Duration.TotalMilliseconds);
                break;
            case EventLoopReportKind.UnobservedException:
                UnobservedException(report.Loop.Name, method, report.Exception!.ToString());
                break;
            default:
                AbandonedWork(report.Loop.Name, method);
                break;
        }
    }

    [Event(SlowTurnId, Level = EventLevel.Warning)]
    private void SlowTurn(string loop, string method, double milliseconds) => WriteEvent(SlowTurnId, loop, method, milliseconds);

    [Event(UnobservedExceptionId, Level = EventLevel.Error)]
    private void UnobservedException(string loop, string method, string exception) => WriteEvent(UnobservedExceptionId, loop, method, exception);

    [Event(AbandonedWorkId, Level = EventLevel.Error)]
    private void AbandonedWork(string loop, string method) => WriteEvent(AbandonedWorkId, loop, method);
}
