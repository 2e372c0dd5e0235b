using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;

namespace ParallelGen.Tests.Processes;

/// <summary>Waiting for a worker: who comes next, and that waiting costs nobody its time limit.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task SingleCall_BehindALargeBatch_IsTheNextButOne()
    {
        var begun = new TaskCompletionSource();
        var queued = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            worker.Begin(call);
            begun.SetResult();
            Assert.True(queued.Task.Wait(ScriptedPool.Deadline));
            worker.Answer(call, 7);
            worker.Serve();
        }));
        var order = new List<string>();
        var large = new Submission(maxRunning: 8);
        RecordingSink[] sinks = [.. Enumerable.Range(0, 20).Select(_ => new RecordingSink(1, _ => order.Add("batch")))];
        foreach (RecordingSink sink in sinks)
        {
            pool.Submit(ScriptedPool.Block(pool, sink, owner: large));
        }

        await begun.Task.WaitAsync(ScriptedPool.Deadline);
        var single = new RecordingSink(1, _ => order.Add("single"));
        pool.Submit(ScriptedPool.Block(pool, single));
        queued.SetResult();
        await Task.WhenAll(sinks.Append(single).Select(sink => sink.All)).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(21, order.Count);
        Assert.InRange(order.IndexOf("single"), 1, 2);
    }

    [Fact]
    public async Task TimeLimit_OfACallThatWaits_CountsFromItsBegin()
    {
        var arrived = new TaskCompletionSource();
        var begin = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            long call = worker.ReadCall().Call;
            arrived.SetResult();
            Assert.True(begin.Task.Wait(ScriptedPool.Deadline));
            worker.Begin(call);
            while (worker.Read().Header.Kind != (ushort)FrameKind.Cancel)
            {
            }

            worker.Exit(0);
        }));
        var sink = new RecordingSink(1);
        pool.Submit(ScriptedPool.Block(pool, sink, limit: TimeSpan.FromMilliseconds(1)));
        await arrived.Task.WaitAsync(ScriptedPool.Deadline);

        // Many times the limit: were it to count while the call waits, it would have passed by now.
        await Assert.ThrowsAsync<TimeoutException>(() => sink.All.WaitAsync(TimeSpan.FromMilliseconds(200)));
        begin.SetResult();
        await sink.All.WaitAsync(ScriptedPool.Deadline);
        Assert.IsType<TimeoutException>(sink.Outcomes[0].Error);
    }

    [Fact]
    public void Workers_UnlessConfigured_AreTheProcessorsAvailable()
    {
        Assert.Equal(Environment.ProcessorCount, ScriptedPool.Make(new(), workers: 0).Capacity);
        Assert.Equal(3, ScriptedPool.Make(new(), workers: 3).Capacity);
    }
}
