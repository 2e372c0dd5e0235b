using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Workers that hang or end while they load and initialize the assembly of a call.</summary>
public sealed class PreparingTests
{
    [Fact]
    public async Task E15_InitializerHangs_EveryCallThatWaitsFailsAfterTheStartTimeoutAndOneWorkerWasKilled()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Send(FrameKind.Preparing);
            worker.Killed.Wait(ScriptedPool.Deadline);
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.StartTimeoutMilliseconds = 4000);
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(_ => ScriptedPool.CallAsync(pool))];
        var errors = new HashSet<Exception>(ReferenceEqualityComparer.Instance);
        foreach (Task<int> call in calls)
        {
            WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => call.WaitAsync(ScriptedPool.Deadline));
            Assert.Contains("was not ready for the calls of ParallelGen.Tests within 4000 ms", error.Message, StringComparison.Ordinal);
            Assert.True(errors.Add(error));
        }

        Assert.Equal(1, launcher.Started);
        Assert.Equal((0, 0), (pool.GetSnapshot().Queued, pool.GetSnapshot().Busy));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task E15_InitializerHangsInOneWorker_WhatItHadGoesToTheOneThatIsReady()
    {
        var served = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                Prepare(worker);
                worker.Begin(call);
                served.Task.Wait(ScriptedPool.Deadline);
                worker.Answer(call, 7);
                worker.Serve();
            },
            worker =>
            {
                worker.SayHello();
                worker.ReadCall();
                worker.Send(FrameKind.Preparing);
                served.SetResult();
                worker.Killed.Wait(ScriptedPool.Deadline);
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2, options => options.StartTimeoutMilliseconds = 4000);
        Task<int> first = ScriptedPool.CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first worker has a call");
        Task<int> second = ScriptedPool.CallAsync(pool);
        Assert.All(await Task.WhenAll(first, second).WaitAsync(ScriptedPool.Deadline), value => Assert.Equal(7, value));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task E15_InitializerHangsWhereEachCallHasAProcess_OneThatIsReadyServesNobodyElse()
    {
        var answer = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                Prepare(worker);
                worker.Begin(call);
                answer.Task.Wait(ScriptedPool.Deadline);
                worker.Answer(call, 7);
            },
            worker =>
            {
                worker.SayHello();
                worker.ReadCall();
                worker.Send(FrameKind.Preparing);
                worker.Killed.Wait(ScriptedPool.Deadline);
            });
        PoolScheduler pool = ScriptedPool.Make(
            launcher, workers: 2, options => (options.StartTimeoutMilliseconds, options.Spares) = (4000, 0), isFresh: true);
        Task<int> first = ScriptedPool.CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first worker has a call");
        await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(2, launcher.Started);
        answer.SetResult();
        Assert.Equal(7, await first.WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task E15_Prepared_TheStartTimeoutIsOver()
    {
        var answer = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            Prepare(worker);
            worker.Begin(call);
            answer.Task.Wait(ScriptedPool.Deadline);
            worker.Answer(call, 7);
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.StartTimeoutMilliseconds = 4000);
        Task<int> call = ScriptedPool.CallAsync(pool);
        await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(1500)));
        answer.SetResult();
        Assert.Equal(7, await call.WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task E15_InitializerEndsItsWorker_AfterThreeInARowNothingIsStartedUntilThePauseIsOver()
    {
        var time = new ManualTime();
        bool isHealed = false;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Send(FrameKind.Preparing);
            if (!Volatile.Read(ref isHealed))
            {
                worker.Exit(134);
                return;
            }

            worker.Send(FrameKind.Prepared);
            worker.Begin(call);
            worker.Answer(call, 7);
            worker.Serve();
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, time: time);
        // One after the other, as the windows of a large batch come.
        for (int i = 0; i < 100; i++)
        {
            await AssertCrashesAsync(pool);
        }

        Assert.Equal(3, launcher.Started);
        time.Pass(CircuitBreaker.FirstPause);
        for (int i = 0; i < 10; i++)
        {
            await AssertCrashesAsync(pool);
        }

        Assert.Equal(4, launcher.Started);
        time.Pass(CircuitBreaker.FirstPause);
        await AssertCrashesAsync(pool);
        Assert.Equal(4, launcher.Started);
        time.Pass(CircuitBreaker.FirstPause);
        Volatile.Write(ref isHealed, true);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(5, launcher.Started);
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task E15_InitializerEndsNewWorkers_CallsGoOnInTheOneThatIsReady()
    {
        var answer = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                Prepare(worker);
                worker.Begin(call);
                answer.Task.Wait(ScriptedPool.Deadline);
                worker.Answer(call, 7);
                worker.Serve();
            },
            worker =>
            {
                worker.SayHello();
                worker.ReadCall();
                worker.Send(FrameKind.Preparing);
                worker.Exit(134);
                answer.TrySetResult();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2);
        Task<int> first = ScriptedPool.CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first worker has a call");
        Task<int>[] others = [.. Enumerable.Range(0, 20).Select(_ => ScriptedPool.CallAsync(pool))];
        Assert.Equal(7, await first.WaitAsync(ScriptedPool.Deadline));
        Assert.All(await Task.WhenAll(others).WaitAsync(ScriptedPool.Deadline), value => Assert.Equal(7, value));
        Assert.InRange(launcher.Started, 2, 3);
    }

    [Fact]
    public async Task E15_CallIsCancelledWhileItsWorkerPrepares_TheAssemblyIsNotBlamed()
    {
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Send(FrameKind.Preparing);
            if (Interlocked.Increment(ref started) <= 4)
            {
                worker.Killed.Wait(ScriptedPool.Deadline);
                return;
            }

            worker.Send(FrameKind.Prepared);
            worker.Begin(call);
            worker.Answer(call, 7);
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.KillGraceMilliseconds = 0);
        for (int i = 1; i <= 4; i++)
        {
            WorkBlock block = ScriptedPool.Block(pool, new RecordingSink(1));
            pool.Submit(block);
            ScriptedPool.Until(() => Volatile.Read(ref started) == i, "a worker prepares");
            block.Abandon();
            pool.Withdraw(block);
            ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 0, "it is gone");
        }

        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
    }

    [Theory]
    [InlineData(new[] { (int)FrameKind.Prepared }, 0)]
    [InlineData(new[] { (int)FrameKind.Preparing }, 1)]
    [InlineData(new[] { (int)FrameKind.Preparing }, -1)]
    [InlineData(new[] { (int)FrameKind.Preparing, (int)FrameKind.Preparing }, 0)]
    [InlineData(new[] { (int)FrameKind.Begin, (int)FrameKind.Preparing }, 0)]
    public async Task Preparing_WhereItMakesNoSense_EndsTheWorker(int[] kinds, int number)
    {
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.OnKill = () => { worker.Exit(137); killed.TrySetResult(); };
            worker.SayHello();
            long call = worker.ReadCall().Call;
            foreach (FrameKind kind in kinds.Select(kind => (FrameKind)kind))
            {
                worker.Send(kind, item: kind == FrameKind.Begin ? 0 : number, call: call);
            }

            worker.Killed.Wait(ScriptedPool.Deadline);
        }));
        _ = await Assert.ThrowsAsync<WorkerCrashedException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
    }

    private static void Prepare(ScriptedWorker worker)
    {
        worker.Send(FrameKind.Preparing);
        worker.Send(FrameKind.Prepared);
    }

    private static async Task AssertCrashesAsync(PoolScheduler pool)
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(134 - 128, error.Signal);
        Assert.Contains("while it prepared for the calls of ParallelGen.Tests", error.Message, StringComparison.Ordinal);
        Assert.Contains("The call has not run", error.Message, StringComparison.Ordinal);
    }
}
