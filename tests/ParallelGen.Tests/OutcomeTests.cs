namespace ParallelGen.Tests;

/// <summary>What an outcome says of itself: a value, an error, a cancellation, or that no call produced it.</summary>
public sealed class OutcomeTests
{
    [Fact]
    public void Success_TakenApart_HasItsValueAndNoError()
    {
        var outcome = Outcome<string>.Success("a");
        (bool succeeded, string? value, Exception? error) = outcome;
        Assert.Equal((true, "a", null), (succeeded, value, error));
        Assert.Equal((true, "a", null, false), (outcome.Succeeded, outcome.Value, outcome.Error, outcome.IsCancelled));
        Assert.Equal("a", outcome.ValueOrThrow());
        Assert.Equal("a", outcome.ToString());

        (succeeded, error) = Outcome.Success;
        Assert.Equal((true, null), (succeeded, error));
        Assert.Equal((true, null, false), (Outcome.Success.Succeeded, Outcome.Success.Error, Outcome.Success.IsCancelled));
        Outcome.Success.ValueOrThrow();
        Assert.Equal("succeeded", Outcome.Success.ToString());
    }

    [Fact]
    public void Failure_TakenApart_HasItsErrorAndTheDefaultValue()
    {
        var thrown = new FormatException("wrong");
        var outcome = Outcome<int>.Failure(thrown);
        (bool succeeded, int value, Exception? error) = outcome;
        Assert.Equal((false, 0, thrown), (succeeded, value, error));
        Assert.Equal((false, 0, thrown, false), (outcome.Succeeded, outcome.Value, outcome.Error, outcome.IsCancelled));
        Assert.Same(thrown, Assert.Throws<FormatException>(() => outcome.ValueOrThrow()));
        Assert.Equal("FormatException: wrong", outcome.ToString());

        var withoutValue = Outcome.Failure(thrown);
        (succeeded, error) = withoutValue;
        Assert.Equal((false, thrown), (succeeded, error));
        Assert.Same(thrown, Assert.Throws<FormatException>(() => withoutValue.ValueOrThrow()));
        Assert.Equal("FormatException: wrong", withoutValue.ToString());
    }

    [Fact]
    public void Default_IsAFailureThatSaysThatNothingRan()
    {
        Assert.False(default(Outcome<int>).Succeeded);
        Assert.False(default(Outcome).Succeeded);
        Assert.Throws<InvalidOperationException>(() => default(Outcome<int>).ValueOrThrow());
        Assert.Throws<InvalidOperationException>(() => default(Outcome).ValueOrThrow());
    }

    public static TheoryData<Exception, bool> Errors => new()
    {
        { new OperationCanceledException(), true },
        { new TaskCanceledException(), true },
        { new TimeoutException(), false },
        { new RemoteException("Shop.Closed", [typeof(OperationCanceledException).FullName!, typeof(Exception).FullName!], "closed", null), true },
        { new RemoteException("Shop.Empty", [typeof(Exception).FullName!], "empty", null), false },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void IsCancelled_ForACancellationOfAnyClass_IsTrue(Exception error, bool cancelled)
    {
        Assert.Equal(cancelled, Outcome<int>.Failure(error).IsCancelled);
        Assert.Equal(cancelled, Outcome.Failure(error).IsCancelled);
    }
}
