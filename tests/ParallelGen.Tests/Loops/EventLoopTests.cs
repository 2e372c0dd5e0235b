using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Loops;

/// <summary>Named loops: one thread, one turn after the other.</summary>
public class EventLoopTests
{
    private static readonly AsyncLocal<string?> s_ambient = new();

    private readonly EventLoop _loop = EventLoop.Get(nameof(EventLoopTests));

    [Fact]
    public async Task Tasks_ThatShareACounter_NeedNoLock()
    {
        int sum = 0;
        HashSet<int> threads = [];

        async Task IncrementAsync()
        {
            for (int i = 0; i < 1_000; i++)
            {
                int read = sum;
                threads.Add(Environment.CurrentManagedThreadId);
                sum = read + 1;
                await Task.Yield();
            }
        }

        await _loop.InvokeAsync(() => Task.WhenAll(Enumerable.Range(0, 500).Select(_ => IncrementAsync()))).Within();

        Assert.Equal(500_000, sum);
        Assert.Single(threads);
    }

    [Fact]
    public void Get_SameName_GivesTheSameLoop()
    {
        EventLoop[] loops = new EventLoop[8];
        Parallel.For(0, loops.Length, i => loops[i] = EventLoop.Get("asked for by many"));
        Assert.All(loops, loop => Assert.Same(loops[0], loop));
        Assert.NotSame(loops[0], EventLoop.Get("another"));
        Assert.Same(EventLoop.Get(), EventLoop.Get("default"));
        Assert.Equal("default", EventLoop.Get().Name);
        Assert.Throws<ArgumentException>(() => EventLoop.Get(""));
    }

    [Fact]
    public async Task Current_OnTheLoop_IsTheLoopAndItsThreadIsItsOwn()
    {
        Assert.Null(EventLoop.Current);
        Assert.False(_loop.IsCurrent);
        var (current, isCurrent, context, thread) = await _loop.InvokeAsync(
            () => (EventLoop.Current, _loop.IsCurrent, SynchronizationContext.Current, Thread.CurrentThread)).Within();

        Assert.Same(_loop, current);
        Assert.True(isCurrent);
        Assert.Same(_loop.SynchronizationContext, context);
        Assert.True(thread.IsBackground);
        Assert.False(thread.IsThreadPoolThread);
        Assert.Equal($"EventLoop {_loop.Name}", thread.Name);
    }

