using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ParallelGen.EndToEnd;

/// <summary>Options of the attribute that one model or another has, through generated members.</summary>
public sealed class ModelMethodTests
{
    [Fact]
    public async Task EventLoop_NamedByTheAttribute_RunsCallsAndBatchesThere()
    {
        (string?, string?) there = (ModelMethods.Loop, ModelMethods.Loop);
        Assert.Equal(there, await ModelMethods.LoopNameAsync().InTime());
        Assert.All(await ModelMethods.LoopNameAll(5).ToArrayAsync().InTime(), names => Assert.Equal(there, names));
        Assert.Equal(there, await EventLoop.Get("another").InvokeAsync(() => ModelMethods.LoopNameAsync()).InTime());
    }

    [Fact]
    public async Task EventLoop_SlowTurnOfAGeneratedCall_IsReportedWithTheMethod()
    {
        EventLoop loop = EventLoop.Get(ModelMethods.SlowLoop);
        using var reports = new LoopReports(loop);
        loop.SlowTurnThreshold = TimeSpan.Zero;
        await ModelMethods.HoldAsync().InTime();
        EventLoopReport report = await reports.NextAsync();
        Assert.Equal(EventLoopReportKind.SlowTurn, report.Kind);
        Assert.EndsWith("ModelMethods.HoldCore", report.Method, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EventLoop_GeneratedCallThatFailsAndIsDropped_IsReportedWithTheMethod(bool later)
    {
        EventLoop loop = EventLoop.Get(ModelMethods.LosingLoop);
        loop.SlowTurnThreshold = Timeout.InfiniteTimeSpan; // on a busy machine a turn may be slow, and would be reported first
        string message = $"dropped, {later}";
        using var reports = new LoopReports(loop);
        Drop();
        Task<EventLoopReport> next = reports.NextAsync();
        while (!next.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        EventLoopReport report = await next;
        Assert.Equal(message, report.Exception!.Message);
        Assert.EndsWith(later ? "ModelMethods.FailLaterCore" : "ModelMethods.FailCore", report.Method, StringComparison.Ordinal);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Drop() => _ = later ? ModelMethods.FailLaterAsync(message) : ModelMethods.FailAsync(message);
    }

    [Fact]
    public async Task ThreadOptions_OfAMethodOnAThread_AreItsThreads()
    {
        const int Depth = 200_000;
        Assert.Equal((ModelMethods.ThreadName, ThreadPriority.BelowNormal, Depth), await ModelMethods.DeepOnThreadAsync(Depth).InTime());
    }

    [Fact]
    public async Task ThreadOptions_OfAMethodInAProcess_AreItsThreadsThere()
    {
        const int Depth = 200_000;
        Assert.Equal((ModelMethods.ThreadName, ThreadPriority.BelowNormal, Depth), await ModelMethods.DeepInProcessAsync(Depth).InTime());
    }

    [Fact]
    public async Task Process_EveryCall_IsInitializedKnowsItsPlaceAndFindsNoStatics()
    {
        (bool IsWorker, int Index, string? Pool, int InitializerRuns, int Calls)[] calls = await ModelMethods.InProcessAll(3).ToArrayAsync().InTime();
        Assert.All(calls, call =>
        {
            Assert.True(call.IsWorker);
            Assert.InRange(call.Index, 0, int.MaxValue);
            Assert.Equal(ProcessPool.DefaultName, call.Pool);
            Assert.Equal((1, 1), (call.InitializerRuns, call.Calls));
        });
    }

    [Fact]
    public async Task Batch_OnThreads_RunsCallsAtTheSameTime()
    {
        using var both = new Barrier(2);
        await ModelMethods.MeetOnThreadsAll([both, both]).RunAsync().InTime();
    }

    [Fact]
    public async Task Batch_OnTheThreadPool_RunsCallsAtTheSameTime()
    {
        using var both = new Barrier(2);
        await ModelMethods.MeetOnThreadPoolAll([both, both]).RunAsync().InTime();
    }

    private sealed class LoopReports : IDisposable
    {
        private readonly EventLoop _loop;
        private readonly ConcurrentQueue<EventLoopReport> _reports = new();
        private readonly SemaphoreSlim _count = new(0);

        public LoopReports(EventLoop loop)
        {
            _loop = loop;
            EventLoop.Reported += Take;
        }

        public async Task<EventLoopReport> NextAsync()
        {
            await _count.WaitAsync().InTime();
            Assert.True(_reports.TryDequeue(out EventLoopReport? report));
            return report;
        }

        public void Dispose()
        {
            EventLoop.Reported -= Take;
            _count.Dispose();
        }

        private void Take(object? sender, EventLoopReport report)
        {
            if (report.Loop == _loop)
            {
                _reports.Enqueue(report);
                _count.Release();
            }
        }
    }
}
