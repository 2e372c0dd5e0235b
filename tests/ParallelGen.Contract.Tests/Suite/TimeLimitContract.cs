using System.Diagnostics;

namespace ParallelGen.Contract;

/// <summary>A limit for each call.</summary>
public abstract class TimeLimitContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Attribute_CallHangs_ThrowsTimeoutExceptionThatNamesMethodAndLimit()
    {
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => TWork.HangAsync(0).InTime());
        Assert.Contains("1000 ms", error.Message, StringComparison.Ordinal);
        Assert.Contains("Work.HangCoreAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attribute_OneItemHangs_TheBatchGoesOn()
    {
        Outcome<int>[] outcomes = await TWork.LimitedAll([(0, false), (1, true), (2, false), (3, false)]).OutcomesAsync().InTime();
        Expect.Sequence([true, false, true, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.IsType<TimeoutException>(outcomes[1].Error);
        Assert.False(outcomes[1].IsCancelled);
        Assert.Equal(5, await TWork.LimitedAsync(5, hangs: false).InTime());
    }

    [Fact]
    public async Task WithTimeout_OneItemOfAChunkHangs_OnlyItTimesOut()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(() =>
            TWork.UnlimitedAll([(0, false), (1, true), (2, false), (3, false)]).WithTimeout(TimeSpan.FromSeconds(5)).WithChunkSize(4).InTime());
        Assert.Equal((1L, 4L), (Assert.Single(error.Failures).Index, error.Total));
        Assert.IsType<TimeoutException>(error.Failures[0].Error);
    }

    [Fact]
    public async Task WithTimeout_LongerThanTheAttribute_BeatsIt()
    {
        var clock = Stopwatch.StartNew();
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(
            () => TWork.HangAll([0]).WithTimeout(TimeSpan.FromMilliseconds(1500)).ToListInTime());
        Assert.Contains("1500 ms", error.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(1400));
    }

    [Fact]
    public async Task WithTimeout_CallIgnoresItsToken_CallerIsToldWhileItStillRuns()
    {
        using var folder = new SignalFolder();
        BatchException error = await Assert.ThrowsAsync<BatchException>(
            () => TWork.IgnoreAll(folder.Items(1)).WithTimeout(TimeSpan.FromMilliseconds(500)).InTime());
        Assert.IsType<TimeoutException>(Assert.Single(error.Failures).Error);
        await folder.UntilAsync("started-0");
        Assert.False(folder.Has("ended-0"));
        folder.Set(Signal.Go);
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    /// <summary>Who has the slots tells nothing any more, and yet these outcomes are the last.</summary>
    [Theory]
    [InlineData(1, "await")]
    [InlineData(1, "outcomes")]
    [InlineData(1, "stream")]
    [InlineData(1, "completed")]
    [InlineData(2, "await")]
    [InlineData(2, "outcomes")]
    [InlineData(2, "stream")]
    [InlineData(2, "completed")]
    public async Task WithTimeout_EverySlotIsHeldByACallThatGoesOn_BatchEndsAtOnce(int degree, string form)
    {
        using var folder = new SignalFolder();
        Batch<int> batch = TWork.IgnoreAll(folder.Items(degree)).WithDegreeOfParallelism(degree).WithTimeout(TimeSpan.FromMilliseconds(200));
        Exception?[] errors = form switch
        {
            "await" => [.. (await Assert.ThrowsAsync<BatchException>(() => batch.InTime())).InnerExceptions],
            "outcomes" => [.. (await batch.OutcomesAsync().InTime()).Select(outcome => outcome.Error)],
            "stream" => [.. Enumerable.Repeat(await Assert.ThrowsAsync<TimeoutException>(() => batch.ToListInTime()), degree)],
            _ => [.. (await batch.AsCompleted().ToListInTime()).Select(one => one.Outcome.Error)],
        };
        Assert.Equal((degree, 0), (errors.Length, folder.Count("ended-")));
        Assert.All(errors, error => Assert.IsType<TimeoutException>(error));
        folder.Set(Signal.Go);
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task WithTimeout_TheOneSlotOfTheAttributeIsHeldByACallThatGoesOn_BatchEndsAtOnce()
    {
        using var folder = new SignalFolder();
        Outcome<int>[] outcomes = await TWork.IgnoreOneByOneAll(folder.Items(1)).WithTimeout(TimeSpan.FromMilliseconds(200)).OutcomesAsync().InTime();
        Assert.IsType<TimeoutException>(Assert.Single(outcomes).Error);
        Assert.Equal(0, folder.Count("ended-"));
        folder.Set(Signal.Go);
    }

    [Fact]
    public async Task WithTimeout_CallsWaitForTheirTurn_TimeInTheQueueDoesNotCount()
    {
        // Eleven calls one after the other: all of them together take longer than the limit of each.
        int[] results = await TWork.PauseAll(Enumerable.Repeat(480, 11)).WithDegreeOfParallelism(1).WithTimeout(TimeSpan.FromSeconds(5)).InTime();
        Assert.Equal(11, results.Length);
    }

    [Fact]
    public async Task Call_MethodThrowsTimeoutException_IsAnErrorLikeOthers() =>
        Assert.Equal("of the method itself", (await Assert.ThrowsAsync<TimeoutException>(() => TWork.FailAsync(Failure.TimedOut).InTime())).Message);
}
