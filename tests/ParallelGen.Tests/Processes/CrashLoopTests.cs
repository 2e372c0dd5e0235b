using ParallelGen.Processes.Pool;

namespace ParallelGen.Tests.Processes;

/// <summary>Calls that end worker after worker, and workers that never come to a call: processes are not started for ever.</summary>
public sealed class CrashLoopTests
{
    private const int Burst = CrashBudget.Burst;

    /// <summary>What a pool of one worker may lose in the pause.</summary>
    private const int PerPause = 5;

    private readonly ManualTime _time = new();

    [Fact]
    public async Task E16_EveryCallEndsItsWorker_WhatWaitsFailsWithoutAProcessOnceTheBudgetIsSpent()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCalls);
        PoolScheduler pool = ScriptedPool.Make(launcher, time: _time);
        Task<int>[] calls = [.. Enumerable.Range(0, 3 * Burst).Select(_ => ScriptedPool.CallAsync(pool))];
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(ScriptedPool.Deadline);
        Exception[] errors = [.. calls.Select(call => call.Exception!.InnerException!)];
        Assert.Equal(3 * Burst, errors.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(errors[..(Burst + 1)], error => Assert.IsType<WorkerCrashedException>(error));
        Assert.All(errors[(Burst + 1)..], error =>
        {
            Assert.Contains($"Calls of Calls.Echo have ended {Burst + 1} workers of pool 'scripted'", Assert.IsType<WorkerStartException>(error).Message, StringComparison.Ordinal);
            Assert.Contains("The call has not run", error.Message, StringComparison.Ordinal);
            Assert.IsType<WorkerCrashedException>(error.InnerException);
        });
        Assert.Equal(Burst + 1, launcher.Started);
        Assert.Equal((0, 0), (pool.GetSnapshot().Queued, pool.GetSnapshot().Busy));
    }

    [Fact]
    public async Task E16_BudgetIsSpent_AfterThePauseAFewMoreMayTry()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCalls);
        PoolScheduler pool = ScriptedPool.Make(launcher, time: _time);
        Assert.Equal(Burst + 1, await CrashesUntilRefusedAsync(pool));
        _time.Pass(CrashBudget.Pause);
        Assert.Equal(PerPause + 1, await CrashesUntilRefusedAsync(pool));
        Assert.Equal(Burst + PerPause + 2, launcher.Started);
    }

    [Fact]
    public async Task E16_CallsEndWorkersAtAModerateRate_EachHasItsOwnOutcomeForEver()
    {
        PoolScheduler pool = ScriptedPool.Make(new(EndInCalls), time: _time);
        for (int i = 0; i < 4 * Burst; i++)
        {
            await Assert.ThrowsAsync<WorkerCrashedException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            _time.Pass(CrashBudget.Pause / PerPause);
        }
    }

    [Fact]
    public async Task E16_AsManyCallsEndWell_CrashesAreNotLimited()
    {
        PoolScheduler pool = ScriptedPool.Make(new(EndInEverySecondCall), time: _time);
        for (int i = 0; i < 3 * Burst; i++)
        {
            Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            await Assert.ThrowsAsync<WorkerCrashedException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        }
    }

    [Fact]
    public async Task E16_CallsOfOneMethodEndTheirWorkers_OthersOfTheSamePoolRun()
    {
        bool isDeadly = true;
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            if (Volatile.Read(ref isDeadly))
            {
                EndInCalls(worker);
            }
            else
            {
                worker.SayHello();
                worker.Serve();
            }
        }), time: _time);
        await CrashesUntilRefusedAsync(pool);
        // Started while nothing waits for it: every worker has died in its call.
        Volatile.Write(ref isDeadly, false);
        var sink = new RecordingSink(1);
        pool.Submit(ScriptedPool.Block<ShortCall>(pool, sink));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, sink.Outcomes[0].ValueOrThrow());
        await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task E16_EachCallHasAProcessOfItsOwn_NothingIsReplacedAndNothingLimited()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCalls);
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.Spares = 0, isFresh: true, time: _time);
        for (int i = 0; i < Burst + 10; i++)
        {
            await Assert.ThrowsAsync<WorkerCrashedException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        }

        Assert.Equal(Burst + 10, launcher.Started);
    }

    [Fact]
    public async Task E16_NoWorkerCanBeStarted_AfterThreeInARowNoneIsTriedUntilThePauseIsOver()
    {
        var launcher = new ScriptedWorker.Launcher(worker => worker.Exit(3));
        PoolScheduler pool = ScriptedPool.Make(launcher, time: _time);
        for (int i = 0; i < 50; i++)
        {
            WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            Assert.Contains("exited with code 3 before it was ready", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(CircuitBreaker.MostFailures, launcher.Started);
        _time.Pass(CircuitBreaker.FirstPause);
        await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(CircuitBreaker.MostFailures + 1, launcher.Started);
    }

    private static async Task<int> CrashesUntilRefusedAsync(PoolScheduler pool)
    {
        for (int crashes = 0; ; crashes++)
        {
            try
            {
                await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
            }
            catch (WorkerStartException)
            {
                return crashes;
            }
            catch (WorkerCrashedException)
            {
                Assert.InRange(crashes, 0, 2 * Burst);
            }
        }
    }

    private static void EndInCalls(ScriptedWorker worker)
    {
        worker.SayHello();
        worker.Begin(worker.ReadCall().Call);
        worker.Exit(139);
    }

    private static void EndInEverySecondCall(ScriptedWorker worker)
    {
        worker.SayHello();
        long call = worker.ReadCall().Call;
        worker.Begin(call);
        worker.Answer(call, 7);
        worker.Begin(worker.ReadCall().Call);
        worker.Exit(139);
    }
}