    [Fact]
    public Task Await_OnTheLoop_ComesBackToIt() => _loop.InvokeAsync(async () =>
    {
        await Task.Delay(1);
        Assert.Same(_loop, EventLoop.Current);

        await Task.Run(() => Assert.Null(EventLoop.Current));
        Assert.Same(_loop, EventLoop.Current);

        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "read by the loop");
        Assert.Same(_loop, EventLoop.Current);
        Assert.Equal("read by the loop", await File.ReadAllTextAsync(file));
        Assert.Same(_loop, EventLoop.Current);
        File.Delete(file);

        using CancellationTokenSource cancel = new();
        Task endless = Task.Delay(Timeout.Infinite, cancel.Token);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Same(_loop, EventLoop.Current);
    }).Within();

    [Fact]
    public async Task Await_OfAnotherLoop_ComesBack()
    {
        EventLoop other = EventLoop.Get("another");
        await _loop.InvokeAsync(async () =>
        {
            Assert.Same(other, await other.InvokeAsync(() => EventLoop.Current));
            Assert.Same(_loop, EventLoop.Current);
        }).Within();
    }

    [Fact]
    public Task ConfigureAwaitFalse_LeavesTheLoop() => _loop.InvokeAsync(async () =>
    {
        await Task.Run(async () => await Task.Delay(1)).ConfigureAwait(false);
        Assert.Null(EventLoop.Current);
        Assert.NotSame(_loop.SynchronizationContext, SynchronizationContext.Current);
    }).Within();

    [Fact]
    public async Task InvokeAsync_OfWhateverKind_EndsAsTheFunctionDid()
    {
        InvalidOperationException error = new("own");
        using CancellationTokenSource cancel = new();
        cancel.Cancel();

        Assert.Equal(7, await _loop.InvokeAsync(() => 7).Within());
        Assert.Equal(8, await _loop.InvokeAsync(async () => { await Task.Yield(); return 8; }).Within());
        await _loop.InvokeAsync(() => { }).Within();
        await _loop.InvokeAsync(() => Task.CompletedTask).Within();
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => _loop.InvokeAsync(new Action(() => throw error)).Within()));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => _loop.InvokeAsync(new Func<int>(() => throw error)).Within()));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => _loop.InvokeAsync(async () => { await Task.Yield(); throw error; }).Within()));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => _loop.InvokeAsync(new Func<Task<int>>(() => throw error)).Within()));
        var cancelled = await Assert.ThrowsAsync<TaskCanceledException>(() => _loop.InvokeAsync(() => Task.FromCanceled<int>(cancel.Token)).Within());
        Assert.Equal(cancel.Token, cancelled.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _loop.InvokeAsync(new Func<Task>(() => null!)).Within());
    }

    [Fact]
    public async Task Post_RunsInThePostersContext_AndLeavesNothingBehind()
    {
        TaskCompletionSource<string?> seen = new(), next = new(), state = new();
        s_ambient.Value = "poster's";
        _loop.Post(() =>
        {
            seen.SetResult(s_ambient.Value);
            s_ambient.Value = "set by a callback";
            SynchronizationContext.SetSynchronizationContext(null);
        });
        _loop.SynchronizationContext.Post(_ => next.SetResult($"{s_ambient.Value ?? "nothing"}, {SynchronizationContext.Current == _loop.SynchronizationContext}"), null);
        _loop.Post(value => state.SetResult((string?)value + s_ambient.Value), "state of the ");

        Assert.Equal("poster's", await seen.Task.Within());
        Assert.Equal("nothing, True", await next.Task.Within());
        Assert.Equal("state of the poster's", await state.Task.Within());
        Assert.Equal("poster's", await _loop.InvokeAsync(() => s_ambient.Value).Within());
        Assert.Equal("poster's", await _loop.InvokeAsync(async () => { await Task.Yield(); return s_ambient.Value; }).Within());
    }

    [Fact]
    public async Task TaskScheduler_RunsTasksOnTheLoop_AndIsCurrentInThem()
    {
        TaskFactory factory = new(_loop.TaskScheduler);
        var (loop, scheduler, nested, after) = await factory.StartNew(async () =>
        {
            TaskScheduler current = TaskScheduler.Current;
            EventLoop? inner = await Task.Factory.StartNew(() => EventLoop.Current, default, TaskCreationOptions.None, TaskScheduler.Current);
            return (EventLoop.Current, current, inner, EventLoop.Current);
        }).Unwrap().Within();

        Assert.Same(_loop, loop);
        Assert.Same(_loop.TaskScheduler, scheduler);
        Assert.Same(_loop, nested);
        Assert.Same(_loop, after);
        Assert.Equal(1, _loop.TaskScheduler.MaximumConcurrencyLevel);
        Assert.Same(TaskScheduler.Default, await _loop.InvokeAsync(() => TaskScheduler.Current).Within());
    }

    [Fact]
    public async Task TaskScheduler_WaitOnTheLoop_RunsTheTaskInline() => Assert.Same(
        _loop,
        await _loop.InvokeAsync(() =>
        {
            Task<EventLoop?> task = Task.Factory.StartNew(() => EventLoop.Current, default, TaskCreationOptions.None, _loop.TaskScheduler);
#pragma warning disable xUnit1031 // On its own loop a task of the loop runs where it is waited for.
            return task.GetAwaiter().GetResult();
#pragma warning restore xUnit1031
        }).Within());

    [Fact]
    public async Task Send_FromElsewhere_WaitsForItsTurnAndThrowsWhatItThrew()
    {
        InvalidOperationException error = new("own");
        await Task.Run(() =>
        {
            s_ambient.Value = "sender's";
            EventLoop? loop = null;
            string? ambient = null;
            _loop.SynchronizationContext.Send(_ => (loop, ambient) = (EventLoop.Current, s_ambient.Value), null);
            Assert.Same(_loop, loop);
            Assert.Equal("sender's", ambient);
            Assert.Same(error, Assert.Throws<InvalidOperationException>(() => _loop.SynchronizationContext.Send(_ => throw error, null)));
        }).Within();
    }

    [Fact]
    public async Task Send_OnTheLoop_RunsAtOnce() => Assert.Equal(["sent", "after"], await _loop.InvokeAsync(() =>
    {
        List<string> order = [];
        _loop.SynchronizationContext.Send(_ => order.Add("sent"), null);
        order.Add("after");
        return order;
    }).Within());

    [Fact]
    public async Task CreateCopy_OfTheContext_IsTheContext()
    {
        Assert.Same(_loop.SynchronizationContext, _loop.SynchronizationContext.CreateCopy());
        await _loop.InvokeAsync(() => { }).Within();
    }
}
