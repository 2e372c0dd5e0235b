namespace ParallelGen;

/// <summary>A worker process could not be started: the message says what was tried, what it answered and what to do.</summary>
public sealed class WorkerStartException : Exception
{
    /// <summary>Creates the exception with a default message.</summary>
    public WorkerStartException() : base("A worker process could not be started.") { }

    /// <summary>Creates the exception with a message.</summary>
    public WorkerStartException(string? message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public WorkerStartException(string? message, Exception? innerException) : base(message, innerException) { }
}
