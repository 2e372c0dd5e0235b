namespace ParallelGen;

/// <summary>What an <see cref="EventLoopReport"/> tells.</summary>
public enum EventLoopReportKind
{
    /// <summary>One turn held the loop for longer than <see cref="EventLoop.SlowTurnThreshold"/>: everything else on the loop waited.</summary>
    SlowTurn,

    /// <summary>An exception that nobody awaits: of a posted callback, an <c>async void</c> method, or a task of the loop that was dropped.</summary>
    UnobservedException,

    /// <summary>A continuation came back to a loop of <see cref="EventLoop.Run(Func{Task})"/> that had ended; it does not run.</summary>
    AbandonedWork,
}
