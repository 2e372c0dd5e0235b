using ParallelGen.Loops;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Loops;

/// <summary>EventLoop.Run: a loop on the calling thread that ends with its work.</summary>
public class EventLoopRunTests
{
    [Fact]
    public Task Run_OfAMain_StaysOnTheCallingThread() => OnAThread(() =>
    {
        int thread = Environment.CurrentManagedThreadId;
        SynchronizationContext before = new();
        SynchronizationContext.SetSynchronizationContext(before);

        int result = EventLoop.Run(async () =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            Assert.Equal("main", EventLoop.Current!.Name);
            await Task.Delay(1);
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Null(EventLoop.Current);
        Assert.Same(before, SynchronizationContext.Current);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Run_OfAMainThatThrows_RethrowsThatVeryException(bool afterAnAwait) => OnAThread(() =>
    {
        InvalidOperationException error = new("own");
        async Task MainThatThrows()
        {
            if (afterAnAwait)
            {
                await Task.Yield();
            }

            throw error;
        }

        var thrown = Assert.Throws<InvalidOperationException>(() => EventLoop.Run(MainThatThrows));
        Assert.Same(error, thrown);
        Assert.Contains(nameof(MainThatThrows), thrown.StackTrace, StringComparison.Ordinal);
        Assert.Same(error, Assert.Throws<InvalidOperationException>(() => EventLoop.Run(new Func<Task<int>>(() => throw error))));
        Assert.Null(EventLoop.Current);
    });

    [Fact]
    public Task Run_OfAMainThatIsCancelled_ThrowsThat() => OnAThread(() =>
    {
        using CancellationTokenSource cancel = new();
        var thrown = Assert.Throws<TaskCanceledException>(() => EventLoop.Run(async () =>
        {
            cancel.CancelAfter(1);
            await Task.Delay(Timeout.Infinite, cancel.Token);
        }));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
    });

    [Fact]
    public Task Run_OfAMainThatEndsElsewhere_Returns() => OnAThread(() =>
        Assert.Equal(3, EventLoop.Run(() => Task.Run(async () =>
        {
            await Task.Delay(1);
            return 3;
        }))));

    [Fact]
    public Task Run_WhoseMainStartedWork_EndsAfterIt() => OnAThread(() =>
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> ended = [];
        EventLoop.Run(() =>
        {
            EventLoop loop = EventLoop.Current!;
            StartVoid();
            _ = loop.InvokeAsync(async () =>
            {
                await go.Task;
                ended.Add("call");
            });
            loop.Post(() => loop.Post(() =>
            {
                ended.Add("posted");
                go.SetResult();
            }));
            _ = new TaskFactory(loop.TaskScheduler).StartNew(() => ended.Add("task"));
            return Task.CompletedTask;
        });

        Assert.Equal(["call", "posted", "task", "void"], ended.Order());

        async void StartVoid()
        {
            await go.Task;
            await Task.Delay(1);
            ended.Add("void");
        }
    });

    [Fact]
    public Task Run_WhoseMainFailed_RethrowsWhenTheStartedWorkHasEnded() => OnAThread(() =>
    {
        bool ended = false;
        Assert.Throws<InvalidOperationException>(() => EventLoop.Run(() =>
        {
            StartVoid();
            throw new InvalidOperationException();
        }));
        Assert.True(ended);

        async void StartVoid()
        {
            await Task.Delay(1);
            ended = true;
        }
    });

    [Fact]
    public Task Run_WithAnOperationThatCompletesElsewhere_EndsThen() => OnAThread(() =>
    {
        EventLoop? loop = null;
        Task? elsewhere = null;
        bool completed = false;
        EventLoop.Run(() =>
        {
            loop = EventLoop.Current!;
            loop.OperationStarted();
            elsewhere = Task.Run(async () =>
            {
                await Task.Delay(5);
                completed = true;
                loop.OperationCompleted();
            });
            return Task.CompletedTask;
        });
        Assert.True(completed);
        Assert.Equal(0, loop!.Operations);
    });

    [Fact]
    public Task Run_OnALoopsThread_Throws() => OnAThread(() =>
    {
        EventLoop.Run(async () =>
        {
            await Task.Yield();
            var thrown = Assert.Throws<InvalidOperationException>(() => EventLoop.Run(() => Task.CompletedTask));
            Assert.Contains("'main'", thrown.Message, StringComparison.Ordinal);
        });
        EventLoop.Run(() => Task.CompletedTask);
    });

    [Fact]
    public Task Run_OnTheThreadOfANamedLoop_Throws() => EventLoop.Get(nameof(EventLoopRunTests)).InvokeAsync(() =>
        Assert.Throws<InvalidOperationException>(() => EventLoop.Run(() => Task.CompletedTask))).Within();

    [Fact]
    public Task Run_Ended_RefusesWork() => OnAThread(() =>
    {
        EventLoop loop = EventLoop.Run(() => Task.FromResult(EventLoop.Current!));
        var thrown = Assert.Throws<InvalidOperationException>(() => loop.Post(NeverRuns));
        Assert.Contains("has ended", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NeverRuns), thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => { _ = loop.InvokeAsync(NeverRuns); });
        Assert.Throws<InvalidOperationException>(() => loop.SynchronizationContext.Send(_ => NeverRuns(), null));
        Assert.Throws<TaskSchedulerException>(() => { _ = new TaskFactory(loop.TaskScheduler).StartNew(NeverRuns); });
        Assert.Equal(0, loop.Operations);

        static void NeverRuns() => Assert.Fail("The loop had ended.");
    });

    [Fact]
    public Task Run_AgainAndAgain_LosesNoEnd() => OnAThread(() =>
    {
        // The last completion comes from another thread while the loop looks whether it may end.
        for (int i = 0; i < 2_000; i++)
        {
            EventLoop.Run(() => Task.Run(() => { }));
        }
    });

    [Fact]
    public Task Run_InAFlowedContext_StartsEveryTurnInIt() => OnAThread(() =>
    {
        AsyncLocal<string> ambient = new() { Value = "caller's" };
        EventLoop.Run(async () =>
        {
            Assert.Equal("caller's", ambient.Value);
            TaskCompletionSource<string?> posted = new();
            EventLoop.Current!.SynchronizationContext.Post(_ => posted.SetResult(ambient.Value), null);
            Assert.Equal("caller's", await posted.Task);
        });
    });

    /// <summary>A thread of its own with the deadline: a loop that does not end must not take the test's thread with it.</summary>
    private static Task OnAThread(Action test) =>
        Task.Factory.StartNew(test, default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Within();
}
