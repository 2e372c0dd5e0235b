using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Calls that a worker is sent while it still runs another: they run in order, come back when others could run them, and are blamed for nothing.</summary>
public sealed class AheadTests
{
    [Fact]
    public async Task Calls_EveryWorkerIsBusy_WaitWithTheWorkerInOrder()
    {
        var seen = new List<long>();
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            Share(worker);
            // Both are there before the first is answered.
            seen.AddRange([worker.ReadCall().Call, worker.ReadCall().Call]);
            foreach (long call in seen)
            {
                worker.Begin(call);
                worker.Answer(call, (int)call);
            }

            worker.Serve();
        }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher);
        int[] values = await Task.WhenAll(CallAsync(pool), CallAsync(pool)).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal([1, 2], values);
        Assert.Equal([1L, 2L], seen);
        Assert.Empty(launcher.ScriptErrors);
        Assert.Equal(2, pool.GetSnapshot().Completed);
    }

    [Fact]
    public async Task Worker_DiesInACall_WhatItHadAheadRunsElsewhereAndIsNotBlamed()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                Share(worker);
                long running = worker.ReadCall().Call;
                worker.ReadCall();
                worker.Begin(running);
                worker.Exit(139);
            },
            worker =>
            {
                Share(worker);
                worker.Serve();
            }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher);
        Task<int> victim = CallAsync(pool);
        Task<int> innocent = CallAsync(pool);
        Assert.Equal(11, (await Assert.ThrowsAsync<WorkerCrashedException>(() => victim.WaitAsync(ScriptedPool.Deadline))).Signal);
        Assert.Equal(7, await innocent.WaitAsync(ScriptedPool.Deadline));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Worker_LeavesDamagedMemory_WhatItHadAheadFailsAndIsNotRepeated()
    {
        int served = 0;
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                Share(worker);
                long running = worker.ReadCall().Call;
                worker.ReadCall();
                worker.BeginAndDestroy(running);
            },
            worker =>
            {
                Share(worker);
                worker.ReadCall();
                Interlocked.Increment(ref served);
            }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher);
        Task<int>[] calls = [CallAsync(pool), CallAsync(pool)];
        foreach (Task<int> call in calls)
        {
            Assert.Contains("was not repeated", (await Assert.ThrowsAsync<WorkerCrashedException>(() => call.WaitAsync(ScriptedPool.Deadline))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, served);
    }

    [Fact]
    public async Task Call_BehindALongOneWhileAnotherWorkerIsIdle_ComesBackAndRunsThere()
    {
        var release = new ManualResetEventSlim();
        var recalled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                Share(worker);
                long running = worker.ReadCall().Call;
                worker.Begin(running);
                long ahead = worker.ReadCall().Call;
                (FrameHeader header, _) = worker.Read();
                Assert.Equal(((ushort)FrameKind.Recall, ahead), (header.Kind, header.Call));
                recalled.SetResult(ahead);
                worker.Send(FrameKind.End, call: ahead);
                Assert.True(release.Wait(ScriptedPool.Deadline));
                worker.Answer(running, 1);
                worker.Serve();
            },
            worker =>
            {
                Share(worker);
                long running = worker.ReadCall().Call;
                worker.Begin(running);
                // Only when the third has been called back is this one free.
                Assert.True(recalled.Task.Wait(ScriptedPool.Deadline));
                worker.Answer(running, 2);
                worker.Serve();
            }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher, workers: 2);
        await pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline);
        Task<int>[] calls = [CallAsync(pool), CallAsync(pool)];
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 2, "both are busy");
        Task<int> third = CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Queued == 1, "the third call waits with a worker");
        pool.Soon = TimeSpan.Zero;
        Assert.Equal(7, await third.WaitAsync(ScriptedPool.Deadline));
        release.Set();
        await Task.WhenAll(calls).WaitAsync(ScriptedPool.Deadline);
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Call_WithdrawnWhileItIsAhead_IsTakenBackAndItsPayloadFreed()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            Share(worker);
            long running = worker.ReadCall().Call;
            worker.Begin(running);
            long ahead = worker.ReadCall().Call;
            Assert.Equal((ushort)FrameKind.Recall, worker.Read().Header.Kind);
            worker.Send(FrameKind.End, call: ahead);
            worker.Answer(running, 3);
            worker.Serve();
        }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher);
        Task<int> first = CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first runs");
        WorkBlock block = ScriptedPool.Block<ShortCall>(pool, new IgnoringSink<int>());
        pool.Submit(block);
        block.Abandon();
        pool.Withdraw(block);
        Assert.Equal(3, await first.WaitAsync(ScriptedPool.Deadline));
        ScriptedPool.Until(() => block.PayloadLength == 0, "the payload is given back");
        Assert.Equal(7, await CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Batch_OfOneAtATime_NeverWaitsWithAWorkerThatRunsAnothers()
    {
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            Share(worker);
            while (true)
            {
                long call = worker.ReadCall().Call;
                Interlocked.Increment(ref started);
                worker.Begin(call);
                worker.Answer(call, 7);
            }
        }) { SharesMemory = true };
        PoolScheduler pool = Make(launcher, workers: 2);
        await pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline);
        var owner = new Submission(maxRunning: 1);
        var sink = new IgnoringSink<int>();
        for (int i = 0; i < 50; i++)
        {
            pool.Submit(ScriptedPool.Block<ShortCall>(pool, sink, owner: owner));
            _ = CallAsync(pool);
            Assert.InRange(owner.Running, 0, 1);
        }

        ScriptedPool.Until(() => pool.GetSnapshot().Completed == 100, "all have run");
        Assert.Equal(100, started);
    }

    /// <summary>Every call is taken for a short one.</summary>
    private static PoolScheduler Make(ScriptedWorker.Launcher launcher, int workers = 1)
    {
        ShortCall.Info.NoteCall(TimeSpan.FromTicks(1));
        PoolScheduler pool = ScriptedPool.Make(launcher, workers);
        pool.Soon = TimeSpan.FromHours(1);
        return pool;
    }

    private static Task<int> CallAsync(PoolScheduler pool)
    {
        var call = new SingleCall<int>(default);
        pool.Submit(ScriptedPool.Block<ShortCall>(pool, call));
        return call.Task;
    }

    private static void Share(ScriptedWorker worker)
    {
        worker.SayHello();
        worker.TakeMemory();
    }
}
