using System.Collections.Concurrent;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Workers that reach a limit or are idle for too long leave, and nothing is lost by it.</summary>
public sealed class RecyclingTests
{
    [Fact]
    public async Task MaxTasks_Reached_WorkerQuitsAndIsReplacedWhenThereIsWork()
    {
        int quits = 0;
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live(onQuit: () => Interlocked.Increment(ref quits)));
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.MaxTasksPerWorker = 2);
        for (int call = 1; call <= 4; call++)
        {
            Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            Assert.Equal((call + 1) / 2, launcher.Started);
            ScriptedPool.Until(() => Volatile.Read(ref quits) == call / 2, "the worker was told to quit");
        }

        ProcessPoolSnapshot snapshot = pool.GetSnapshot();
        Assert.Equal((4L, 2L, 0L), (snapshot.Completed, snapshot.Recycled, snapshot.Crashed));
        Assert.Empty(snapshot.Workers);
    }

    [Fact]
    public async Task MaxTasks_BlockIsLargerThanWhatTheWorkerHasLeft_TheRestGoesOnInAnother()
    {
        var calls = new ConcurrentQueue<int>();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker => worker.Live(calls.Enqueue)), configure: options => options.MaxTasksPerWorker = 3);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        var sink = new RecordingSink(7);
        pool.Submit(ScriptedPool.Block(pool, sink, items: 7));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal([1, 2, 3, 2], calls);
        Assert.All(sink.Told, count => Assert.Equal(1, count));
        Assert.All(sink.Outcomes, outcome => Assert.Equal(7, outcome.Value));
    }

    [Fact]
    public async Task MaxTasks_WorkerDiesWithAPartOfABlock_OnlyTheRunningItemIsBlamed()
    {
        var calls = new ConcurrentQueue<int>();
        PoolScheduler pool = ScriptedPool.Make(
            new(
                worker =>
                {
                    worker.SayHello();
                    long call = worker.ReadCall().Call;
                    worker.Begin(call);
                    worker.Answer(call, 7, marks: ResultMarks.NextBegun);
                    worker.Exit(1);
                },
                worker => worker.Live(calls.Enqueue)),
            configure: options => options.MaxTasksPerWorker = 3);
        var sink = new RecordingSink(5);
        pool.Submit(ScriptedPool.Block(pool, sink, items: 5));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.IsType<WorkerCrashedException>(sink.Outcomes[1].Error);
        Assert.Equal([true, false, true, true, true], sink.Outcomes.Select(outcome => outcome.Succeeded));
        Assert.Equal([3], calls);
    }

    [Fact]
    public async Task MaxTasks_ResultBeyondThePartThatWasSent_IsABrokenWorker()
    {
        PoolScheduler pool = ScriptedPool.Make(
            new(
                worker =>
                {
                    worker.SayHello();
                    long call = worker.ReadCall().Call;
                    worker.Begin(call);
                    worker.Answer(call, 7, item: 0, marks: ResultMarks.NextBegun);
                },
                worker => worker.Live()),
            configure: options => options.MaxTasksPerWorker = 1);
        var sink = new RecordingSink(2);
        pool.Submit(ScriptedPool.Block(pool, sink, items: 2));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Contains("put marks 1 on the result of item 0 of 1", Assert.IsType<WorkerCrashedException>(sink.Outcomes[0].Error).Message, StringComparison.Ordinal);
        Assert.True(sink.Outcomes[1].Succeeded);
    }

    [Fact]
    public async Task Withdraw_BlockOfWhichOnlyAPartWasSent_TheRestDoesNotStart()
    {
        var begun = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            begun.SetResult();
            Assert.Equal((ushort)FrameKind.Cancel, worker.Read().Header.Kind);
            worker.Answer(call, 7);
            Assert.Equal((ushort)FrameKind.Quit, worker.Read().Header.Kind);
            worker.Exit(0);
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.MaxTasksPerWorker = 1);
        WorkBlock block = ScriptedPool.Block(pool, new RecordingSink(3), items: 3);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, block, begun.Task);
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Empty(launcher.ScriptErrors);
        Assert.Equal((1, 0), (launcher.Started, block.PayloadLength));
    }

    [Fact]
    public async Task Shutdown_CancelsWhatIsPending_ThePartThatWasNotSentDoesNotStart()
    {
        var begun = new TaskCompletionSource();
        PoolScheduler? pool = null;
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                worker.Begin(call);
                begun.SetResult();
                ScriptedPool.Until(() => pool!.IsClosing, "the pool shuts down");
                worker.Answer(call, 7);
                while (worker.Read().Header.Kind != (ushort)FrameKind.Quit)
                {
                }

                worker.Exit(0);
            },
            worker => worker.Live());
        pool = ScriptedPool.Make(launcher, configure: options => options.MaxTasksPerWorker = 1);
        var sink = new RecordingSink(3);
        pool.Submit(ScriptedPool.Block(pool, sink, items: 3));
        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        await pool.ShutdownAsync(cancelPending: true).WaitAsync(ScriptedPool.Deadline);
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(1, launcher.Started);
        Assert.All(sink.Outcomes[1..], outcome => Assert.IsType<OperationCanceledException>(outcome.Error));
    }

    [Fact]
    public async Task MemoryLimit_PassedBetweenCalls_WorkerIsReplaced()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker => worker.Live(_ => worker.ResidentBytes = (100 << 20) + 1),
            worker => worker.Live(_ => worker.ResidentBytes = 100 << 20));
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.MaxWorkerMemoryMegabytes = 100);
        for (int call = 0; call < 5; call++)
        {
            Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        }

        ScriptedPool.Until(() => launcher.Started == 2, "the first was replaced, the second was not");
        Assert.Equal(1, pool.GetSnapshot().Recycled);
        Assert.Single(pool.GetSnapshot().Workers);
    }

    [Fact]
    public async Task IdleTimeout_Passed_WorkerQuitsAndTheNextCallStartsAnother()
    {
        int quits = 0;
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live(onQuit: () => Interlocked.Increment(ref quits)));
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.IdleTimeoutMilliseconds = 20);
        for (int round = 1; round <= 3; round++)
        {
            Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
            ScriptedPool.Until(() => Volatile.Read(ref quits) == round, "the idle worker was told to quit");
        }

        Assert.Equal(3, launcher.Started);
        ProcessPoolSnapshot snapshot = pool.GetSnapshot();
        Assert.Equal((0L, 0L, 0), (snapshot.Recycled, snapshot.Crashed, snapshot.Workers.Count));
    }

    [Fact]
    public async Task IdleTimeout_WorkerIsBusyForLonger_IsNotEnded()
    {
        var answer = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker => worker.Live(_ => answer.Task.Wait(ScriptedPool.Deadline)),
            worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2, configure: options => options.IdleTimeoutMilliseconds = 20);
        Task<int> first = ScriptedPool.CallAsync(pool);
        ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the first call has its worker");
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the idle one has left");
        Assert.True(Assert.Single(pool.GetSnapshot().Workers).IsBusy);
        answer.SetResult();
        Assert.Equal(7, await first.WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task IdleTimeout_CallsComeInTheVeryMoment_NoneIsLost()
    {
        var launcher = new ScriptedWorker.Launcher(worker => worker.Live());
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2, configure: options => options.IdleTimeoutMilliseconds = 1);
        var random = new Random(3);
        for (int call = 0; call < 300; call++)
        {
            Task<int>[] calls = [ScriptedPool.CallAsync(pool), ScriptedPool.CallAsync(pool)];
            Assert.All(await Task.WhenAll(calls).WaitAsync(ScriptedPool.Deadline), value => Assert.Equal(7, value));
            Thread.SpinWait(random.Next(100_000));
        }

        Assert.InRange(launcher.Started, 3, 600);
        Assert.Equal(0, pool.GetSnapshot().Crashed);
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task IdleTimeout_WarmUpTakesLonger_StillEndsWithEveryWorkerReady()
    {
        var ready = new TaskCompletionSource();
        var quit = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.OnNoteReady = () => ready.TrySetResult();
                worker.Live(onQuit: () => quit.TrySetResult());
            },
            worker =>
            {
                Assert.True(ready.Task.Wait(ScriptedPool.Deadline));
                // Many times the timeout.
                Assert.False(quit.Task.Wait(TimeSpan.FromMilliseconds(50)));
                worker.Live();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2, options => options.IdleTimeoutMilliseconds = 1);
        await pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(2, launcher.Started);
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Retired_WorkerThatDoesNotQuit_IsKilled()
    {
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(
            new(
                worker =>
                {
                    worker.OnKill = () => { killed.TrySetResult(); worker.Exit(137); };
                    worker.SayHello();
                    worker.Serve();
                },
                worker => worker.Live()),
            configure: options => options.MaxTasksPerWorker = 1);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        Task<int> second = ScriptedPool.CallAsync(pool);
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, await second.WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(0, pool.GetSnapshot().Crashed);
    }
}
