using System.Runtime.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;

namespace ParallelGen.Tests.Processes;

/// <summary>Warming up, starting again, shutting down, and what a pool keeps.</summary>
public sealed class PoolLifecycleTests
{
    [Fact]
    public async Task WarmUp_PoolIsShutDownMeanwhile_ThrowsInsteadOfWaitingForEver()
    {
        var hello = new ManualResetEventSlim();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            Assert.True(hello.Wait(ScriptedPool.Deadline));
            worker.SayHello();
            worker.Read();
            worker.Read();
            worker.Exit(0);
        }), workers: 1);
        Task warm = pool.WarmUpAsync();
        Task shutdown = pool.ShutdownAsync(cancelPending: false);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => warm.WaitAsync(ScriptedPool.Deadline));
        hello.Set();
        await shutdown.WaitAsync(ScriptedPool.Deadline);
    }

    [Fact]
    public async Task Call_AStartFailedWhileAnotherWorkerIsBusy_IsTriedAgain()
    {
        var busy = new TaskCompletionSource();
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.Begin(worker.ReadCall().Call);
                busy.SetResult();
                worker.Killed.Wait(ScriptedPool.Deadline);
            },
            worker => worker.Exit(1),
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2);
        Task<int> first = ScriptedPool.CallAsync(pool);
        await busy.Task.WaitAsync(ScriptedPool.Deadline);
        Task<int> second = ScriptedPool.CallAsync(pool);
        Assert.Equal(7, await second.WaitAsync(ScriptedPool.Deadline));
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task WarmUp_RightAfterAFailedStart_Completes()
    {
        var launcher = new ScriptedWorker.Launcher(
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            },
            worker => worker.Exit(1),
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            });
        PoolScheduler pool = ScriptedPool.Make(launcher, workers: 2);
        await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline);
        await Assert.ThrowsAsync<WorkerStartException>(() => pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline));
        await pool.WarmUpAsync().WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(2, pool.GetSnapshot().Workers.Count);
    }

    [Fact]
    public async Task Call_Delivered_IsAlreadyCounted()
    {
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            worker.Serve();
        }));
        long counted = -1;
        var sink = new RecordingSink(1, _ => counted = pool.Counters.CompletedCalls);
        pool.Submit(ScriptedPool.Block(pool, sink));
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(1, counted);
    }

    [Fact]
    public async Task Worker_StartedByACaller_KeepsNothingOfItsExecutionContext()
    {
        var begun = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            begun.SetResult();
            worker.Read();
            worker.Begin(call);
            worker.Answer(call, 1);
            worker.Serve();
        }));
        WeakReference state = await StartWithAmbientStateAsync(pool, begun.Task);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        ScriptedPool.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !state.IsAlive;
            },
            "the caller's ambient state is collected");
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
    }

    /// <summary>Starts the worker and sets a deadline on it while something is in an async local.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<WeakReference> StartWithAmbientStateAsync(PoolScheduler pool, Task begun) => Task.Run(async () =>
    {
        var state = new object();
        var ambient = new AsyncLocal<object?> { Value = state };
        await ScriptedPool.SubmitAndWithdrawAsync(pool, ScriptedPool.Block(pool, new RecordingSink(1)), begun);
        ambient.Value = null;
        return new WeakReference(state);
    });

    [Fact]
    public async Task Payload_DeadWorkersSenderStillReadsIt_IsNotGivenBack()
    {
        var died = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(
            worker =>
            {
                worker.PoolOutput.Until = goOn.Task;
                worker.SayHello();
                worker.PoolOutput.Held.Wait(ScriptedPool.Deadline);
                worker.Exit(1);
                died.SetResult();
            },
            worker =>
            {
                worker.SayHello();
                worker.Serve();
            }));
        var call = new SingleCall<int>(default);
        WorkBlock block = ScriptedPool.Block(pool, call, padding: 1 << 20);
        int length = block.PayloadLength;
        pool.Submit(block);
        await died.Task.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, await call.Task.WaitAsync(ScriptedPool.Deadline));
        Assert.Equal(length, block.PayloadLength);

        goOn.SetResult();
        ScriptedPool.Until(() => block.PayloadLength == 0, "the sender has given up, and the payload is given back");
    }
}
