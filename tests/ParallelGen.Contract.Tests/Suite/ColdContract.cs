namespace ParallelGen.Contract;

/// <summary>A batch is a description: nothing runs until it is awaited or enumerated.</summary>
public abstract class ColdContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Batch_NeitherAwaitedNorEnumerated_RunsAndPullsNothing()
    {
        using var folder = new SignalFolder();
        var source = new WatchedSource(3);
        Batch<int> batch = TWork.RunAll(source.Select(number => (folder.Path, number))).WithBuffer(4).WithErrors(ErrorPolicy.FailFast);
#pragma warning disable PGEN301 // that nothing runs is what this shows
        _ = batch.AsCompleted();
#pragma warning restore PGEN301
        _ = batch.GetAsyncEnumerator();
        // Another batch comes and goes meanwhile: had the first begun, it would have had the time.
        await TWork.AnswerAll(20).InTime();
        Assert.Equal((0, 0), (source.Pulled, folder.Count("ran-")));
        Expect.Sequence([0, 1, 2], await batch.InTime());
        Assert.Equal(3, folder.Count("ran-"));
    }

    [Fact]
    public async Task Batch_AwaitedAndEnumerated_RunsAnewEachTime()
    {
        using var folder = new SignalFolder();
        Batch<int> batch = TWork.RunAll(folder.Items(3));
        await RunAsync(batch);
        Assert.Equal(3, folder.Count("ran-"));
        await RunAsync(batch);
        Assert.Equal(6, folder.Count("ran-"));
        await batch.ToListInTime();
        Assert.Equal(9, folder.Count("ran-"));
        await batch.AsCompleted().ToListInTime();
#pragma warning disable PGEN306 // that it runs anew is what this shows
        await batch.OutcomesAsync().InTime();
#pragma warning restore PGEN306
        Assert.Equal((15, 5), (folder.Count("ran-"), folder.Count("ran-1-")));
    }

    [Fact]
    public async Task ToArrayAsync_NotAwaited_StartsAtOnce()
    {
        using var folder = new SignalFolder();
        Task<int[]> first = TWork.HoldAll(folder.Items(1)).ToArrayAsync();
        Task<int[]> second = TWork.HoldAll([(folder.Path, 7)]).ToArrayAsync();
        await folder.UntilAsync("started-0");
        await folder.UntilAsync("started-7");
        folder.Set(Signal.Go);
        Expect.Sequence([0], await first.InTime());
        Expect.Sequence([7], await second.InTime());
    }

    [Fact]
    public async Task With_AnyOption_ChangesACopy()
    {
        Batch<int> plain = TWork.EvenAll([0, 1, 2]);
        Batch<int> stopped = plain.WithCancellation(new CancellationToken(canceled: true));
        Batch<int> fast = plain.WithErrors(ErrorPolicy.FailFast).WithDegreeOfParallelism(1).WithBuffer(1).WithTimeout(TimeSpan.FromMinutes(1));
        Assert.NotSame(plain, stopped);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.InTime());
        Assert.Equal(2, (await Assert.ThrowsAsync<BatchException>(() => fast.InTime())).Total);
        Expect.Sequence([true, false, true], (await plain.OutcomesAsync().InTime()).Select(outcome => outcome.Succeeded));
    }

    [Fact]
    public async Task Call_OnACallersContext_ComesBackToItAndRunsElsewhere()
    {
        using var caller = new CallerContext();
        await caller.Run(async () =>
        {
            (int Process, int Thread) here = (Environment.ProcessId, Environment.CurrentManagedThreadId);
            Assert.NotEqual(here, await TWork.PlaceAsync());
            Assert.Same(caller, SynchronizationContext.Current);
            await TWork.SquareAll([1, 2]);
            Assert.Same(caller, SynchronizationContext.Current);
            await TWork.SquareAll([1, 2]).ConfigureAwait(false);
            Assert.NotSame(caller, SynchronizationContext.Current);
        }).InTime();
    }

    [Fact]
    public Task Call_AwaitedOnAnEventLoop_ComesBackToIt() => EventLoop.Get("contract").InvokeAsync(async () =>
    {
        (EventLoop? Loop, int Thread) here = (EventLoop.Current, Environment.CurrentManagedThreadId);
        Assert.NotNull(here.Loop);
        Assert.Equal(6, await TWork.DoubleLaterAsync(3));
        Assert.Equal(here, (EventLoop.Current, Environment.CurrentManagedThreadId));
        Expect.Sequence([2, 4], await TWork.DoubleLaterAll([1, 2]));
        Assert.Equal(here, (EventLoop.Current, Environment.CurrentManagedThreadId));
    }).InTime();

    [Fact]
    public async Task Call_BlockedOnByACallerWithAContext_DoesNotDeadlock()
    {
        using var caller = new CallerContext();
        await caller.Run(() =>
        {
            Assert.Equal(6, TWork.DoubleLaterAsync(3).GetAwaiter().GetResult());
            Expect.Sequence([2, 4], TWork.DoubleLaterAll([1, 2]).GetAwaiter().GetResult());
            return Task.CompletedTask;
        }).InTime();
    }

    /// <summary>One place that awaits, because two in a row are what PGEN102 is there to ask about.</summary>
    private static async Task RunAsync(Batch<int> batch) => await batch.InTime();
}
