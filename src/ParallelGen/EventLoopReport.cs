using System.Globalization;

namespace ParallelGen;

/// <summary>Something that happened on an event loop and that no caller is told: see <see cref="EventLoop.Reported"/>. Immutable.</summary>
public sealed class EventLoopReport
{
    private EventLoopReport(EventLoopReportKind kind, EventLoop loop, string? method, TimeSpan duration, Exception? exception)
    {
        Kind = kind;
        Loop = loop;
        Method = method;
        Duration = duration;
        Exception = exception;
    }

    /// <summary>What happened.</summary>
    public EventLoopReportKind Kind { get; }

    /// <summary>The loop on which it happened.</summary>
    public EventLoop Loop { get; }

    /// <summary>
    /// The method that the turn belongs to, such as <c>Orders.Import</c>: the annotated method, the async method that was
    /// continued, or the posted delegate's. Null where it is not known.
    /// </summary>
    public string? Method { get; }

    /// <summary>How long the turn held the loop; zero unless it was a slow turn.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The exception that nobody awaits, as it was thrown; null for the other kinds.</summary>
    public Exception? Exception { get; }

    /// <summary>The report as a sentence.</summary>
    public override string ToString()
    {
        string method = Method ?? "a callback";
        return Kind switch
        {
            EventLoopReportKind.SlowTurn => string.Create(
                CultureInfo.InvariantCulture,
                $"Event loop '{Loop.Name}': {method} held the loop for {Duration.TotalMilliseconds:0.#} ms (the limit is {Loop.SlowTurnThreshold.TotalMilliseconds:0.#} ms)."),
            EventLoopReportKind.UnobservedException => $"Event loop '{Loop.Name}': {method} threw, and nobody awaits it: {Exception}",
            _ => $"Event loop '{Loop.Name}' has ended; {method} wanted to go on there and does not run.",
        };
    }

    internal static EventLoopReport SlowTurn(EventLoop loop, string? method, TimeSpan duration) =>
        new(EventLoopReportKind.SlowTurn, loop, method, duration, null);

    internal static EventLoopReport Unobserved(EventLoop loop, string? method, Exception exception) =>
        new(EventLoopReportKind.UnobservedException, loop, method, TimeSpan.Zero, exception);

    internal static EventLoopReport Abandoned(EventLoop loop, string? method) =>
        new(EventLoopReportKind.AbandonedWork, loop, method, TimeSpan.Zero, null);
}
