using System.Collections.Concurrent;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Threads;

namespace ParallelGen.Tests.Execution.Threads;

public sealed class ThreadLaneTests
{
    [Fact]
    public async Task SingleCall_RunsOnABackgroundThreadOfItsOwnThatEnds()
    {
        Thread? thread = null;
        await LocalWork.RunAsync(Model.Thread, _ =>
        {
            thread = Thread.CurrentThread;
            Assert.True(thread.IsBackground && !thread.IsThreadPoolThread);
            return new(0);
        }).Within();
        Assert.True(thread!.Join(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task AsyncMethod_AfterEachAwait_IsOnItsThreadUnlessItLeaves()
    {
        await LocalWork.Batch(Model.Thread, 60, async (i, cancel) =>
        {
            int thread = Environment.CurrentManagedThreadId;
            await Task.Yield();
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            await Task.Delay(1, cancel);
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            await Task.Run(() => { }, cancel);
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            await Task.Delay(1, cancel).ConfigureAwait(false);
            Assert.NotEqual(thread, Environment.CurrentManagedThreadId);
            return i;
        }).WithDegreeOfParallelism(4).ToArrayAsync().Within();
    }

    [Fact]
    public async Task Batch_UsesAtMostItsDegreeOfThreads_AndTheyAreGoneAfterwards()
    {
        var threads = new ConcurrentDictionary<Thread, int>();
        var state = new Observed();
        int calls = 0;
        using var all = new ManualResetEventSlim();
        await LocalWork.Batch(Model.Thread, 300, (i, _) =>
        {
            Assert.True(Thread.CurrentThread.IsBackground && !Thread.CurrentThread.IsThreadPoolThread);
            threads.TryAdd(Thread.CurrentThread, 0);
            state.Change(() => calls++);
            if (i < 5)
            {
                // Five at a time, so that five threads there must be.
                if (state.Read(() => calls) >= 5)
                {
                    all.Set();
                }

                Assert.True(all.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            }

            return new(i);
        }).WithDegreeOfParallelism(5).ToArrayAsync().Within();
        Assert.Equal(5, threads.Count);
        Assert.All(threads.Keys, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Batch_OfFewItems_StartsNoMoreThreadsThanItems()
    {
        var threads = new ConcurrentDictionary<Thread, int>();
        await LocalWork.Batch(Model.Thread, 2, (i, _) =>
        {
            threads.TryAdd(Thread.CurrentThread, 0);
            return new(i);
        }).WithDegreeOfParallelism(1_000).ToArrayAsync().Within();
        Assert.InRange(threads.Count, 1, 2);
    }

    [Fact]
    public async Task Threads_OfABatchThatIsCancelled_End()
    {
        using var cancel = new CancellationTokenSource();
        var threads = new ConcurrentDictionary<Thread, int>();
        var state = new Observed();
        Task<int[]> batch = LocalWork.Batch(Model.Thread, 100, async (i, token) =>
        {
            state.Change(() => threads.TryAdd(Thread.CurrentThread, 0));
            await token.Cancelled();
            return i;
        }).WithDegreeOfParallelism(3).ToArrayAsync(cancel.Token);
        await state.Until(() => threads.Count == 3);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.Within());
        Assert.All(threads.Keys, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(30))));
    }

    [Fact]
    public async Task Threads_OfASessionThatNobodyCloses_End()
    {
        var sink = new RecordingSink();
        Thread? thread = null;
        LaneSession<Func<CancellationToken, ValueTask<int>>> session = LocalWork.Lane(Model.Thread).Open(sink, 4, Timeout.InfiniteTimeSpan);
        session.Submit(LocalWork.Block(0, sink.NewEnd(), _ =>
        {
            thread = Thread.CurrentThread;
            return new(0);
        }));
        await sink.Outcome(0);
        Assert.True(thread!.Join(TimeSpan.FromSeconds(30)));
        session.Submit(LocalWork.Block(1, sink.NewEnd(), _ => new(1)));
        Assert.Equal(1, (await sink.Outcome(1)).Value);
    }

    [Fact]
    public async Task Options_OfTheAttribute_AreThoseOfTheThread()
    {
        (string? name, ThreadPriority priority, int depth) = await ThreadLane<DeepWork, int, (string?, ThreadPriority, int)>.Instance.RunAsync(400_000, default).Within();
        Assert.Equal(("deep", 400_000), (name, depth));
        Assert.Equal(ThreadPriority.BelowNormal, priority);
    }

    [Fact]
    public async Task SynchronousMethod_ThatBlocksOnItsOwnTasks_DoesNotWaitForItself() =>
        Assert.Equal(5, await ThreadLane<BlockingWork, int, int>.Instance.RunAsync(5, default).Within());

    [Fact]
    public async Task Post_AfterTheCallHasEnded_RunsOnThePoolAndNotInTheNextCall()
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var next = new ManualResetEventSlim();
        SynchronizationContext? context = null;
        Task<int[]> batch = LocalWork.Batch(Model.Thread, 2, (i, _) =>
        {
            if (i == 0)
            {
                context = SynchronizationContext.Current;
            }
            else
            {
                Assert.NotSame(context, SynchronizationContext.Current);
                context!.Post(_ => ran.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);
                Assert.True(ran.Task.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
                context.Send(_ => Assert.True(Thread.CurrentThread.IsThreadPoolThread), null);
            }

            return new(i);
        }).WithDegreeOfParallelism(1).ToArrayAsync();
        await batch.Within();
        Assert.True(await ran.Task);
    }

    [Fact]
    public async Task Post_ThatStillWaitsWhenTheCallEnds_RunsOnThePool()
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await LocalWork.RunAsync(Model.Thread, _ =>
        {
            SynchronizationContext.Current!.Post(_ => ran.SetResult(Thread.CurrentThread.IsThreadPoolThread), null);
            return new(0);
        }).Within();
        Assert.True(await ran.Task.Within());
    }

    [Fact]
    public async Task Send_FromAnotherThread_RunsOnTheCallsThreadAndBringsItsException()
    {
        await LocalWork.RunAsync(Model.Thread, async _ =>
        {
            int thread = Environment.CurrentManagedThreadId;
            SynchronizationContext context = SynchronizationContext.Current!;
            await Task.Run(() =>
            {
                int seen = 0;
                context.Send(_ => seen = Environment.CurrentManagedThreadId, null);
                Assert.Equal(thread, seen);
                Assert.Throws<InvalidDataException>(() => context.Send(_ => throw new InvalidDataException(), null));
            }, CancellationToken.None);
            context.Send(_ => Assert.Equal(thread, Environment.CurrentManagedThreadId), null);
            return 0;
        }).Within();
    }

    [Fact]
    public async Task Callback_ThatThrowsDuringTheCall_FailsTheCallWithThatObject()
    {
        var error = new InvalidDataException();
        Exception caught = await Assert.ThrowsAsync<InvalidDataException>(() => LocalWork.RunAsync(Model.Thread, async _ =>
        {
            SynchronizationContext.Current!.Post(_ => throw error, null);
            await Task.Yield();
            return 0;
        }).Within());
        Assert.Same(error, caught);
    }

    private readonly struct DeepWork : ICall<int, (string?, ThreadPriority, int)>
    {
        public static CallInfo Info { get; } = new(typeof(DeepWork), 22, "Test.DeepWork")
        {
            StackSize = 256 * 1024 * 1024,
            ThreadName = "deep",
            ThreadPriority = ThreadPriority.BelowNormal,
        };

        public static ValueTask<(string?, ThreadPriority, int)> Invoke(int input, CancellationToken cancel) =>
            new((Thread.CurrentThread.Name, Thread.CurrentThread.Priority, Depth(input)));

        private static int Depth(int levels) => levels == 0 ? 0 : 1 + Depth(levels - 1);
    }

    private readonly struct BlockingWork : ICall<int, int>
    {
        public static CallInfo Info { get; } = new(typeof(BlockingWork), 23, "Test.BlockingWork") { IsSynchronous = true };

        public static ValueTask<int> Invoke(int input, CancellationToken cancel) => new(Later(input).GetAwaiter().GetResult());

        private static async Task<int> Later(int input)
        {
            await Task.Yield();
            return input;
        }
    }
}
