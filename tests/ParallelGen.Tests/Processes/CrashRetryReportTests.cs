using ParallelGen.Channels;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>A call has reported and ended its worker. When its handler gets round to the report it throws, and where the call runs again nobody waits for it.</summary>
public sealed class CrashRetryReportTests
{
    private readonly TaskCompletionSource _goOn = new();
    private readonly TaskCompletionSource<FrameHeader> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Handler_ThrowsWhileTheCallRunsAgain_CallIsCancelledThere()
    {
        var begun = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new ScriptedWorker.Launcher(ReportAndEnd, worker =>
        {
            worker.SayHello();
            FrameHeader call = worker.ReadCall();
            worker.Begin(call.Call);
            begun.SetResult();
            Hear(worker);
            worker.Answer(call.Call, 1);
            worker.Serve();
        }));
        WorkBlock block = Submit(pool, items: 1, out RecordingSink sink);
        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        ScriptedPool.Until(() => block.Worker is { RunningItem: 0 }, "the pool knows that it runs again");
        _goOn.SetResult();
        await AssertHandlersErrorAsync(sink);
        FrameHeader heard = await _heard.Task.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(((ushort)FrameKind.Cancel, 1, 0), (heard.Kind, heard.Call, heard.Item));
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
    }

    [Fact]
    public async Task Handler_ThrowsWhileTheCallWaitsToRunAgain_CallLeavesTheQueue()
    {
        var go = new ManualResetEventSlim();
        var calls = new List<int>();
        PoolScheduler pool = ScriptedPool.Make(new ScriptedWorker.Launcher(ReportAndEnd, worker =>
        {
            _goOn.SetResult();
            go.Wait(ScriptedPool.Deadline);
            worker.Live(onCall: calls.Add);
        }));
        Submit(pool, items: 1, out RecordingSink sink);
        await AssertHandlersErrorAsync(sink);
        ScriptedPool.Until(() => pool.GetSnapshot().Queued == 0, "the call leaves the queue");
        go.Set();
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        Assert.Single(calls);
    }

    /// <summary>Its neighbour is still wanted, so the block stays.</summary>
    [Fact]
    public async Task Handler_ThrowsBeforeTheCallBeginsAgain_CallIsCancelledWhenItDoesAndItsNeighbourRuns()
    {
        var go = new ManualResetEventSlim();
        PoolScheduler pool = ScriptedPool.Make(new ScriptedWorker.Launcher(ReportAndEnd, worker =>
        {
            worker.SayHello();
            FrameHeader call = worker.ReadCall();
            _goOn.SetResult();
            go.Wait(ScriptedPool.Deadline);
            worker.Begin(call.Call);
            Hear(worker);
            worker.Answer(call.Call, 1, 0, ResultMarks.NextBegun);
            worker.Answer(call.Call, 2, 1);
        }));
        Submit(pool, items: 2, out RecordingSink sink);
        ScriptedPool.Until(() => sink.Told[0] == 1, "the handler has thrown");
        go.Set();
        FrameHeader heard = await _heard.Task.WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(((ushort)FrameKind.Cancel, 1, 0), (heard.Kind, heard.Call, heard.Item));
        await AssertHandlersErrorAsync(sink);
        Assert.Equal(2, sink.Outcomes[1].ValueOrThrow());
    }

    private static async Task AssertHandlersErrorAsync(RecordingSink sink)
    {
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.IsType<InvalidTimeZoneException>(sink.Outcomes[0].Error);
        Assert.Equal(1, sink.Told[0]);
    }

    private static void ReportAndEnd(ScriptedWorker worker)
    {
        worker.SayHello();
        long call = worker.ReadCall().Call;
        worker.Begin(call);
        worker.Send(FrameKind.Report, BitConverter.GetBytes(5), call: call);
        worker.Exit(139);
    }

    /// <summary>The grace is long: whoever is not cancelled is not killed either.</summary>
    private void Hear(ScriptedWorker worker) => _heard.SetResult(worker.Read().Header);

    private WorkBlock Submit(PoolScheduler pool, int items, out RecordingSink sink)
    {
        var handler = new Handler(_ =>
        {
            _goOn.Task.Wait(ScriptedPool.Deadline);
            throw new InvalidTimeZoneException("of the handler");
        });
        sink = new RecordingSink(items);
        WorkBlock block = RepeatedReportCall.Block(pool, sink, handler, items);
        pool.Submit(block);
        return block;
    }
}
