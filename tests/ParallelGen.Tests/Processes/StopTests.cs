using ParallelGen.Channels;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Cancelling and killing: who is told to stop stops or dies, and nobody else does.</summary>
public sealed class StopTests
{
    [Fact]
    public Task Withdraw_ItemEndsAndTheNextBegins_WorkerIsStillKilledAfterTheGrace() => AssertKilledAsync(
        pool => ScriptedPool.Block(pool, new RecordingSink(2), items: 2),
        (worker, call) => worker.Begin(call),
        (worker, call) => worker.Answer(call, 0, marks: ResultMarks.NextBegun));

    [Fact]
    public Task Withdraw_BeforeTheItemBegins_ItsTimeLimitDoesNotReplaceTheGrace() => AssertKilledAsync(
        pool => ScriptedPool.Block(pool, new RecordingSink(1), limit: TimeSpan.FromHours(1)),
        (_, _) => { },
        (worker, call) => worker.Begin(call));

    [Fact]
    public async Task Withdraw_Twice_AsksTheWorkerOnceAndCountsOnce()
    {
        var begun = new TaskCompletionSource();
        var frames = new List<FrameKind>();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            begun.SetResult();
            ReadCancel(worker, call);
            worker.Answer(call, 1);
            while (true)
            {
                FrameHeader header = worker.Read().Header;
                lock (frames)
                {
                    frames.Add((FrameKind)header.Kind);
                }

                if (header.Kind == (ushort)FrameKind.Quit)
                {
                    worker.Exit(0);
                }
            }
        }));
        WorkBlock block = ScriptedPool.Block(pool, new RecordingSink(1));
        pool.Submit(block);
        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        block.Abandon();
        pool.Withdraw(block);
        pool.Withdraw(block);
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(1, pool.Counters.AbandonedCalls);
        Assert.Equal([FrameKind.Quit], frames);
    }

    [Fact]
    public async Task Kill_WorkerAnswersInTheLastMoment_TheNextCallGoesToAnother()
    {
        var begun = new TaskCompletionSource();
        PoolScheduler? pool = null;
        bool secondCall = false;
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                long call = worker.ReadCall().Call;
                worker.OnKill = () =>
                {
                    // Between the decision to kill and the kill itself.
                    worker.Answer(call, 1);
                    ScriptedPool.Until(() => Volatile.Read(ref secondCall) || pool!.GetSnapshot().Busy == 0, "the pool has the answer");
                    worker.Exit(137);
                };
                worker.Begin(call);
                begun.SetResult();
                worker.Begin(worker.ReadCall().Call);
                Volatile.Write(ref secondCall, true);
            },
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            });
        pool = ScriptedPool.Make(launcher, configure: options => options.KillGraceMilliseconds = 0);
        WorkBlock first = ScriptedPool.Block(pool, new RecordingSink(1));
        pool.Submit(first);
        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        Task<int> second = ScriptedPool.CallAsync(pool);
        first.Abandon();
        pool.Withdraw(first);
        Assert.Equal(7, await second.WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task Kill_TimerFiresBeforeTheGraceIsOver_WaitsForTheRest()
    {
        var begun = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        var time = new ManualTime();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker =>
            {
                worker.OnKill = () => { killed.TrySetResult(); worker.Exit(137); };
                worker.SayHello();
                worker.Begin(worker.ReadCall().Call);
                begun.SetResult();
            }),
            configure: options => options.KillGraceMilliseconds = 1,
            time: time);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block(pool, new RecordingSink(1)), begun.Task);
        // The timer counts real milliseconds: each time it fires, it looks at a clock that has not moved enough.
        await LooksAsync(time);
        time.Pass(TimeSpan.FromMilliseconds(0.9));
        await LooksAsync(time);
        Assert.False(killed.Task.IsCompleted);
        time.Pass(TimeSpan.FromMilliseconds(0.1));
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
    }

    private static Task LooksAsync(ManualTime time)
    {
        int before = time.Reads;
        return Task.Run(() => ScriptedPool.Until(() => time.Reads > before + 2, "the timer has fired"));
    }

    [Fact]
    public async Task StartTimeout_WorkerSaysHelloInTheLastMoment_GetsNoCall()
    {
        PoolScheduler pool = ScriptedPool.Make(
            new(worker =>
            {
                var killed = new TaskCompletionSource();
                worker.OnKill = () => killed.TrySetResult();
                Assert.True(killed.Task.Wait(ScriptedPool.Deadline));
                _ = worker.Awaited.ContinueWith(_ => worker.Exit(137), TaskScheduler.Default);
                worker.SayHello();
                worker.Begin(worker.ReadCall().Call);
                worker.Exit(137);
            }),
            configure: options => options.StartTimeoutMilliseconds = 50);
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Contains("did not say hello within 50 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_CancelsWhatIsPending_NothingQueuedStarts()
    {
        var begun = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        PoolScheduler? pool = null;
        bool secondCall = false;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            begun.SetResult();
            Assert.True(answer.Task.Wait(ScriptedPool.Deadline));
            worker.Answer(call, 1);
            while (worker.Read().Header.Kind is var kind && kind != (ushort)FrameKind.Quit)
            {
                Volatile.Write(ref secondCall, secondCall || kind == (ushort)FrameKind.Call);
            }

            worker.Exit(0);
        });
        pool = ScriptedPool.Make(launcher, configure: options => options.KillGraceMilliseconds = 100);
        pool.Submit(ScriptedPool.Block(pool, new RecordingSink(1)));
        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        var told = new RecordingSink(2, _ =>
        {
            // The worker becomes free in the middle of the shutdown.
            answer.TrySetResult();
            ScriptedPool.Until(() => Volatile.Read(ref secondCall) || pool.GetSnapshot().Busy == 0, "the pool has the answer");
        });
        pool.Submit(ScriptedPool.Block(pool, told, items: 2));
        await Task.Run(() => pool.ShutdownAsync(cancelPending: true)).WaitAsync(ScriptedPool.Deadline);
        Assert.False(secondCall);
        Assert.All(told.Outcomes, outcome => Assert.IsType<OperationCanceledException>(outcome.Error));
    }

    /// <summary>
    /// Withdraws a block from a worker that goes on after it has read of it, and waits for the kill. That must come after what the worker
    /// does, so a machine too slow for that is given a longer grace.
    /// </summary>
    private static async Task AssertKilledAsync(Func<PoolScheduler, WorkBlock> make, Action<ScriptedWorker, long> before, Action<ScriptedWorker, long> goOn)
    {
        bool wentOn = false;
        for (int grace = 100; !wentOn; grace *= 10)
        {
            Assert.True(grace <= 10_000, "The worker did not come to what it was to do within 10 s.");
            var sent = new TaskCompletionSource();
            var killed = new TaskCompletionSource<bool>();
            bool done = false;
            PoolScheduler pool = ScriptedPool.Make(
                new(worker =>
                {
                    worker.OnKill = () => { killed.TrySetResult(Volatile.Read(ref done)); worker.Exit(137); };
                    worker.SayHello();
                    long call = worker.ReadCall().Call;
                    before(worker, call);
                    sent.SetResult();
                    ReadCancel(worker, call);
                    goOn(worker, call);
                    Volatile.Write(ref done, true);
                }),
                configure: options => options.KillGraceMilliseconds = grace);
            await ScriptedPool.SubmitAndWithdrawAsync(pool, make(pool), sent.Task);
            wentOn = await killed.Task.WaitAsync(ScriptedPool.Deadline);
        }
    }

    private static void ReadCancel(ScriptedWorker worker, long call)
    {
        FrameHeader header = worker.Read().Header;
        Assert.Equal((FrameKind.Cancel, call, WireProtocol.WholeCall), ((FrameKind)header.Kind, header.Call, header.Item));
    }
}
