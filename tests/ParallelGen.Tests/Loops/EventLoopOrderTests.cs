using ParallelGen.Loops;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Loops;

/// <summary>The queue: nothing lost, nothing overtaken, asleep when there is nothing to do.</summary>
public class EventLoopOrderTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly EventLoop _loop = EventLoop.Get(nameof(EventLoopOrderTests));

    [Fact]
    public async Task Post_FromManyThreads_LosesNothingAndKeepsEachThreadsOrder()
    {
        const int Threads = 4, Each = 20_000;
        int[] next = new int[Threads];
        int outOfOrder = 0, ran = 0;
        TaskCompletionSource done = new();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < Each; i++)
                {
                    int number = i;
                    _loop.Post(() =>
                    {
                        // Without a lock: one turn after the other.
                        outOfOrder += next[thread] == number ? 0 : 1;
                        next[thread] = number + 1;
                        if (++ran == Threads * Each)
                        {
                            done.SetResult();
                        }
                    });
                }
            },
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).Within();

        await done.Task.Within();
        Assert.Equal(0, outOfOrder);
    }

    [Fact]
    public async Task Post_OneByOne_WakesTheLoopEachTime()
    {
        // Each post may meet the loop while it goes to sleep: a lost wake-up would hang here.
        for (int i = 0; i < 5_000; i++)
        {
            Assert.Equal(i, await _loop.InvokeAsync(() => i).Within());
        }
    }

    [Fact]
    public async Task Post_FromTheLoopAfterAPostFromElsewhere_RunsAfterIt()
    {
        List<string> order = [];
        await _loop.InvokeAsync(() =>
        {
            _loop.Post(() => order.Add("own, first"));
            Thread other = new(() => _loop.Post(() => order.Add("other's")));
            other.Start();
            Assert.True(other.Join(s_limit));
            _loop.Post(() => order.Add("own, second"));
        }).Within();
        await _loop.InvokeAsync(() => { }).Within();

        Assert.Equal(["own, first", "other's", "own, second"], order);
    }

    [Fact]
    public async Task Post_FromElsewhere_IsNotStarvedByATaskThatYieldsForEver()
    {
        using CancellationTokenSource stop = new();
        Task spinning = _loop.InvokeAsync(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Yield();
            }
        });

        await _loop.InvokeAsync(() => { }).Within();
        Assert.False(spinning.IsCompleted);
        stop.Cancel();
        await spinning.Within();
    }

    [Fact]
    public async Task Post_OfAnItem_AllocatesNothing()
    {
        const int Posts = 10_000;
        CountedItem item = new();
        long allocated = await _loop.InvokeAsync(() =>
        {
            Post(Posts);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Post(Posts);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).Within();
        await _loop.InvokeAsync(() => { }).Within();

        Assert.Equal(2 * Posts, item.Executed);
        // The ring grows once more at most; a box or a closure a post would be many times that.
        Assert.InRange(allocated, 0, 2 * 32_768 * 16);

        void Post(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _loop.Post(item);
            }
        }
    }

    [Fact]
    public void Wait_WithNothingToDo_SleepsUntilAPost()
    {
        LoopQueue queue = new();
        int woken = 0;
        Thread loop = new(() =>
        {
            queue.Wait();
            Interlocked.Increment(ref woken);
        });
        loop.Start();

        // A thread that polls or spins would never be seen waiting.
        Assert.True(SpinWait.SpinUntil(() => loop.ThreadState.HasFlag(ThreadState.WaitSleepJoin), s_limit));
        Assert.Equal(0, Volatile.Read(ref woken));
        Assert.True(queue.TryPost(LoopWork.Of(() => { })));
        Assert.True(loop.Join(s_limit));
    }

    [Fact]
    public void TryClose_WithWorkThatJustCame_Refuses()
    {
        LoopQueue queue = new();
        Assert.True(queue.TryPost(LoopWork.Of(() => { })));
        Assert.False(queue.TryClose());
        Assert.True(queue.TryTake(out _));
        Assert.True(queue.TryClose());
        Assert.False(queue.TryPost(LoopWork.Of(() => { })));
    }

    private sealed class CountedItem : ILoopWorkItem
    {
        public int Executed { get; private set; }

        public string? Name => null;

        public void Execute() => Executed++;
    }
}
