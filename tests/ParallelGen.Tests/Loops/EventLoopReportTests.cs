using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using ParallelGen.Loops;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Loops;

/// <summary>What no caller is told is reported, and the loop goes on.</summary>
public class EventLoopReportTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task SlowTurn_OfAPostedCallback_IsReportedWithNameAndDuration()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        using ManualResetEventSlim entered = new(), leave = new();
        TimeSpan held = default;
        loop.SlowTurnThreshold = TimeSpan.FromTicks(1);
        loop.Post(HoldTheLoop);
        Assert.True(entered.Wait(s_limit));
        long since = Stopwatch.GetTimestamp();
        reports.AssertNoMore();
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromMilliseconds(1))
        {
            Thread.Yield();
        }

        held = Stopwatch.GetElapsedTime(since);
        leave.Set();

        EventLoopReport report = await reports.NextAsync();
        Assert.Equal(EventLoopReportKind.SlowTurn, report.Kind);
        Assert.Equal($"{nameof(EventLoopReportTests)}.{nameof(HoldTheLoop)}", report.Method);
        Assert.True(report.Duration >= held, $"{report.Duration} < {held}");
        Assert.Null(report.Exception);
        Assert.Contains($"{nameof(HoldTheLoop)} held the loop for", report.ToString(), StringComparison.Ordinal);

        void HoldTheLoop()
        {
            entered.Set();
            leave.Wait();
        }
    }

    [Fact]
    public async Task SlowTurn_OfAContinuation_NamesTheAsyncMethod()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        await loop.InvokeAsync(ContinueAsync).Within();
        EventLoopReport report = await reports.NextAsync();
        Assert.Equal($"{nameof(EventLoopReportTests)}.{nameof(ContinueAsync)}", report.Method);

        await loop.InvokeAsync(GenericAsync<string>).Within();
        Assert.Equal($"{nameof(EventLoopReportTests)}.{nameof(GenericAsync)}", (await reports.NextAsync()).Method);

        async Task ContinueAsync()
        {
            await Task.Delay(1);
            loop.SlowTurnThreshold = TimeSpan.Zero;
            loop.Post(() => loop.SlowTurnThreshold = Timeout.InfiniteTimeSpan);
        }

        async Task GenericAsync<T>()
        {
            await Task.Yield();
            loop.SlowTurnThreshold = TimeSpan.Zero;
            loop.Post(() => loop.SlowTurnThreshold = Timeout.InfiniteTimeSpan);
        }
    }

    [Fact]
    public async Task SlowTurn_OfAnItem_CarriesTheItemsName()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        loop.SlowTurnThreshold = TimeSpan.Zero;
        loop.Post(new NamedItem());
        Assert.Equal("Orders.Import", (await reports.NextAsync()).Method);
    }

    [Fact]
    public async Task SlowTurnThreshold_Infinite_ReportsNothing()
    {
        EventLoop loop = EventLoop.Get(nameof(SlowTurnThreshold_Infinite_ReportsNothing));
        Assert.Equal(TimeSpan.FromMilliseconds(100), loop.SlowTurnThreshold);
        using Reports reports = new(loop);
        loop.SlowTurnThreshold = Timeout.InfiniteTimeSpan;
        Assert.Equal(Timeout.InfiniteTimeSpan, loop.SlowTurnThreshold);
        using ManualResetEventSlim leave = new();
        Task held = loop.InvokeAsync(() => leave.Wait());
        loop.Post(() => loop.SlowTurnThreshold = TimeSpan.Zero);
        leave.Set();
        await held.Within();

        // The turn that set the threshold is the first that can be over it.
        Assert.Contains(nameof(SlowTurnThreshold_Infinite_ReportsNothing), (await reports.NextAsync()).Method, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => loop.SlowTurnThreshold = TimeSpan.FromSeconds(-2));
        loop.SlowTurnThreshold = TimeSpan.MaxValue;
    }

    [Fact]
    public async Task Exception_OfAPostedCallback_IsReportedAndTheLoopLivesOn()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        InvalidOperationException error = new("of a callback");
        loop.Post(Throw);
        EventLoopReport report = await reports.NextAsync();

        Assert.Equal(EventLoopReportKind.UnobservedException, report.Kind);
        Assert.Same(error, report.Exception);
        Assert.Same(loop, report.Loop);
        Assert.Equal($"{nameof(EventLoopReportTests)}.{nameof(Throw)}", report.Method);
        Assert.Equal(1, await loop.InvokeAsync(() => 1).Within());

        void Throw() => throw error;
    }

    [Fact]
    public async Task Exception_OfAnAsyncVoidMethod_IsReportedAndTheLoopLivesOn()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        InvalidOperationException error = new("of an async void method");
        loop.Post(ThrowLater);
        EventLoopReport report = await reports.NextAsync();

        Assert.Equal(EventLoopReportKind.UnobservedException, report.Kind);
        Assert.Same(error, report.Exception);
        Assert.Equal(1, await loop.InvokeAsync(() => 1).Within());
        Assert.Equal(0, loop.Operations);

        async void ThrowLater()
        {
            await Task.Delay(1);
            throw error;
        }
    }

    [Fact]
    public async Task Exception_OfACallThatNobodyAwaits_IsReportedOnceItsTaskIsCollected()
    {
        EventLoop loop = Loop();
        using Reports reports = new(loop);
        InvalidOperationException error = new("of a dropped call");
        Drop();
        await loop.InvokeAsync(() => { }).Within();

        Task<EventLoopReport> next = reports.NextAsync();
        while (!next.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Same(error, (await next).Exception);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Drop() => _ = loop.InvokeAsync(new Action(() => throw error));
    }

    [Fact]
    public async Task Exception_InRun_IsReportedAndRunGoesOn()
    {
        InvalidOperationException error = new("posted in Run");
        using Reports reports = new(report => report.Exception == error);
        int result = await Task.Run(() => EventLoop.Run(async () =>
        {
            EventLoop.Current!.Post(() => throw error);
            await Task.Yield();
            return 5;
        })).Within();

        Assert.Equal(5, result);
        Assert.Equal("main", (await reports.NextAsync()).Loop.Name);
    }

    [Fact]
    public async Task Continuation_ThatComesBackToAnEndedLoop_IsReported()
    {
        TaskCompletionSource late = new();
        EventLoop? loop = null;
        using Reports reports = new(report => report.Kind == EventLoopReportKind.AbandonedWork && report.Loop == Volatile.Read(ref loop));
        using Listener listener = new("main");
        await Task.Run(() => EventLoop.Run(() =>
        {
            loop = EventLoop.Current;
            _ = LeftBehindAsync();
            return Task.CompletedTask;
        })).Within();
        late.SetResult();

        EventLoopReport report = await reports.NextAsync();
        Assert.Equal($"{nameof(EventLoopReportTests)}.{nameof(LeftBehindAsync)}", report.Method);
        Assert.Contains("has ended", report.ToString(), StringComparison.Ordinal);
        EventWrittenEventArgs written = await listener.NextAsync("AbandonedWork");
        Assert.Equal(EventLevel.Error, written.Level);
        Assert.Equal(report.Method, written.Payload![1]);

        async Task LeftBehindAsync()
        {
            await late.Task;
            Assert.Fail("The loop had ended.");
        }
    }

    [Fact]
    public async Task Handler_ThatThrows_HindersNobody()
    {
        EventLoop loop = Loop();
        EventHandler<EventLoopReport> throwing = (_, report) =>
        {
            if (report.Loop == loop)
            {
                throw new InvalidOperationException("of a handler");
            }
        };
        EventLoop.Reported += throwing;
        try
        {
            using Reports reports = new(loop);
            loop.Post(() => throw new InvalidOperationException("of a callback"));
            Assert.Equal("of a callback", (await reports.NextAsync()).Exception!.Message);
            Assert.Equal(1, await loop.InvokeAsync(() => 1).Within());
        }
        finally
        {
            EventLoop.Reported -= throwing;
        }

        List<string> errors = [];
        LoopReports.Tell(EventLoopReport.Abandoned(loop, "Orders.Import"), throwing, errors.Add);
        Assert.Contains("of a handler", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("Orders.Import", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WithoutAHandler_GoesToStandardErrorIfSomethingWasLost()
    {
        List<string> errors = [];
        LoopReports.Tell(EventLoopReport.SlowTurn(Loop(), "Orders.Import", TimeSpan.FromSeconds(1)), null, errors.Add);
        Assert.Empty(errors);
        LoopReports.Tell(EventLoopReport.Unobserved(Loop(), "Orders.Import", new InvalidOperationException("lost?")), null, errors.Add);
        Assert.Contains("Orders.Import threw, and nobody awaits it: System.InvalidOperationException: lost?", errors[0], StringComparison.Ordinal);
        LoopReports.Tell(EventLoopReport.Abandoned(Loop(), "Orders.Import"), null, errors.Add);
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public async Task EventSource_WithAListener_WritesReports()
    {
        EventLoop loop = Loop();
        using Listener listener = new(loop.Name);
        using Reports reports = new(loop);
        loop.Post(() => throw new InvalidOperationException("seen by a listener"));
        await reports.NextAsync();
        EventWrittenEventArgs unobserved = await listener.NextAsync("UnobservedException");
        Assert.Equal(EventLevel.Error, unobserved.Level);
        Assert.Contains(nameof(EventSource_WithAListener_WritesReports), (string)unobserved.Payload![1]!, StringComparison.Ordinal);
        Assert.Contains("seen by a listener", (string)unobserved.Payload[2]!, StringComparison.Ordinal);

        loop.SlowTurnThreshold = TimeSpan.Zero;
        loop.Post(new NamedItem());
        EventWrittenEventArgs slow = await listener.NextAsync("SlowTurn");
        Assert.Equal("Orders.Import", slow.Payload![1]);
        Assert.True((double)slow.Payload[2]! > 0);
    }

    private static EventLoop Loop([CallerMemberName] string test = "") => Reports.QuietLoop(test);

    private sealed class NamedItem : ILoopWorkItem
    {
        public string? Name => "Orders.Import";

        public void Execute()
        {
        }
    }

    private sealed class Listener(string loop) : EventListener
    {
        private readonly System.Threading.Channels.Channel<EventWrittenEventArgs> _events = System.Threading.Channels.Channel.CreateUnbounded<EventWrittenEventArgs>();

        public async Task<EventWrittenEventArgs> NextAsync(string name)
        {
            EventWrittenEventArgs next;
            do
            {
                next = await _events.Reader.ReadAsync().Within();
            }
            while (next.EventName != name);
            return next;
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "ParallelGen")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            // Called by the base constructor's events too, before this class has its fields.
            if (eventData.Payload is [string name, ..] && name == loop)
            {
                _events?.Writer.TryWrite(eventData);
            }
        }
    }
}
