using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Processes;

/// <summary>Reports from real workers. The pool has one worker, so that what would hang there hangs.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Report_FromAMethod_ArrivesInOrderBeforeTheResult()
    {
        var handler = new Handler();
        Assert.Equal(1000, await ReportCall.RunAsync(1000, "plain", handler).Within());
        Assert.Equal(Enumerable.Range(0, 1000), handler.Told);
    }

    [Fact]
    public async Task Report_SlowHandler_LastReportIsHandledBeforeTheResultIsTold()
    {
        using var go = new ManualResetEventSlim();
        var handler = new Handler(value => { if (value == 9) { go.Wait(); } });
        Task<int> call = ReportCall.RunAsync(10, "plain", handler);
        ScriptedPool.Until(() => handler.Told.Length == 10, "the last report");
        // The worker is free all the while.
        Assert.Equal(-1, await ReportCall.RunAsync(0, "plain", null).Within());
        Assert.False(call.IsCompleted);
        go.Set();
        Assert.Equal(10, await call.Within());
    }

    [Fact]
    public async Task Report_NoHandler_MethodGetsNone() => Assert.Equal(-1, await ReportCall.RunAsync(3, "plain", null).Within());

    [Fact]
    public async Task Report_MethodThrows_ReportsArriveBeforeTheException()
    {
        var handler = new Handler();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => ReportCall.RunAsync(5, "throw", handler).Within());
        Assert.Equal(Enumerable.Range(0, 5), handler.Told);
    }

    [Fact]
    public async Task Report_WorkerDies_ReportsArriveBeforeTheCrash()
    {
        var handler = new Handler();
        await Assert.ThrowsAsync<WorkerCrashedException>(() => ReportCall.RunAsync(50, "crash", handler).Within());
        Assert.Equal(Enumerable.Range(0, 50), handler.Told);
    }

    [Fact]
    public async Task Report_FromSeveralThreads_EachThreadsStayInOrderAndNoneIsLost()
    {
        var handler = new Handler();
        await ReportCall.RunAsync(2000, "threads", handler).Within();
        int[] told = handler.Told;
        Assert.Equal(Enumerable.Range(0, 8000), told.Order());
        for (int thread = 0; thread < 4; thread++)
        {
            Assert.Equal(Enumerable.Range(thread * 2000, 2000), told.Where(value => value / 2000 == thread));
        }
    }

    [Fact]
    public async Task Report_Batch_EveryItemsReportsArriveBeforeTheBatchEnds()
    {
        var handler = new Handler();
        int[] results = await ReportCall.All(Enumerable.Repeat(3, 100), "plain", handler).WithChunkSize(7).ToArrayAsync().Within();
        Assert.All(results, result => Assert.Equal(3, result));
        Assert.Equal(Enumerable.Repeat(Enumerable.Range(0, 3), 100).SelectMany(values => values).Order(), handler.Told.Order());
    }

    [Fact]
    public async Task Report_Flood_AllArriveAndTheWorkerWaitsForTheHandler()
    {
        const int count = 200_000;
        int next = 0;
        var handler = new InOrder(value => Assert.Equal(next++, value));
        Assert.Equal(count, await ReportCall.RunAsync(count, "plain", handler).Within());
        Assert.Equal(count, next);
    }

    [Fact]
    public async Task Report_AfterTheCallHasEnded_IsDropped()
    {
        var handler = new Handler();
        await ReportCall.RunAsync(1, "keep", handler).Within();
        await ReportCall.RunAsync(1, "use kept", handler).Within();
        await ReportCall.RunAsync(1, "plain", handler).Within();
        Assert.Equal([0], handler.Told);
    }

    [Fact]
    public async Task Report_ThatCannotBeEncoded_ThrowsIntoTheMethodAndTheNextOneArrives()
    {
        var handler = new Handler();
        await ReportCall.RunAsync(1, "unwritable", handler).Within();
        Assert.Equal([7], handler.Told);
    }

    [Fact]
    public async Task Report_ThatCannotBeDecoded_FailsTheCallAndCancelsTheMethod()
    {
        await Assert.ThrowsAsync<FormatException>(() => ReportCall.RunAsync(1, "unreadable", new Handler()).Within());
        Assert.Equal(-1, await ReportCall.RunAsync(1, "plain", null).Within());
    }

    [Fact]
    public async Task Handler_Throws_CallFailsWithThatExceptionAndTheMethodIsCancelled()
    {
        var error = new InvalidTimeZoneException("of the handler");
        var handler = new Handler(value => { if (value == 2) { throw error; } });
        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => ReportCall.RunAsync(1, "until cancelled", handler).Within()));
        Assert.Equal([0, 1, 2], handler.Told);
        Assert.Equal(-1, await ReportCall.RunAsync(1, "plain", null).Within());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public async Task Handler_WaitsForACallOfItsOwnOnTheSamePool_NothingDeadlocks(int count)
    {
        var handler = new Handler(value =>
        {
            if (value == 3)
            {
                Assert.Equal(-1, ReportCall.RunAsync(0, "plain", null).Within().GetAwaiter().GetResult());
            }
        });
        Assert.Equal(count, await ReportCall.RunAsync(count, "plain", handler).Within());
        Assert.Equal(Enumerable.Range(0, count), handler.Told);
    }

    [Fact]
    public async Task Handler_BlocksForEver_CancellingTheCallTellsItsCallerAtOnce()
    {
        using var go = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        var handler = new Handler(_ => go.Wait());
        Task<int> call = ReportCall.RunAsync(1, "plain", handler, source.Token);
        ScriptedPool.Until(() => handler.Told.Length == 1, "the report");
        await source.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => call.Within());
        go.Set();
    }

    [Fact]
    public async Task Cancel_MethodWaitsForCredit_ItEndsWithoutBeingKilled()
    {
        using var go = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        ProcessPool pool = ProcessPool.Get(ReportCall.Pool);
        await pool.WarmUpAsync().Within();
        int process = pool.GetSnapshot().Workers[0].ProcessId;
        var handler = new Handler(_ => go.Wait());
        Task<int> call = ReportCall.RunAsync(1, "until cancelled", handler, source.Token);
        ScriptedPool.Until(() => handler.Told.Length == 1, "the first report");
        await source.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => call.Within());
        Assert.Equal(-1, await ReportCall.RunAsync(0, "plain", null).Within());
        Assert.Equal(process, pool.GetSnapshot().Workers[0].ProcessId);
        go.Set();
        Assert.Equal([0], handler.Told);
    }

    private sealed class InOrder(Action<int> handle) : IProgress<int>
    {
        public void Report(int value) => handle(value);
    }
}
