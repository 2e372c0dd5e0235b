using ParallelGen.Channels;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Cancelling and killing: who is told to stop stops or dies, and nobody else does.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Withdraw_ItemEndsAndTheNextBegins_WorkerIsStillKilledAfterTheGrace()
    {
        var begun = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker =>
            {
                worker.OnKill = () => { killed.TrySetResult(); worker.Exit(137); };
                worker.SayHello();
                long call = worker.ReadCall().Call;
                worker.Begin(call);
                begun.SetResult();
                ReadCancel(worker, call);
                worker.Answer(call, 0, marks: ResultMarks.NextBegun);
            }),
            configure: options => options.KillGraceMilliseconds = 100);
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block(pool, new RecordingSink(2), items: 2), begun.Task);
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
    }

    [Fact]
    public async Task Withdraw_BeforeTheItemBegins_ItsTimeLimitDoesNotReplaceTheGrace()
    {
        var sent = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker =>
            {
                worker.OnKill = () => { killed.TrySetResult(); worker.Exit(137); };
                worker.SayHello();
                long call = worker.ReadCall().Call;
                sent.SetResult();
                ReadCancel(worker, call);
                worker.Begin(call);
            }),
            configure: options => options.KillGraceMilliseconds = 100);
        WorkBlock block = ScriptedPool.Block(pool, new RecordingSink(1), limit: TimeSpan.FromHours(1));
        await ScriptedPool.SubmitAndWithdrawAsync(pool, block, sent.Task);
        await killed.Task.WaitAsync(ScriptedPool.Deadline);
    }

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

    private static void ReadCancel(ScriptedWorker worker, long call)
    {
        FrameHeader header = worker.Read().Header;
        Assert.Equal((FrameKind.Cancel, call, WireProtocol.WholeCall), ((FrameKind)header.Kind, header.Call, header.Item));
    }
}
