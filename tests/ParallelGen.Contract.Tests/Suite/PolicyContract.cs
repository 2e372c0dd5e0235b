namespace ParallelGen.Contract;

/// <summary>What becomes of a batch of which some calls fail.</summary>
public abstract class PolicyContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task WaitAll_SomeFail_RunsEveryItemAndThrowsAllFailuresByIndex()
    {
        using var folder = new SignalFolder();
        string good = folder.Path;
        string bad = Path.Combine(folder.Path, "missing", "folder");
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => TWork.RunAll([(bad, 0), (good, 1), (bad, 2), (good, 3)]).InTime());
        Expect.Sequence([0L, 2L], error.Failures.Select(failure => failure.Index));
        Assert.All(error.Failures, failure => Assert.IsType<DirectoryNotFoundException>(failure.Error));
        Assert.Equal(error.Failures.Select(failure => failure.Error), error.InnerExceptions);
        Assert.Equal((4, 2), (error.Total, folder.Count("ran-")));
    }

    [Fact]
    public async Task WaitAll_AllFail_TotalCountsTheItemsPulled()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => TWork.FailAll(Enumerable.Repeat(Failure.Own, 30)).InTime());
        Assert.Equal(30, error.Total);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (long)i), error.Failures.Select(failure => failure.Index));
    }

    [Fact]
    public async Task WaitAll_ManyFail_MessageNamesCountTotalAndTheFirst()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => TWork.EvenAll(Enumerable.Range(0, 40)).InTime());
        Assert.StartsWith("20 of 40 calls failed. [1] InvalidOperationException: 1 is odd [3]", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("39 is odd", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 400);
    }

    [Fact]
    public async Task WaitAll_MethodWithoutResult_ThrowsAllFailuresByIndex()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(
            () => TWork.FailWithoutResultAll([Failure.None, Failure.Own, Failure.None]).InTime());
        Assert.Equal((1, 3), (Assert.Single(error.Failures).Index, error.Total));
        Outcome[] outcomes = await TWork.FailWithoutResultAll([Failure.None, Failure.Own]).OutcomesAsync().InTime();
        Assert.Equal((true, false), (outcomes[0].Succeeded, outcomes[1].Succeeded));
        Assert.IsType<SoldOutException>(outcomes[1].Error);
    }

    [Fact]
    public async Task Await_OfABatch_ThrowsTheBatchExceptionItself()
    {
        Exception? caught = null;
        try
        {
            await TWork.EvenAll([1]);
        }
        catch (Exception e)
        {
            caught = e;
        }

        Assert.IsType<BatchException>(caught);
    }

    [Fact]
    public async Task FailFast_FirstFailure_StopsTheRestAndNamesWhatReallyFailed()
    {
        using var folder = new SignalFolder();
        var source = new WatchedSource();
        Task<int[]> running = TWork.FailAmongOthersAll(source.Select(number => (folder.Path, number, bad: 1)))
            .WithErrors(ErrorPolicy.FailFast).WithDegreeOfParallelism(Pools.Workers).WithBuffer(10).ToArrayAsync();
        await folder.UntilAsync("started-0");
        folder.Set("fail");
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => running.InTime());
        Assert.Equal((1L, "1 is bad"), (Assert.Single(error.Failures).Index, error.Failures[0].Error.Message));
        await folder.UntilAsync("cancelled-0");
        await Deadline.UntilAsync(() => source.Disposed == 1, folder);
        Assert.InRange(source.Pulled, 2, 12);
        Assert.Equal(0, folder.Count("ended-"));
    }

    [Fact]
    public async Task FailFast_Outcomes_MarkWhatWasStoppedAsCancelled()
    {
        using var folder = new SignalFolder();
        var source = new WatchedSource(6);
        Task<Outcome<int>[]> running = TWork.FailAmongOthersAll(source.Select(number => (folder.Path, number, bad: 1)))
            .WithErrors(ErrorPolicy.FailFast).WithDegreeOfParallelism(Pools.Workers).OutcomesAsync();
        int expected = Sizes.Pulled<TWork>(6, Pools.Workers);
        await Deadline.UntilAsync(() => source.Pulled == expected, folder);
        folder.Set("fail");
        Outcome<int>[] outcomes = await running.InTime();
        Assert.Equal(expected, outcomes.Length);
        Assert.Equal("1 is bad", Assert.IsType<InvalidOperationException>(outcomes[1].Error).Message);
        Assert.All(outcomes.Where((_, index) => index != 1), outcome => Assert.True(outcome.IsCancelled && !outcome.Succeeded));
    }

    [Fact]
    public async Task FailFast_NothingFails_GivesAllResults() =>
        Expect.Sequence([0, 2, 4], await TWork.EvenAll([0, 2, 4]).WithErrors(ErrorPolicy.FailFast).InTime());

    [Fact]
    public async Task Outcomes_SomeFail_NeverThrow()
    {
        Outcome<int>[] outcomes = await TWork.EvenAll([0, 1, 2]).OutcomesAsync().InTime();
        Expect.Sequence([true, false, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.Equal((0, 2), (outcomes[0].Value, outcomes[2].ValueOrThrow()));
        Assert.Equal("1 is odd", Assert.IsType<InvalidOperationException>(outcomes[1].Error).Message);
        Assert.Equal("1 is odd", Assert.Throws<InvalidOperationException>(() => outcomes[1].ValueOrThrow()).Message);
        Assert.False(outcomes[1].IsCancelled);
        (bool succeeded, int value, Exception? error) = outcomes[2];
        Assert.Equal((true, 2, null), (succeeded, value, error));
    }

    [Fact]
    public async Task Outcomes_MethodCancelledItself_AreMarkedCancelled()
    {
        Outcome<int>[] outcomes = await TWork.FailLaterAll([Failure.Cancelled, Failure.TimedOut, Failure.None]).OutcomesAsync().InTime();
        Expect.Sequence([true, false, false], outcomes.Select(outcome => outcome.IsCancelled));
        Assert.IsAssignableFrom<OperationCanceledException>(outcomes[0].Error);
        Assert.IsType<TimeoutException>(outcomes[1].Error);
    }

    [Fact]
    public async Task AsCompleted_SomeFail_YieldsEveryOutcome()
    {
        List<Completed<int>> all = await TWork.EvenAll(Enumerable.Range(0, 10)).AsCompleted().ToListInTime();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), all.Select(one => one.Index).Order());
        Assert.All(all, one => Assert.Equal(one.Index % 2 == 0, one.Outcome.Succeeded));
    }

    [Fact]
    public async Task Stream_AnItemFails_YieldsThoseBeforeItAndThrowsItsOwnException()
    {
        var items = new List<int>();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync().InTime());
        Assert.Equal("5 is odd", error.Message);
        Expect.Sequence([0, 2, 4], items);

        async Task ReadAsync()
        {
            await foreach (int item in TWork.EvenAll([0, 2, 4, 5, 6, 7, 8]))
            {
                items.Add(item);
            }
        }
    }

    [Fact]
    public async Task Stream_AnItemFails_CancelsWhatIsInFlight()
    {
        using var folder = new SignalFolder();
        Task reading = TWork.FailAmongOthersAll(folder.Items(5).Select(item => (item.folder, item.number, bad: 0)))
            .WithDegreeOfParallelism(Pools.Workers).ToListInTime();
        await folder.UntilAsync("started-1");
        folder.Set("fail");
        await Assert.ThrowsAsync<InvalidOperationException>(() => reading);
        await folder.UntilAsync("cancelled-1");
        Assert.Equal(0, folder.Count("ended-"));
    }

    [Fact]
    public async Task Stream_LeftEarly_CancelsWhatIsInFlight()
    {
        using var folder = new SignalFolder();
        string first = Directory.CreateDirectory(Path.Combine(folder.Path, "first")).FullName;
        Signal.Set(first, Signal.Go);
        await ReadAsync().InTime();
        await folder.UntilAsync("cancelled-1");
        Assert.Equal(0, folder.Count("ended-"));

        async Task ReadAsync()
        {
            IEnumerable<(string, int)> inputs = [(first, 0), .. folder.Items(6).Skip(1)];
            await foreach (int item in TWork.HoldAll(inputs).WithDegreeOfParallelism(Pools.Workers))
            {
                Assert.Equal(0, item);
                await folder.UntilAsync("started-1");
                break;
            }
        }
    }
}
