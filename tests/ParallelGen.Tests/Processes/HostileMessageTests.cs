using ParallelGen.Execution.Streams;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Processes;

/// <summary>Workers that report, or give items, as they must not: they are killed, and nobody hangs.</summary>
public sealed class HostileMessageTests
{
    private static readonly byte[] s_number = [1, 0, 0, 0];

    [Fact]
    public async Task Report_MoreThanTheWindowWithoutWaiting_KillsTheWorker()
    {
        using var go = new ManualResetEventSlim();
        Task? killed = null;
        Task<int> call = RunAsync(new Handler(_ => go.Wait()), worker =>
        {
            killed = worker.Killed;
            long number = Begin(worker);
            for (int i = 0; i <= WireProtocol.ReportWindow; i++)
            {
                worker.Send(FrameKind.Report, s_number, call: number);
            }
        });
        ScriptedPool.Until(() => killed is { IsCompleted: true }, "the worker is killed");
        Assert.False(call.IsCompleted);
        go.Set();
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => call.Within());
        Assert.Contains("more than 64 reports", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_BeforeTheItemHasBegun_KillsTheWorkerAndAnotherRunsTheCall()
    {
        var handler = new Handler();
        Task<int> call = RunAsync(
            handler,
            worker =>
            {
                worker.SayHello();
                worker.Send(FrameKind.Report, s_number, call: worker.ReadCall().Call);
            },
            worker => worker.Answer(Begin(worker), 5));
        Assert.Equal(5, await call.Within());
        Assert.Empty(handler.Told);
    }

    [Fact]
    public async Task Report_AfterTheResult_KillsTheWorker()
    {
        var killed = new TaskCompletionSource();
        Assert.Equal(5, await RunAsync(new Handler(), worker =>
        {
            worker.OnKill = () => { worker.Exit(137); killed.SetResult(); };
            long number = Begin(worker);
            worker.Answer(number, 5);
            worker.Send(FrameKind.Report, s_number, call: number);
        }).Within());
        await killed.Task.Within();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Report_ThatIsNoValue_FailsTheCallWhichIsCancelledAndTheWorkerServesTheNext(int bytes)
    {
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            long number = Begin(worker);
            worker.Send(FrameKind.Report, new byte[bytes], call: number);
            Assert.Equal(FrameKind.Cancel, (FrameKind)worker.Read().Header.Kind);
            worker.Answer(number, 5);
            long next = worker.ReadCall().Call;
            worker.Begin(next);
            worker.Answer(next, 6);
        }));
        await Assert.ThrowsAsync<WireFormatException>(() => RunAsync(pool, new Handler()).Within());
        Assert.Equal(6, await RunAsync(pool, new Handler()).Within());
    }

    [Fact]
    public async Task Item_MoreThanTheWindowWithoutWaiting_KillsTheWorkerAndTheOthersAreGiven()
    {
        int sent = 0;
        IAsyncEnumerator<int> items = Stream(worker =>
        {
            long number = Begin(worker);
            for (; sent <= StreamWindow.Items; sent++)
            {
                worker.Send(FrameKind.Item, s_number, call: number);
            }
        });
        Task<bool> first = items.MoveNextAsync().Within();
        Assert.True(await first);
        // The one that was taken at once made no room yet.
        for (int i = 1; i < StreamWindow.Items; i++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            if (i == StreamWindow.Step - 2)
            {
                ScriptedPool.Until(() => Volatile.Read(ref sent) > StreamWindow.Items, "all are sent");
            }
        }

        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => items.MoveNextAsync().Within());
        Assert.Contains("more than 16 items", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Item_ThatIsNoValue_EndsTheSequenceWithTheReason(int bytes)
    {
        var cancelled = new TaskCompletionSource();
        IAsyncEnumerator<int> items = Stream(worker =>
        {
            long number = Begin(worker);
            worker.Send(FrameKind.Item, s_number, call: number);
            worker.Send(FrameKind.Item, new byte[bytes], call: number);
            worker.Send(FrameKind.Item, s_number, call: number);
            Assert.Equal(FrameKind.Cancel, (FrameKind)worker.Read().Header.Kind);
            cancelled.SetResult();
        });
        Assert.True(await items.MoveNextAsync().Within());
        await Assert.ThrowsAsync<WireFormatException>(() => items.MoveNextAsync().Within());
        await cancelled.Task.Within();
    }

    private static long Begin(ScriptedWorker worker)
    {
        worker.SayHello();
        long call = worker.ReadCall().Call;
        worker.Begin(call);
        return call;
    }

    private static Task<int> RunAsync(IProgress<int> progress, params Action<ScriptedWorker>[] scripts) =>
        RunAsync(ScriptedPool.Make(new ScriptedWorker.Launcher(scripts)), progress);

    private static Task<int> RunAsync(PoolScheduler pool, IProgress<int> progress) =>
        new ScriptedLane<ReportCall, (int Count, string Mode, IProgress<int>? Progress), int>(pool).RunAsync((1, "plain", progress), default);

    private static IAsyncEnumerator<int> Stream(Action<ScriptedWorker> script)
    {
        PoolScheduler pool = ScriptedPool.Make(new ScriptedWorker.Launcher(script));
        var lane = new ScriptedLane<
            WireStreamCall<RangeStream, (string Mode, int Count, string? File, IProgress<int>? Progress), int>,
            StreamInput<(string Mode, int Count, string? File, IProgress<int>? Progress), int>,
            ValueTuple>(pool);
        return new StreamPlan<(string Mode, int Count, string? File, IProgress<int>? Progress), int>(lane, ("range", 1, null, null), default).GetAsyncEnumerator();
    }
}
