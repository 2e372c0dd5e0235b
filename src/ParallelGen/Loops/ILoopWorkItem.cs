namespace ParallelGen.Loops;

/// <summary>A piece of work that a loop runs as one turn: the way in for calls of annotated methods, without a delegate or a closure.</summary>
internal interface ILoopWorkItem
{
    /// <summary>The method that the work belongs to, for reports of slow turns and errors; null where it is not known.</summary>
    string? Name { get; }

    /// <summary>
    /// Runs on the loop's thread with its context current, between two other turns. It starts in the loop's own execution
    /// context; an item that flows its caller's sets it with <see cref="ExecutionContext.Restore"/> and need not undo it. An
    /// exception that leaves it is reported as one that nobody awaits; the loop goes on.
    /// </summary>
    void Execute();
}
