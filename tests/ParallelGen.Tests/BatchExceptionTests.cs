namespace ParallelGen.Tests;

/// <summary>One exception for all failures of a batch.</summary>
public sealed class BatchExceptionTests
{
    [Fact]
    public void Message_OfManyFailures_NamesCountTotalAndTheFirstFew()
    {
        ItemFailure[] failures = [.. Enumerable.Range(0, 5000).Select(i => new ItemFailure(2 * i, new FormatException($"wrong {i}")))];
        var exception = new BatchException(failures, 20_000);
        Assert.Equal(
            "5000 of 20000 calls failed. [0] FormatException: wrong 0 [2] FormatException: wrong 1 [4] FormatException: wrong 2 … and 4997 more (see Failures).",
            exception.Message);
        Assert.Equal(20_000, exception.Total);
        Assert.Equal(failures, exception.Failures);
        Assert.Equal(failures.Select(failure => failure.Error), exception.InnerExceptions);
    }
}
