using ParallelGen.CompilerServices;
using ParallelGen.Tests.Execution.Exclusive;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>What an EventLoop.Run waits for, of the work that its main started on the loop and does not await.</summary>
public sealed class EventLoopWorkTests
{
    [Fact]
    public async Task Run_WithABatchThatMainDoesNotAwait_EndsAfterIt()
    {
        Task<int[]>? batch = null;
        await Task.Run(() => EventLoop.Run(() =>
        {
            batch = LoopWork.Batch(10, static async (i, _) =>
            {
                await Task.Yield();
                return i;
            }).ToArrayAsync();
            Assert.Equal(1, EventLoop.Current!.Operations);
            return Task.CompletedTask;
        })).Within();
        Assert.Equal(Enumerable.Range(0, 10), await batch!.Within());
    }

    [Fact]
    public async Task Run_WithABatchWhoseSourceIsSlow_WaitsWhileItsWorkersAreIdle()
    {
        var source = new PushedSource();
        Task<int[]>? batch = null;
        EventLoop? loop = null;
        var run = Task.Run(() => EventLoop.Run(() =>
        {
            loop = EventLoop.Current;
            batch = EventLoopCalls.Batch<LoopWork, Func<CancellationToken, ValueTask<int>>, int>(BatchInputs.From(Calls(source))).ToArrayAsync();
            return Task.CompletedTask;
        }));

        // The loop has nothing to run at these times, and goes on.
        await source.Awaited();
        Assert.False(run.IsCompleted);
        source.Push(1);
        await source.Awaited();
        source.Push(2);
        source.End();
        await run.Within();
        int[] results = await batch!.Within();
        Assert.Equal([1, 2], results);
        Assert.Equal(0, loop!.Operations);
    }

    [Fact]
    public async Task Run_WithABatchThatCannotStart_Ends()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        Task<int[]>? batch = null;
        await Task.Run(() => EventLoop.Run(() =>
        {
            batch = LoopWork.Batch(10, static (i, _) => Task.FromResult(i)).ToArrayAsync(cancel.Token);
            return Task.CompletedTask;
        })).Within();
        Assert.True(batch!.IsCanceled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WithACallThatWaitsForItsKey_EndsAfterIt(bool isBatch)
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Keyed>(Job.Waiting("key", started, release.Task));
        await started.Task.Within();
        Task? waiting = null;
        bool ran = false;
        EventLoop? loop = null;
        var run = Task.Run(() => EventLoop.Run(() =>
        {
            loop = EventLoop.Current;
            var job = new Job("key", () =>
            {
                ran = EventLoop.Current == loop;
                return 0;
            });
            waiting = isBatch ? Exclusives.All<Keyed>([job], Model.EventLoop).ToArrayAsync() : Exclusives.RunAsync<Keyed>(job, Model.EventLoop);
            Assert.NotEqual(0, loop!.Operations);
            return Task.CompletedTask;
        }));
        Exclusives.UntilCalls<Keyed>(2);
        Assert.False(run.IsCompleted);
        release.SetResult();
        await run.Within();
        await waiting!.Within();
        Assert.True(ran);
        Assert.Equal(0, loop!.Operations);
        await holder.Within();
        Exclusives.UntilEmpty<Keyed>();
    }

    [Fact]
    public async Task Run_WithACallThatGivesUpWaitingForItsKey_Ends()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<GivenUp>(Job.Waiting("key", started, release.Task));
        await started.Task.Within();
        using var cancel = new CancellationTokenSource();
        Task<int>? waiting = null;
        var run = Task.Run(() => EventLoop.Run(() =>
        {
            waiting = Exclusives.RunAsync<GivenUp>(new Job("key", () => 0), Model.EventLoop, cancel.Token);
            return Task.CompletedTask;
        }));
        Exclusives.UntilCalls<GivenUp>(2);
        await cancel.CancelAsync();
        await run.Within();
        Assert.True(waiting!.IsCanceled);
        release.SetResult();
        await holder.Within();
        Exclusives.UntilEmpty<GivenUp>();
    }

    private static async IAsyncEnumerable<Func<CancellationToken, ValueTask<int>>> Calls(PushedSource source)
    {
        await foreach (int item in source)
        {
            yield return _ => new ValueTask<int>(item);
        }
    }

    private sealed class Keyed : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Keyed), 41, "Test.Keyed") { ExclusiveBy = "key", ExclusiveGroup = "event loop work" };
    }

    private sealed class GivenUp : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(GivenUp), 42, "Test.GivenUp") { ExclusiveBy = "key", ExclusiveGroup = "event loop given up" };
    }
}
