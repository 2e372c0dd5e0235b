using System.Runtime.CompilerServices;
using ParallelGen.Tests.Execution;
using LoopWork = ParallelGen.Tests.Execution.Threads.LoopWork;

namespace ParallelGen.Tests.Loops;

/// <summary>Errors of tasks that nobody awaits: reported, and thrown by the Run that they belong to.</summary>
public class EventLoopLostErrorTests
{
    private const string LoopWorkName = "Test.LoopWork";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task GeneratedCall_ThatNobodyAwaits_IsReportedWithItsMethod(bool later, bool withToken)
    {
        EventLoop loop = Reports.QuietLoop($"{nameof(GeneratedCall_ThatNobodyAwaits_IsReportedWithItsMethod)} {later} {withToken}");
        using CancellationTokenSource cancel = new();
        using Reports reports = new(loop);
        InvalidOperationException error = new("of a dropped call");
        await loop.InvokeAsync(Drop).Within();

        EventLoopReport report = await CollectedAsync(reports);
        Assert.Equal(EventLoopReportKind.UnobservedException, report.Kind);
        Assert.Same(error, report.Exception);
        Assert.Equal(LoopWorkName, report.Method);
        reports.AssertNoMore();

        void Drop() => _ = LoopWork.RunAsync(FailAsync, withToken ? cancel.Token : default);

        async Task<int> FailAsync()
        {
            if (later)
            {
                await Task.Yield();
            }

            throw error;
        }
    }

    [Fact]
    public async Task InvokedCall_ThatNobodyAwaits_IsReportedWithItsMethod()
    {
        EventLoop loop = Reports.QuietLoop(nameof(InvokedCall_ThatNobodyAwaits_IsReportedWithItsMethod));
        using Reports reports = new(loop);
        Drop();
        Assert.Equal($"{nameof(EventLoopLostErrorTests)}.{nameof(FailAsync)}", (await CollectedAsync(reports)).Method);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Drop() => _ = loop.InvokeAsync(FailAsync);

        static async Task FailAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("of a dropped call");
        }
    }

    [Theory]
    [InlineData(Way.Invoke, false)]
    [InlineData(Way.Invoke, true)]
    [InlineData(Way.InvokeWithResult, true)]
    [InlineData(Way.Call, false)]
    [InlineData(Way.Call, true)]
    [InlineData(Way.CallWithToken, true)]
    [InlineData(Way.Batch, true)]
    public async Task Run_WithATaskThatFailsAndIsDropped_ReportsAndThrowsItsError(Way way, bool elsewhere)
    {
        InvalidOperationException error = new("dropped");
        using CancellationTokenSource cancel = new();
        using Reports reports = new(report => Is(report.Exception, error));
        Exception thrown = await ThrownByRunAsync(async () =>
        {
            await Task.Yield();
            Start(way, () => FailAsync(elsewhere, error), cancel.Token);
        });

        // The engine makes one exception of a batch's failures.
        Assert.True(Is(thrown, error), thrown.ToString());
        EventLoopReport report = await reports.NextAsync();
        Assert.Equal("main", report.Loop.Name);
        Assert.Contains(way is Way.Invoke or Way.InvokeWithResult ? nameof(Start) : LoopWorkName, report.Method, StringComparison.Ordinal);
        reports.AssertNoMore();
    }

    [Fact]
    public async Task Run_WithSeveralDroppedErrors_ThrowsThemInOne()
    {
        InvalidOperationException[] errors = [new("1"), new("2"), new("3")];
        Exception thrown = await ThrownByRunAsync(() =>
        {
            foreach (InvalidOperationException error in errors)
            {
                Start(Way.Invoke, () => FailAsync(false, error));
            }

            return Task.CompletedTask;
        });
        var all = Assert.IsType<AggregateException>(thrown);
        Assert.Equal(errors, all.InnerExceptions.OrderBy(error => error.Message));
        Assert.Contains("'main'", all.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhoseMainFailsToo_ThrowsTheMainsErrorAndReportsTheOther()
    {
        InvalidOperationException error = new("dropped"), own = new("own");
        using Reports reports = new(report => report.Exception == error);
        Assert.Same(own, await ThrownByRunAsync(() =>
        {
            Start(Way.Invoke, () => FailAsync(false, error));
            throw own;
        }));
        await reports.NextAsync();
    }

    [Fact]
    public async Task Run_WithAnErrorThatWasObserved_Returns()
    {
        InvalidOperationException error = new("observed");
        using Reports reports = new(report => report.Exception == error);
        await Task.Run(() => EventLoop.Run(async () =>
        {
            Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => EventLoop.Current!.InvokeAsync(() => FailAsync(true, error))));
            Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => LoopWork.RunAsync(() => FailAsync(true, error))));
            await Assert.ThrowsAsync<BatchException>(async () => await LoopWork.Batch(1, (_, _) => FailAsync(true, error)));
        })).Within();
        reports.AssertNoMore();
    }

    [Fact]
    public async Task Run_WithAFailedTaskThatTheCallerHolds_LeavesItToThem()
    {
        InvalidOperationException error = new("held");
        using Reports reports = new(report => report.Exception == error);
        Task? held = null;
        await Task.Run(() => EventLoop.Run(() =>
        {
            held = EventLoop.Current!.InvokeAsync(() => FailAsync(true, error));
            return Task.CompletedTask;
        })).Within();
        Assert.True(held!.IsFaulted);
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => held));
        reports.AssertNoMore();
    }

    [Fact]
    public Task Run_WithDroppedWorkThatGivesItselfUp_Returns() => Task.Run(() => EventLoop.Run(() =>
    {
        Start(Way.Invoke, () => FailAsync(false, new OperationCanceledException()));
        Start(Way.Call, () => FailAsync(false, new OperationCanceledException()));
        _ = EventLoop.Current!.InvokeAsync(new Action(() => throw new OperationCanceledException()));
        return Task.CompletedTask;
    })).Within();

    private static bool Is(Exception? thrown, Exception error) => thrown == error || (thrown is BatchException batch && batch.Failures[0].Error == error);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(Way way, Func<Task<int>> fail, CancellationToken cancel = default) => _ = way switch
    {
        Way.Invoke => EventLoop.Current!.InvokeAsync(async Task () => await fail()),
        Way.InvokeWithResult => EventLoop.Current!.InvokeAsync(async () => await fail()),
        Way.Call => LoopWork.RunAsync(fail, CancellationToken.None),
        Way.CallWithToken => LoopWork.RunAsync(fail, cancel),
        _ => LoopWork.Batch(1, (_, _) => fail()).ToArrayAsync(cancel),
    };

    private static async Task<int> FailAsync(bool elsewhere, Exception error)
    {
        if (elsewhere)
        {
            await Task.Run(static () => { }).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        else
        {
            await Task.Yield();
        }

        throw error;
    }

    private static Task<Exception> ThrownByRunAsync(Func<Task> main) => Task.Run(() => Assert.ThrowsAny<Exception>(() => EventLoop.Run(main))).Within();

    private static async Task<EventLoopReport> CollectedAsync(Reports reports)
    {
        Task<EventLoopReport> next = reports.NextAsync();
        while (!next.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        return await next;
    }

    public enum Way
    {
        Invoke,
        InvokeWithResult,
        Call,
        CallWithToken,
        Batch,
    }
}
