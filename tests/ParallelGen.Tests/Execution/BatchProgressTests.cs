using System.Diagnostics;

namespace ParallelGen.Tests.Execution;

public sealed class BatchProgressTests
{
    [Fact]
    public async Task Reports_OfALargeBatch_AreFewOrderedAndNeverOverlap()
    {
        const int Count = 20_000;
        var handler = new RecordingHandler();
        long started = Stopwatch.GetTimestamp();
        Batch<int> batch = Batches.Of(Enumerable.Range(0, Count), new PoolLane<int, int>(i => i)).WithProgress(handler);
        await batch.ToArrayAsync().Within();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        List<BatchProgress> reports = handler.Reports;
        Assert.InRange(reports.Count, 1, 2 + (int)Math.Ceiling(seconds * 10));
        Assert.Equal(reports.OrderBy(report => report.Completed).ThenBy(report => report.Elapsed), reports);
        Assert.False(handler.Overlapped);
        Assert.Equal(0, handler.ReportsOffThePool);
        Assert.All(reports, report => Assert.Equal(Count, report.Total));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task LastReport_InEveryForm_CountsEverythingAndComesBeforeCompletion(int count)
    {
        Func<Batch<int>, Task>[] forms =
        [
            batch => batch.OutcomesAsync(),
            batch => batch.AsCompleted().ToList(),
            batch => Assert.ThrowsAsync<BatchException>(() => batch.ToArrayAsync()),
        ];
        foreach (Func<Batch<int>, Task> run in count > 3 ? forms : forms[..2])
        {
            var handler = new RecordingHandler();
            var lane = new PoolLane<int, int>(i => i == 3 ? throw new InvalidDataException() : i);
            await run(Batches.Of(new ProbedSource(count), lane).WithProgress(handler)).Within();
            BatchProgress last = handler.Reports[^1];
            Assert.Equal((count, count > 3 ? 1 : 0, count), (last.Completed, last.Failed, last.Total!.Value));
            Assert.Equal(count > 0 ? TimeSpan.Zero : null, last.Remaining);
            Assert.Equal(count > 0, last.ItemsPerSecond > 0);
        }
    }

    [Fact]
    public async Task Total_OfASourceThatCannotTell_IsNullUntilItEnds()
    {
        var handler = new RecordingHandler();
        var source = new PushedSource();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(source, lane).WithProgress(handler).ToArrayAsync();
        source.Push(1);
        ScriptedLane<int>.Session session = await lane.Submitted(1);
        session.Succeed(0, 0);
        await handler.Until(reports => reports.Count == 1);
        Assert.Null(handler.Reports[0].Total);
        Assert.Null(handler.Reports[0].Remaining);
        source.End();
        await running.Within();
        Assert.Equal(1, handler.Reports[^1].Total);
    }

    [Fact]
    public async Task SlowBatch_AfterABurst_ReportsItsLatestStateWithoutAnotherCompletion()
    {
        var handler = new RecordingHandler();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(Enumerable.Range(0, 4).ToList(), lane).WithProgress(handler).ToArrayAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(4);
        for (int i = 0; i < 3; i++)
        {
            session.Succeed(i, i);
        }

        await handler.Until(reports => reports.Any(report => report.Completed == 3));
        Assert.Equal(4, handler.Reports[^1].Total);
        Assert.NotNull(handler.Reports[^1].Remaining);
        session.Succeed(3, 3);
        await running.Within();
    }

    [Fact]
    public async Task HandlerThatThrows_FailsTheBatchWithThatException()
    {
        var error = new InvalidDataException();
        var source = new ProbedSource();
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => i)).WithProgress(new ThrowingHandler(error));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => batch.ToList().Within()));
        Assert.Equal(1, source.Disposed);
        Batch<int> empty = Batches.Of<int, int>([], new PoolLane<int, int>(i => i)).WithProgress(new ThrowingHandler(error));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => empty.ToArrayAsync().Within()));
    }

    [Fact]
    public async Task HandlerThatBlocks_DelaysNeitherItemsNorCancellation()
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var handler = new RecordingHandler { OnReport = () => release.Wait(TimeSpan.FromSeconds(30)) };
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(Enumerable.Range(0, 3), lane).WithProgress(handler).ToArrayAsync(cancel.Token);
        ScriptedLane<int>.Session session = await lane.Submitted(3);
        for (int i = 0; i < 3; i++)
        {
            session.Succeed(i, i);
        }

        await handler.Until(reports => reports.Count == 1);
        Assert.False(running.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        release.Set();
    }

    [Fact]
    public async Task LastReport_WhileAnotherIsUnderWay_WaitsForIt()
    {
        var lane = new ScriptedLane<int>();
        RecordingHandler handler = null!;
        bool first = true;
        handler = new RecordingHandler
        {
            OnReport = () =>
            {
                if (first)
                {
                    first = false;
                    lane[0].Succeed(1, 1);
                    // Time for the last report to come too early.
                    SpinWait.SpinUntil(() => handler.Overlapped, TimeSpan.FromMilliseconds(100));
                }
            },
        };
        Task<int[]> running = Batches.Of(Enumerable.Range(0, 2), lane).WithProgress(handler).ToArrayAsync();
        (await lane.Submitted(2)).Succeed(0, 0);
        await running.Within();
        Assert.False(handler.Overlapped);
        Assert.Equal([1L, 2L], handler.Reports.Select(report => report.Completed));
    }

    private sealed class ThrowingHandler(Exception error) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => throw error;
    }

    private sealed class RecordingHandler : IProgress<BatchProgress>
    {
        private readonly Observed _state = new();
        private readonly List<BatchProgress> _reports = [];
        private int _inside;

        public Action? OnReport { get; init; }

        public bool Overlapped { get; private set; }

        public int ReportsOffThePool { get; private set; }

        public List<BatchProgress> Reports => _state.Read(() => _reports.ToList());

        public Task Until(Func<List<BatchProgress>, bool> condition) => _state.Until(() => condition(_reports));

        public void Report(BatchProgress value)
        {
            bool overlaps = Interlocked.Increment(ref _inside) != 1;
            bool offThePool = !Thread.CurrentThread.IsThreadPoolThread;
            _state.Change(() =>
            {
                Overlapped |= overlaps;
                ReportsOffThePool += offThePool ? 1 : 0;
                _reports.Add(value);
            });
            OnReport?.Invoke();
            Interlocked.Decrement(ref _inside);
        }
    }
}
