namespace ParallelGen.Contract;

/// <summary>The caller's token: before, while and after.</summary>
public abstract class CancellationContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Call_CancelledBefore_NeverStarts()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        Task<int> call = TWork.RunAsync(folder.Path, 0, cancel.Token);
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal((cancel.Token, true), (error.CancellationToken, call.IsCanceled));
        await TWork.AnswerAll(10).InTime();
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Call_CancelledWhileItRuns_MethodSeesItAndTheCallerGetsThatToken()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        Task<int> call = TWork.HoldAsync(folder.Path, 0, cancel.Token);
        await folder.UntilAsync("started-0");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal((cancel.Token, true), (error.CancellationToken, call.IsCanceled));
        await folder.UntilAsync("cancelled-0");
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Call_CancelledButIgnoresIt_CallerIsToldAtOnceAndTheResultIsDropped()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        Task<int> call = TWork.IgnoreAsync(folder.Path, 0, cancel.Token);
        await folder.UntilAsync("started-0");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.False(folder.Has("ended-0"));
        folder.Set(Signal.Go);
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Call_CancelledAfterwards_KeepsItsResult()
    {
        using var cancel = new CancellationTokenSource();
        Task<int> call = TWork.SquareAsync(3, cancel.Token);
        Assert.Equal(9, await call.InTime());
        await cancel.CancelAsync();
        Assert.Equal(9, await call);
    }

    [Fact]
    public async Task Call_GivenAToken_MethodHasOneThatCanBeCancelled()
    {
        using var cancel = new CancellationTokenSource();
        Assert.True(await TWork.CanCancelAsync(cancel.Token).InTime());
    }

    [Fact]
    public async Task Batch_CancelledBefore_RunsNothing()
    {
        using var folder = new SignalFolder();
        var source = new WatchedSource(3);
        var cancelled = new CancellationToken(canceled: true);
        Batch<int> batch = TWork.RunAll(source.Select(number => (folder.Path, number))).WithCancellation(cancelled);
        await AssertCancelledAsync(() => batch.InTime(), cancelled);
        await AssertCancelledAsync(() => batch.OutcomesAsync().InTime(), cancelled);
        await AssertCancelledAsync(() => batch.ToListInTime(), cancelled);
        await AssertCancelledAsync(() => batch.AsCompleted().ToListInTime(), cancelled);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("await")]
    [InlineData("outcomes")]
    [InlineData("stream")]
    [InlineData("completed")]
    public async Task Batch_CancelledWhileItRuns_ThrowsWithThatTokenAndCancelsWhatIsInFlight(string form)
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        var source = new WatchedSource();
        Batch<int> batch = TWork.HoldAll(source.Select(number => (folder.Path, number))).WithDegreeOfParallelism(Pools.Workers).WithCancellation(cancel.Token);
        Task running = form switch
        {
            "await" => batch.InTime(),
            "outcomes" => batch.OutcomesAsync().InTime(),
            "stream" => batch.ToListInTime(),
            _ => batch.AsCompleted().ToListInTime(),
        };
        await folder.UntilAsync("started-", 2);
        await cancel.CancelAsync();
        await AssertCancelledAsync(() => running, cancel.Token);
        await folder.UntilAsync("cancelled-", 2);
        await Deadline.UntilAsync(() => source.Disposed == 1, folder);
        Assert.Equal((2, 0), (folder.Count("started-"), folder.Count("ended-")));
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Batch_CancelledByTheTokenOfTheForm_ThrowsWithThatToken()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        Task<int[]> running = TWork.HoldAll(folder.Items(2)).WithCancellation(other.Token).ToArrayAsync(cancel.Token);
        await folder.UntilAsync("started-0");
        await cancel.CancelAsync();
        await AssertCancelledAsync(() => running.InTime(), cancel.Token);
    }

    [Fact]
    public async Task Stream_CancelledByTheEnumeratorsToken_ThrowsWithThatToken()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        Task reading = ReadAsync().InTime();
        await folder.UntilAsync("started-0");
        await cancel.CancelAsync();
        await AssertCancelledAsync(() => reading, cancel.Token);

        async Task ReadAsync()
        {
            // Not the batch's own WithCancellation: what await foreach does when it is handed a token by others.
            IAsyncEnumerable<int> items = TWork.HoldAll(folder.Items(2));
            await foreach (int _ in items.WithCancellation(cancel.Token))
            {
            }
        }
    }

    [Fact]
    public async Task Batch_CancelledWhileItsSourceBlocks_ThrowsAtOnce()
    {
        using var goOn = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        using var inside = new ManualResetEventSlim();
        var source = new WatchedSource { OnMove = () => { inside.Set(); goOn.Wait(Deadline.Limit); } };
        Task<int[]> running = TWork.SquareAll(source).ToArrayAsync(cancel.Token);
        Assert.True(inside.Wait(Deadline.Limit));
        await cancel.CancelAsync();
        await AssertCancelledAsync(() => running.InTime(), cancel.Token);
        goOn.Set();
        await Deadline.UntilAsync(() => source.Disposed == 1);
    }

    private static async Task AssertCancelledAsync(Func<Task> run, CancellationToken token) =>
        Assert.Equal(token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(run)).CancellationToken);
}
