namespace ParallelGen.Contract;

/// <summary>What a method throws.</summary>
public enum Failure
{
    None,
    Argument,
    Own,
    Nested,
    Aggregate,
    Cancelled,
    TimedOut,
}
