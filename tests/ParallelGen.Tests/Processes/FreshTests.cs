using System.Collections.Concurrent;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>A fresh process for every call, and spares that are ready before they are needed.</summary>
public sealed class FreshTests
{
    [Fact]
    public async Task Call_EveryTime_HasAWorkerOfItsOwn()
    {
        var calls = new ConcurrentQueue<(ScriptedWorker Worker, int Items)>();
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live(items => calls.Enqueue((worker, items))));
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2, isFresh: true);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ScriptedPool.CallAsync(pool))).WaitAsync(ScriptedPool.Deadline), value => Assert.Equal(7, value));
        Assert.Equal(20, calls.Select(call => call.Worker).Distinct().Count());
        Assert.All(calls, call => Assert.Equal(1, call.Items));
        Assert.Equal(20, pool.GetSnapshot().Recycled);
    }

    [Fact]
    public async Task Block_OfSeveralItems_TravelsAsSingleOnesAtTheSameTime()
    {
        using var together = new Barrier(3);
        PoolScheduler pool = ScriptedPool.Make(
            new(worker => worker.Live(_ => Assert.True(together.SignalAndWait(ScriptedPool.Deadline)))), workers: 3, isFresh: true);
        var sink = new RecordingSink(3);
        var session = new ProcessLaneSession<Calls.Echo, int, int>(pool, sink, 3, Timeout.InfiniteTimeSpan, CallContext.Capture());
        session.Submit(new Block<int>(0, new[] { 1, 2, 3 }));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
    }

    [Fact]
    public async Task Calls_ManyAtOnce_NeverMoreThanWorkersRunAndSpareStaysReady()
    {
        int running = 0;
        var most = new ConcurrentQueue<int>();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker => worker.Live(_ =>
            {
                most.Enqueue(Interlocked.Increment(ref running));
                Thread.SpinWait(20_000);
                Interlocked.Decrement(ref running);
            })),
            workers: 2, options => options.Spares = 3, isFresh: true);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ScriptedPool.CallAsync(pool))).WaitAsync(ScriptedPool.Deadline);
        Assert.InRange(most.Max(), 1, 2);
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 3, "three spares are ready");
    }

    [Fact]
    public async Task Spare_AfterTheFirstCall_IsReadyAndServesTheNext()
    {
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, isFresh: true);
        await pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(1, launcher.Started);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        for (int call = 2; call <= 4; call++)
        {
            ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the spare is ready");
            Assert.Equal(call, launcher.Started);
            await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        }
    }

    [Fact]
    public async Task Spares_Zero_StartsOneProcessForEachCallAndNoMore()
    {
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.Spares = 0, isFresh: true);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(2, launcher.Started);
    }

    [Fact]
    public async Task Spare_DiesByItself_IsReplacedByTheNextCallOnly()
    {
        ScriptedWorker? spare = null;
        var launcher = new ScriptedWorker.Launcher(
            worker => worker.Live(),
            worker =>
            {
                worker.OnNoteReady = () => Volatile.Write(ref spare, worker);
                worker.Live();
            },
            worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, isFresh: true);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the spare is ready");
        spare!.Exit(1);
        ScriptedPool.Until(() => pool.GetSnapshot().Crashed == 1, "the spare's death was noticed");
        Assert.Equal(2, launcher.Started);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        ScriptedPool.Until(() => launcher.Started == 4, "its call had a worker, and a spare is there again");
    }

    [Fact]
    public async Task Spare_CannotBeStarted_CallsGoOnAndNobodyIsTold()
    {
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            if (Interlocked.Increment(ref started) % 2 == 0)
            {
                worker.Exit(1);
            }
            else
            {
                worker.Live();
            }
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, isFresh: true);
        for (int call = 0; call < 3; call++)
        {
            Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 0 && launcher.Started == 2 * (call + 1), "the spare has failed");
        }
    }

    [Fact]
    public async Task Spares_OfAPool_AreKeptBesideThoseThatWorkButDoNotWorkThemselves()
    {
        var answer = new TaskCompletionSource();
        var calls = new ConcurrentQueue<int>();
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live(items =>
        {
            calls.Enqueue(items);
            answer.Task.Wait(ScriptedPool.Deadline);
        }));
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => (options.Spares, options.IdleTimeoutMilliseconds) = (1, 1));
        Task<int>[] both = [ScriptedPool.CallAsync(pool), ScriptedPool.CallAsync(pool)];
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 2, "a spare is ready");
        ProcessPoolSnapshot snapshot = pool.GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Busy, snapshot.Queued));
        Assert.Single(calls);
        answer.SetResult();
        Assert.All(await Task.WhenAll(both).WaitAsync(ScriptedPool.Deadline), value => Assert.Equal(7, value));
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "idle for too long, all but the spare have left");
    }

    [Fact]
    public async Task Withdraw_CallIgnoresItsToken_WorkerIsKilledAndTheNextCallRuns()
    {
        var begun = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(
            new(
                worker =>
                {
                    worker.OnKill = () => { killed.TrySetResult(); worker.Exit(137); };
                    worker.SayHello();
                    worker.Begin(worker.ReadCall().Call);
                    begun.SetResult();
                },
                worker => worker.Live()),
            configure: options => options.KillGraceMilliseconds = 20, isFresh: true);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block(pool, new RecordingSink(1)), begun.Task);
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task Withdraw_CallBeforeItBegan_ItsWorkerServesNoOther()
    {
        var arrived = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                arrived.SetResult();
                Assert.Equal((ushort)FrameKind.Cancel, worker.Read().Header.Kind);
                worker.Send(FrameKind.End, call: call);
                Assert.Equal((ushort)FrameKind.Quit, worker.Read().Header.Kind);
                worker.Exit(0);
            },
            worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, isFresh: true);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block(pool, new RecordingSink(1)), arrived.Task);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task SingleCall_BehindALargeBatch_IsAmongTheNext()
    {
        var first = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(worker => worker.Live(_ => first.Task.Wait(ScriptedPool.Deadline))), isFresh: true);
        var order = new ConcurrentQueue<string>();
        var large = new Submission(maxRunning: 8);
        RecordingSink[] sinks = [.. Enumerable.Range(0, 20).Select(_ => new RecordingSink(1, _ => order.Enqueue("batch")))];
        Array.ForEach(sinks, sink => pool.Submit(ScriptedPool.Block(pool, sink, owner: large)));
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first runs");
        var single = new RecordingSink(1, _ => order.Enqueue("single"));
        pool.Submit(ScriptedPool.Block(pool, single));
        first.SetResult();
        await Task.WhenAll(sinks.Append(single).Select(sink => sink.All)).WaitAsync(ScriptedPool.Deadline);
        Assert.InRange(order.ToList().IndexOf("single"), 1, 2);
    }

    [Fact]
    public async Task Shutdown_WithASpare_EndsIt()
    {
        int quits = 0;
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live(onQuit: () => Interlocked.Increment(ref quits)));
        PoolScheduler pool = ScriptedPool.Make(launcher, isFresh: true);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the spare is ready");
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal((2, 2), (launcher.Started, Volatile.Read(ref quits)));
    }
}
