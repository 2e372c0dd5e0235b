using ParallelGen.Channels;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Workers that die before they begin what they were given: nobody is blamed for the death of others.</summary>
public sealed class BlameTests
{
    [Fact]
    public async Task Call_IdleWorkersAreDying_GoesToTheOneThatLives()
    {
        var survivorReady = new ManualResetEventSlim();
        var dying = new List<ScriptedWorker>();
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            if (Interlocked.Increment(ref started) > 1)
            {
                Assert.True(survivorReady.Wait(ScriptedPool.Deadline));
                lock (dying)
                {
                    dying.Add(worker);
                }

                worker.SayHello();
                return;
            }

            worker.SayHello();
            worker.Serve();
        });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 4);
        Task warm = pool.WarmUpAsync();
        ScriptedPool.Until(() => pool.GetSnapshot().Workers.Count == 1, "the first worker is ready");
        survivorReady.Set();
        await warm.WaitAsync(ScriptedPool.Deadline);

        // Their channels have ended, their processes are not gone yet.
        dying.ForEach(worker => worker.CloseChannel());
        await Task.WhenAll(dying.Select(worker => worker.Awaited)).WaitAsync(ScriptedPool.Deadline);
        Task<int> call = ScriptedPool.CallAsync(pool);
        Task first = await Task.WhenAny(call, Task.Delay(ScriptedPool.Deadline));
        dying.ForEach(worker => worker.Exit(137));
        Assert.Same(call, first);
        Assert.Equal(7, await call);
    }

    /// <summary>What was published in shared memory can be destroyed before it is read, a begin mark too.</summary>
    [Fact]
    public async Task C05_BeginMarkIsDestroyed_CallFailsAndIsNotRepeated()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.TakeMemory();
                worker.BeginAndDestroy(worker.ReadCall().Call);
            },
            worker =>
            {
                worker.SayHello();
                worker.TakeMemory();
                worker.Serve();
            }) { SharesMemory = true };
        PoolScheduler pool = ScriptedPool.Make(launcher);
        Task<int> call = ScriptedPool.CallAsync(pool);
        WorkerCrashedException e = await Assert.ThrowsAsync<WorkerCrashedException>(() => call.WaitAsync(ScriptedPool.Deadline));
        Assert.Contains("the shared memory is damaged", e.Message, StringComparison.Ordinal);
        Assert.Contains("was not repeated", e.Message, StringComparison.Ordinal);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Results_ManyAtOnceAndOneThatIsNone_ThoseBeforeItCountAndTheOthersFail()
    {
        const int Items = 40, Bad = 17;
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.TakeMemory();
                long call = worker.ReadCall().Call;

                // Nobody is rung for these: they are there together when the pool looks.
                worker.Peer.SendQuietly(new FrameHeader((ushort)FrameKind.Begin, Call: call), default);
                for (int item = 0; item < Items - 1; item++)
                {
                    byte status = (byte)(item == Bad ? 99 : (int)ItemStatus.Succeeded);
                    worker.Peer.SendQuietly(new FrameHeader((ushort)FrameKind.Result, (ushort)ResultMarks.NextBegun, item, call), [status, 5, 0, 0, 0]);
                }
            }) { SharesMemory = true };
        PoolScheduler pool = ScriptedPool.Make(launcher);
        var sink = new RecordingSink(Items);
        pool.Submit(ScriptedPool.Block(pool, sink, Items));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.All(Enumerable.Range(0, Bad), item => Assert.Equal(5, sink.Outcomes[item].ValueOrThrow()));

        // Nothing from there on can be believed, so nobody knows which of them ran.
        Assert.All(Enumerable.Range(Bad, Items - Bad), item => Assert.IsType<WorkerCrashedException>(sink.Outcomes[item].Error));
        Assert.All(sink.Told, told => Assert.Equal(1, told));
        Assert.Empty(launcher.ScriptErrors);
    }

    [Fact]
    public async Task Block_FruitlessDeathsWithProgressBetween_IsNotSuspected()
    {
        void DieBeforeBegin(ScriptedWorker worker)
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(1);
        }

        void AnswerOneAndDie(ScriptedWorker worker)
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            worker.Answer(call, 5, marks: ResultMarks.NextBegun);
            worker.Exit(1);
        }

        var launcher = new ScriptedWorker.Launcher(DieBeforeBegin, DieBeforeBegin, AnswerOneAndDie, DieBeforeBegin, worker =>
        {
            worker.SayHello();
            worker.Serve();
        });
        PoolScheduler pool = ScriptedPool.Make(launcher);
        var sink = new RecordingSink(3);
        pool.Submit(ScriptedPool.Block(pool, sink, items: 3));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(5, sink.Outcomes[0].ValueOrThrow());
        Assert.IsType<WorkerCrashedException>(sink.Outcomes[1].Error);
        Assert.Equal(7, sink.Outcomes[2].ValueOrThrow());
    }

    [Fact]
    public async Task ManyCalls_EveryWorkerDiesBeforeBegin_AllFailAfterThreeStarts()
    {
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            worker.ReadCall();
            worker.Exit(1);
        });
        PoolScheduler pool = ScriptedPool.Make(launcher);
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(_ => ScriptedPool.CallAsync(pool))];
        foreach (Task<int> call in calls)
        {
            await Assert.ThrowsAsync<WorkerCrashedException>(() => call.WaitAsync(ScriptedPool.Deadline));
        }

        Assert.InRange(launcher.Started, 3, 4);
    }

    [Fact]
    public async Task Call_NothingComesOfAWorkerThatSaidHello_FailsInsteadOfStartingForEver()
    {
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.OnNoteReady = () => throw new IOException("The temp folder is read-only.");
            worker.SayHello();
        }));
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WorkerEndsItThoughNobodyAsked_IsABrokenWorker()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.Send(FrameKind.End, call: worker.ReadCall().Call);
                worker.ReadCall();
            },
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            });
        Assert.Equal(7, await ScriptedPool.CallAsync(ScriptedPool.Make(launcher)).WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(2, launcher.Started);
    }
}
