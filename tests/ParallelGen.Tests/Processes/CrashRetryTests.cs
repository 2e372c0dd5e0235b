using ParallelGen.Channels;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Calls that are run again when they have ended their worker, because their method asks for it.</summary>
public sealed class CrashRetryTests
{
    private const int Segfault = 128 + 11;

    [Fact]
    public async Task Call_EndsOneWorker_RunsAgainAndHasItsResult()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCall, ServeAll);
        PoolScheduler pool = ScriptedPool.Make(launcher);
        RecordingSink sink = await RunAsync(pool, items: 1);
        Assert.Equal(7, sink.Outcomes[0].ValueOrThrow());
        Assert.Equal([1], sink.Told);
        Assert.Equal(2, launcher.Started);
        Assert.Equal((1, 1, 0), (pool.GetSnapshot().Crashed, pool.GetSnapshot().Completed, pool.GetSnapshot().Failed));
    }

    [Fact]
    public async Task Call_EndsEveryWorker_IsReportedAsPoisonWithAllAttempts()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCall);
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 1);
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(sink.Outcomes[0].Error);
        Assert.Equal((RepeatedCall.Retries + 1, 11), (error.Attempts, error.Signal));
        Assert.Contains("The call was run 3 times, ended its worker each time", error.Message, StringComparison.Ordinal);
        Assert.Contains("It is poison: CrashRetries = 2 allows no more", error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], error.EarlierCrashes.Select(earlier => earlier.Attempts));
        Assert.Equal([0, 1], error.EarlierCrashes.Select(earlier => earlier.EarlierCrashes.Count));
        Assert.All(error.EarlierCrashes, earlier => Assert.Equal(11, earlier.Signal));
        Assert.Equal(RepeatedCall.Retries + 1, launcher.Started);
    }

    [Fact]
    public async Task Call_OfAMethodThatDoesNotAskForIt_RunsOnce()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCall, ServeAll);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(
            () => ScriptedPool.CallAsync(ScriptedPool.Make(launcher)).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(1, error.Attempts);
        Assert.Empty(error.EarlierCrashes);
        Assert.Contains("was not repeated", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, launcher.Started);
    }

    [Fact]
    public async Task Block_OneItemEndsOneWorker_RunsAgainWithWhatFollowsAndNothingBefore()
    {
        var items = new List<int>();
        var launcher = new ScriptedWorker.Launcher(
            worker => EndInItem(worker, 1, items),
            worker => worker.Live(onCall: items.Add));
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 4);
        Assert.All(sink.Outcomes, outcome => Assert.Equal(7, outcome.ValueOrThrow()));
        Assert.Equal([1, 1, 1, 1], sink.Told);
        Assert.Equal([4, 3], items);
    }

    [Fact]
    public async Task Block_OneItemEndsEveryWorker_FailsAloneAndTheOthersRunOnce()
    {
        var items = new List<int>();
        var launcher = new ScriptedWorker.Launcher(
            worker => EndInItem(worker, 1, items),
            worker => EndInItem(worker, 0, items),
            worker => EndInItem(worker, 0, items),
            worker => worker.Live(onCall: items.Add));
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 4);
        Assert.Equal(RepeatedCall.Retries + 1, Assert.IsType<WorkerCrashedException>(sink.Outcomes[1].Error).Attempts);
        Assert.All([0, 2, 3], item => Assert.Equal(7, sink.Outcomes[item].ValueOrThrow()));
        Assert.Equal([1, 1, 1, 1], sink.Told);
        Assert.Equal([4, 3, 3, 2], items);
    }

    [Fact]
    public async Task Block_EachItemEndsAWorkerAsOftenAsItMay_TheirAttemptsCountApart()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker => EndInItem(worker, 0),
            worker => EndInItem(worker, 0),
            worker => EndInItem(worker, 1),
            worker => EndInItem(worker, 0),
            worker => worker.Live());
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 3);
        Assert.All(sink.Outcomes, outcome => Assert.Equal(7, outcome.ValueOrThrow()));
        Assert.Equal(5, launcher.Started);
    }

    [Fact]
    public async Task Call_CancelledWhileItRunsAgain_IsNotRepeatedOnceMore()
    {
        var begun = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            EndInCall,
            worker =>
            {
                worker.OnKill = () => { worker.Exit(137); gone.TrySetResult(); };
                worker.SayHello();
                worker.Begin(worker.ReadCall().Call);
                begun.SetResult();
                worker.Killed.Wait(ScriptedPool.Deadline);
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.KillGraceMilliseconds = 0);
        var sink = new RecordingSink(1);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block<RepeatedCall>(pool, sink), begun.Task);
        await gone.Task.WaitAsync(ScriptedPool.Deadline);
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(2, launcher.Started);
        Assert.Equal([0], sink.Told);
    }

    [Fact]
    public async Task Call_CancelledWhileItWaitsToRunAgain_LeavesTheQueue()
    {
        var starting = new TaskCompletionSource();
        var go = new ManualResetEventSlim();
        var launcher = new ScriptedWorker.Launcher(
            EndInCall,
            worker =>
            {
                starting.SetResult();
                go.Wait(ScriptedPool.Deadline);
                worker.Live();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher);
        var sink = new RecordingSink(1);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block<RepeatedCall>(pool, sink), starting.Task);
        Assert.Equal(0, pool.GetSnapshot().Queued);
        go.Set();
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal([0], sink.Told);
    }

    [Fact]
    public async Task Call_PassesItsTimeLimitWhenItRunsAgain_IsTimedOutAndNotRepeatedOnceMore()
    {
        var launcher = new ScriptedWorker.Launcher(
            EndInCall,
            worker =>
            {
                worker.SayHello();
                worker.Begin(worker.ReadCall().Call);
                worker.Killed.Wait(ScriptedPool.Deadline);
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, configure: options => options.KillGraceMilliseconds = 0);
        RecordingSink sink = await RunAsync(pool, items: 1, limit: TimeSpan.FromMilliseconds(50));
        Assert.IsType<TimeoutException>(sink.Outcomes[0].Error);
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(2, launcher.Started);
        Assert.Equal([1], sink.Told);
    }

    [Fact]
    public async Task Call_NoWorkerCanRunItAgain_FailsWithItsCrashAndTheReason()
    {
        var launcher = new ScriptedWorker.Launcher(EndInCall, worker => worker.Exit(3));
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 2);
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(sink.Outcomes[0].Error);
        Assert.Equal((1, 11), (error.Attempts, error.Signal));
        Assert.Contains("It was to be run again, but no worker could do so", error.Message, StringComparison.Ordinal);
        Assert.Contains("exited with code 3", error.Message, StringComparison.Ordinal);
        // The other one has never run.
        Assert.IsType<WorkerStartException>(sink.Outcomes[1].Error);
    }

    [Fact]
    public async Task Call_WorkerDiesBeforeBegin_IsNoAttempt()
    {
        void DieBeforeBegin(ScriptedWorker worker)
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(1);
        }

        var launcher = new ScriptedWorker.Launcher(DieBeforeBegin, EndInCall, DieBeforeBegin, DieBeforeBegin, EndInCall, ServeAll);
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 1);
        Assert.Equal(7, sink.Outcomes[0].ValueOrThrow());
        Assert.Equal(6, launcher.Started);
    }

    [Fact]
    public async Task C05_MemoryIsDestroyed_NothingIsRepeatedEvenSo()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.TakeMemory();
                worker.BeginAndDestroy(worker.ReadCall().Call);
            },
            ServeAll) { SharesMemory = true };
        RecordingSink sink = await RunAsync(ScriptedPool.Make(launcher), items: 1);
        Assert.Contains("was not repeated", Assert.IsType<WorkerCrashedException>(sink.Outcomes[0].Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_DrainsWhatIsToRunAgain()
    {
        var died = new TaskCompletionSource();
        var go = new ManualResetEventSlim();
        var launcher = new ScriptedWorker.Launcher(
            EndInCall,
            worker =>
            {
                died.SetResult();
                go.Wait(ScriptedPool.Deadline);
                worker.Live();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher);
        var sink = new RecordingSink(1);
        pool.Submit(ScriptedPool.Block<RepeatedCall>(pool, sink));
        await died.Task.WaitAsync(ScriptedPool.Deadline);
        Task end = pool.ShutdownAsync(cancelPending: false);
        go.Set();
        await end.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, sink.Outcomes[0].ValueOrThrow());
    }

    private static async Task<RecordingSink> RunAsync(PoolScheduler pool, int items, TimeSpan? limit = null)
    {
        var sink = new RecordingSink(items);
        pool.Submit(ScriptedPool.Block<RepeatedCall>(pool, sink, items, limit));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        return sink;
    }

    private static void EndInCall(ScriptedWorker worker) => EndInItem(worker, 0);

    /// <summary>Answers the items before it.</summary>
    private static void EndInItem(ScriptedWorker worker, int fatal, List<int>? counts = null)
    {
        worker.SayHello();
        while (true)
        {
            (FrameHeader header, byte[] body) = worker.Read();
            if (header.Kind == (ushort)FrameKind.Call)
            {
                var reader = new WireReader(body);
                counts?.Add(CallHeader.Read(ref reader).Items);
                worker.Begin(header.Call);
                for (int item = 0; item < fatal; item++)
                {
                    worker.Answer(header.Call, 7, item, ResultMarks.NextBegun);
                }

                worker.Exit(Segfault);
                return;
            }
        }
    }

    private static void ServeAll(ScriptedWorker worker)
    {
        worker.SayHello();
        worker.Serve();
    }
}
