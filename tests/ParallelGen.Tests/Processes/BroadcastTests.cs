using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Execution;

namespace ParallelGen.Tests.Processes;

public sealed class BroadcastTests
{
    [Fact]
    public async Task Batch_ManyItems_EncodedOnceAndDecodedOnceInEachWorker()
    {
        var weights = new Weights([3, .. new int[1000]]);
        int[]?[] results = await ScoreCall.All(Enumerable.Range(0, 200), weights).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 200).Select(item => 3 * item), results.Select(result => result![3]));
        Assert.Equal(1, weights.Encoded);
        Assert.All(results.GroupBy(result => result![0]), worker => Assert.Single(worker.Select(result => result![1]).Distinct()));
    }

    [Fact]
    public async Task Call_Single_SendsTheValuesEachTime()
    {
        var weights = new Weights([2]);
        Assert.Equal(10, (await ScoreCall.RunAsync(5, weights).Within())![3]);
        Assert.Equal(12, (await ScoreCall.RunAsync(6, weights).Within())![3]);
        Assert.Equal(2, weights.Encoded);
    }

    [Fact]
    public async Task Batch_AThousandTimes_WorkersAndThisProcessKeepNothing()
    {
        WeakReference last = await RunManyAsync(1000);
        // Calls that are answered at once end on this very stack, which still knows the values.
        await Task.Yield();
        int[]? state = null;
        // The news that a batch has ended may come after the next call: the last few may still be there.
        for (int i = 0; i < 100 && (state is null || state[2] > 4); i++)
        {
            state = await ScoreCall.RunAsync(1, new Weights([1])).Within();
        }

        Assert.True(state![2] <= 4, $"A worker still holds {state[2]} of {state[1]}.");
        Assert.True(SpinWait.SpinUntil(() => { GC.Collect(); return !last.IsAlive; }, ScriptedPool.Deadline));
    }

    [Fact]
    public async Task Batch_ValuesCannotBeDecoded_EveryCallFailsWithTheReasonAndTheWorkersLive()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(
            () => ScoreCall.All([1, 2, 3], new Weights([ScoreCall.Unreadable])).ToArrayAsync().Within());
        Assert.All(error.Failures, failure => Assert.IsType<FormatException>(failure.Error));
        Assert.Equal(3, error.Failures.Count);
        Assert.Equal(4, (await ScoreCall.RunAsync(4, new Weights([1])).Within())![3]);
    }

    [Fact]
    public async Task Batch_ValuesCannotBeEncoded_EveryItemFailsAndItIsTriedOnce()
    {
        var weights = new Weights([1]) { IsBroken = true };
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => ScoreCall.All([1, 2, 3], weights).ToArrayAsync().Within());
        Assert.All(error.Failures, failure => Assert.IsType<WireEncodingException>(failure.Error));
        Assert.Equal((3, 1), (error.Failures.Count, weights.Encoded));
        await Assert.ThrowsAsync<WireEncodingException>(() => ScoreCall.RunAsync(1, weights).Within());
    }

    [Fact]
    public async Task E05_BroadcastValuesCannotBeEncoded_EachItemHasAnExceptionOfItsOwnWithTheReasonWithin()
    {
        Outcome<int[]?>[] outcomes = await ScoreCall.All([1, 2, 3], new Weights([1]) { IsBroken = true }).OutcomesAsync().Within();
        WireEncodingException[] errors = [.. outcomes.Select(outcome => Assert.IsType<WireEncodingException>(outcome.Error))];
        Assert.Equal(3, errors.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(errors, error =>
        {
            Assert.Contains("The broadcast values of Calls.Score could not be encoded: broken weights", error.Message, StringComparison.Ordinal);
            Assert.Equal("broken weights", Assert.IsType<WireEncodingException>(error.InnerException).Message);
        });
    }

    [Fact]
    public async Task Batch_AWorkerDies_ItsReplacementGetsTheValuesToo()
    {
        var weights = new Weights([5]);
        Outcome<int[]?>[] outcomes = await ScoreCall.All([1, 2, ScoreCall.Deadly, 3, ScoreCall.Deadly, 4, 5, 6], weights).OutcomesAsync().Within();
        Assert.Equal([5, 10, 15, 20, 25, 30], outcomes.Where(outcome => outcome.Succeeded).Select(outcome => outcome.Value![3]));
        Assert.Equal(2, outcomes.Count(outcome => outcome.Error is WorkerCrashedException));
        Assert.Equal(1, weights.Encoded);
    }

    [Fact]
    public async Task Batch_LargeValues_Arrive()
    {
        var weights = new Weights([7, .. new int[16 * 1024 * 1024]]);
        int[]?[] results = await ScoreCall.All(Enumerable.Range(0, 20), weights).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 20).Select(item => 7 * item), results.Select(result => result![3]));
    }

    [Fact]
    public async Task Submit_LargeValuesAndAWorkerThatDoesNotRead_ReturnsAtOnce()
    {
        var killed = new TaskCompletionSource();
        PoolScheduler pool = ScriptedPool.Make(
            new(worker =>
            {
                worker.OnKill = () => { worker.Exit(137); killed.TrySetResult(); };
                worker.SayHello();
                worker.Killed.Wait(ScriptedPool.Deadline);
            }),
            configure: options => options.KillGraceMilliseconds = 0);
        await Task.Run(() =>
        {
            LaneSession<(int Item, Weights Weights)> session = Open(pool);
            session.Submit(Block(0, 1, new Weights(new int[1024 * 1024])));
            ScriptedPool.Until(() => pool.GetSnapshot().Busy == 1, "the call is on its way");
            session.Stop();
        }).Within();
        await killed.Task.Within();
    }

    [Fact]
    public void Session_SeveralCalls_ValuesGoAheadOfTheFirstAndAreForgottenAtTheEnd()
    {
        var frames = new BlockingCollection<(FrameKind Kind, long Id)>();
        PoolScheduler pool = ScriptedPool.Make(new(worker =>
        {
            worker.SayHello();
            while (true)
            {
                (FrameHeader header, byte[] body) = worker.Read();
                var kind = (FrameKind)header.Kind;
                if (kind == FrameKind.Call)
                {
                    var reader = new WireReader(body);
                    frames.Add((kind, CallHeader.Read(ref reader).Broadcast));
                    worker.Begin(header.Call);
                    worker.Answer(header.Call, 0);
                }
                else if (kind is FrameKind.Broadcast or FrameKind.Forget)
                {
                    frames.Add((kind, header.Call));
                }
            }
        }));
        LaneSession<(int Item, Weights Weights)> session = Open(pool);
        var weights = new Weights([1]);
        session.Submit(Block(0, 1, weights));
        session.Submit(Block(1, 2, weights));
        (FrameKind first, long id) = Take();
        Assert.Equal(FrameKind.Broadcast, first);
        Assert.Equal((FrameKind.Call, id), Take());
        Assert.Equal((FrameKind.Call, id), Take());
        Assert.Empty(frames);
        session.Close();
        Assert.Equal((FrameKind.Forget, id), Take());

        (FrameKind Kind, long Id) Take() => frames.TryTake(out var frame, ScriptedPool.Deadline) ? frame : throw new TimeoutException("No frame came.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunManyAsync(int batches)
    {
        Weights weights = null!;
        for (int i = 0; i < batches; i++)
        {
            weights = new Weights([i]);
            await ScoreCall.All([1], weights).ToArrayAsync().Within();
        }

        return new WeakReference(weights);
    }

    private static LaneSession<(int Item, Weights Weights)> Open(PoolScheduler pool) => new ProcessLaneSession<ScoreCall, (int Item, Weights Weights), int[]?>(
        pool, new IgnoringSink<int[]?>(), 1, Timeout.InfiniteTimeSpan, CallContext.Capture());

    private static Block<(int Item, Weights Weights)> Block(long index, int item, Weights weights) => new(index, new[] { (item, weights) });
}
