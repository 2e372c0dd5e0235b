namespace ParallelGen.Tests.Execution.Threads;

/// <summary>Calls on event loops: which loop, what is never interleaved, and when a loop has nothing more to do.</summary>
public sealed class EventLoopLaneTests
{
    [Fact]
    public async Task Batch_OfTasksThatShareState_NeedsNoLock()
    {
        int sum = 0;
        var threads = new HashSet<int>();
        await LoopWork.Batch(500, async (_, _) =>
        {
            for (int i = 0; i < 1000; i++)
            {
                int read = sum;
                threads.Add(Environment.CurrentManagedThreadId);
                sum = read + 1;
                if (i % 50 == 0)
                {
                    await Task.Yield();
                }
            }

            return 0;
        }).ToArrayAsync().Within();
        Assert.Equal(500_000, sum);
        Assert.Single(threads);
    }

    [Fact]
    public async Task Call_FromNoLoop_RunsOnTheDefaultOne()
    {
        EventLoop? ran = null;
        await LoopWork.RunAsync(() =>
        {
            ran = EventLoop.Current;
            return Task.FromResult(0);
        }).Within();
        Assert.Same(EventLoop.Get(), ran);
    }

    [Fact]
    public void CallAndBatch_FromALoop_RunOnItAndComeBackToIt() => EventLoop.Run(async () =>
    {
        EventLoop? loop = EventLoop.Current;
        int thread = Environment.CurrentManagedThreadId;
        EventLoop? ofCall = null;
        await LoopWork.RunAsync(() =>
        {
            ofCall = EventLoop.Current;
            return Task.FromResult(0);
        });
        Assert.Same(loop, ofCall);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);

        int[] threads = await LoopWork.Batch(20, async (_, _) =>
        {
            await Task.Delay(1, CancellationToken.None);
            return Environment.CurrentManagedThreadId;
        });
        Assert.Equal(Enumerable.Repeat(thread, 20), threads);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
    });

    [Fact]
    public void Run_WithACallThatMainDoesNotAwait_EndsAfterIt()
    {
        bool ended = false;
        EventLoop.Run(() =>
        {
            _ = LoopWork.RunAsync(async () =>
            {
                await Task.Run(static () => Thread.SpinWait(1000));
                ended = true;
                return 0;
            });
            return Task.CompletedTask;
        });
        Assert.True(ended);
    }

    [Fact]
    public async Task Batch_OfManyCallsThatAwait_HasThemInFlightTogether()
    {
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int begun = 0;
        int[] results = await LoopWork.Batch(500, async (i, _) =>
        {
            if (++begun == 500)
            {
                all.SetResult();
            }

            await all.Task;
            return i;
        }).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 500), results);
    }

    [Fact]
    public async Task Cancellation_OfACallThatAwaits_ReachesItsTokenAndTellsAtOnce()
    {
        using var cancel = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int[]> batch = LoopWork.Batch(1, async (_, token) =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                seen.SetResult();
            }

            return 0;
        }).ToArrayAsync(cancel.Token);
        await begun.Task.Within();
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.Within());
        Assert.Equal(cancel.Token, error.CancellationToken);
        await seen.Task.Within();
    }

    [Fact]
    public async Task TimeLimit_OfACallThatAwaits_IsToldAndTheLoopGoesOn()
    {
        Outcome<int>[] outcomes = await LoopWork.Batch(2, async (i, token) =>
        {
            if (i == 0)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            return i;
        }).WithTimeout(TimeSpan.FromSeconds(1)).OutcomesAsync().Within();
        Assert.IsType<TimeoutException>(outcomes[0].Error);
        Assert.Equal(1, outcomes[1].Value);
    }

    [Fact]
    public async Task AsyncLocal_OfACall_DoesNotReachTheNext()
    {
        var local = new AsyncLocal<int> { Value = 7 };
        int[] seen = await LoopWork.Batch(3, (i, _) =>
        {
            int before = local.Value;
            local.Value = 100 + i;
            return Task.FromResult(before);
        }).WithDegreeOfParallelism(1).ToArrayAsync().Within();
        Assert.Equal([7, 7, 7], seen);
    }
}
