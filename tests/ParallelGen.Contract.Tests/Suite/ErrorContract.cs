namespace ParallelGen.Contract;

/// <summary>Every exception reaches the caller as what it was.</summary>
public abstract class ErrorContract<TWork>
    where TWork : IWork
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_FrameworkException_ArrivesAsItself(bool later)
    {
        ArgumentException error = await ThrownAsync<ArgumentException>(Failure.Argument, later);
        Assert.Equal("speed", error.ParamName);
        Assert.StartsWith("The value is wrong.", error.Message, StringComparison.Ordinal);
        Assert.Equal("inner cause", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_OwnException_ArrivesWithItsMembers(bool later)
    {
        SoldOutException error = await ThrownAsync<SoldOutException>(Failure.Own, later);
        Assert.Equal(("No seats.", 7), (error.Message, error.Row));
        Expect.Sequence(["a", "b"], error.Seats);
    }

    [Fact]
    public async Task Call_OwnExceptionWithin_ArrivesAsItself()
    {
        InvalidOperationException error = await ThrownAsync<InvalidOperationException>(Failure.Nested, later: false);
        Assert.Equal(8, Assert.IsType<SoldOutException>(error.InnerException).Row);
    }

    [Fact]
    public async Task Call_AggregateException_ArrivesWithAllThatIsInIt()
    {
        AggregateException error = await ThrownAsync<AggregateException>(Failure.Aggregate, later: true);
        Expect.Sequence(["first", "second"], error.InnerExceptions.Select(inner => inner.Message));
        Assert.IsType<SoldOutException>(error.InnerExceptions[0]);
    }

    [Fact]
    public async Task Call_MethodCancelsItself_TellsTheCallerThatItWasNotTheirToken()
    {
        using var cancel = new CancellationTokenSource();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TWork.FailLaterAsync(Failure.Cancelled, cancel.Token).InTime());
        Assert.NotEqual(cancel.Token, error.CancellationToken);
        Assert.Equal("by the method itself", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_MethodThrows_StackNamesTheUsersFrames(bool later)
    {
        SoldOutException error = await ThrownAsync<SoldOutException>(Failure.Own, later);
        Assert.Contains("Failures.Throw(", error.StackTrace, StringComparison.Ordinal);
        Assert.Contains(later ? "FailLaterCore" : "Work.FailCore(", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_MethodWithoutResultThrows_ArrivesAsItself() =>
        Assert.Equal(7, (await Assert.ThrowsAsync<SoldOutException>(() => TWork.FailWithoutResultAsync(Failure.Own).InTime())).Row);

    [Fact]
    public async Task Call_MethodThrows_NextCallRuns()
    {
        for (int i = 0; i < 5; i++)
        {
            await ThrownAsync<SoldOutException>(Failure.Own, later: i % 2 == 0);
            Assert.Equal(4, await TWork.SquareAsync(2).InTime());
        }
    }

    [Fact]
    public async Task Calls_ThatThrow_EachHaveAnExceptionOfTheirOwn()
    {
        Outcome<int>[] outcomes = await TWork.FailAll([Failure.Own, Failure.Own]).OutcomesAsync().InTime();
        Assert.NotSame(outcomes[0].Error, outcomes[1].Error);
    }

    private static Task<TException> ThrownAsync<TException>(Failure how, bool later)
        where TException : Exception =>
        Assert.ThrowsAsync<TException>(() => (later ? TWork.FailLaterAsync(how) : TWork.FailAsync(how)).InTime());
}
