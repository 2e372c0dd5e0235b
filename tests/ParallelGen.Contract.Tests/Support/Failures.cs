namespace ParallelGen.Contract;

/// <summary>Throws. The stack trace names it, which tells a test that the user's frames are there.</summary>
internal static class Failures
{
    public static int Throw(Failure how, string speed = "") => how switch
    {
        Failure.None => 0,
        Failure.Argument => throw new ArgumentException("The value is wrong.", nameof(speed), new InvalidOperationException("inner cause")),
        Failure.Own => throw new SoldOutException("No seats.", 7) { Seats = ["a", "b"] },
        Failure.Nested => throw new InvalidOperationException("outer", new SoldOutException("inner", 8)),
        Failure.Aggregate => throw new AggregateException("two", new SoldOutException("first", 1), new InvalidDataException("second")),
        Failure.Cancelled => throw new OperationCanceledException("by the method itself"),
        Failure.TimedOut => throw new TimeoutException("of the method itself"),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };
}
