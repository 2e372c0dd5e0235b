namespace ParallelGen.Tests.Execution;

public sealed class VoidBatchTests
{
    [Fact]
    public async Task VoidBatch_InEveryForm_RunsEveryCall()
    {
        int calls = 0;
        Batch batch = Batches.Void(Enumerable.Range(0, 10), new PoolLane<int, ValueTuple>(_ => { Interlocked.Increment(ref calls); return default; }));
        await batch;
        await batch.ConfigureAwait(false);
        await batch.RunAsync().Within();
        Assert.All(await batch.OutcomesAsync().Within(), outcome => Assert.True(outcome.Succeeded));
        List<Completed> completed = await batch.AsCompleted().ToList().Within();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), completed.Select(item => item.Index).Order());
        Assert.Equal(50, calls);
    }

    [Fact]
    public async Task VoidBatch_SomeFail_ReportsThemLikeABatchWithResults()
    {
        Batch batch = Batches.Void(Enumerable.Range(0, 4), new PoolLane<int, ValueTuple>(i => i % 2 == 1 ? throw new InvalidDataException($"{i}") : default));
        BatchException exception = await Assert.ThrowsAsync<BatchException>(async () => await batch);
        Assert.Equal([1L, 3L], exception.Failures.Select(failure => failure.Index));
        Assert.Equal(4, exception.Total);
        Outcome[] outcomes = await batch.OutcomesAsync().Within();
        Assert.Equal([true, false, true, false], outcomes.Select(outcome => outcome.Succeeded));
        Assert.IsType<InvalidDataException>(outcomes[3].Error);
        Assert.Equal(2, (await batch.AsCompleted().ToList().Within()).Count(item => item.Outcome.Error is InvalidDataException));
    }

    [Fact]
    public async Task VoidBatch_Cancelled_ThrowsWithTheToken()
    {
        using var cancel = new CancellationTokenSource();
        var lane = new ScriptedLane<ValueTuple>();
        Batch batch = Batches.Void(new ProbedSource(), lane).WithCancellation(cancel.Token).WithBuffer(3).WithDegreeOfParallelism(2)
            .WithChunkSize(1).WithErrors(ErrorPolicy.FailFast).WithTimeout(TimeSpan.FromSeconds(1)).WithProgress(new Progress<BatchProgress>());
        Task[] running = [batch.RunAsync(), batch.OutcomesAsync(), batch.AsCompleted().ToList()];
        await lane.Submitted(3, run: 2);
        await cancel.CancelAsync();
        foreach (Task run in running)
        {
            OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Within());
            Assert.Equal(cancel.Token, error.CancellationToken);
        }
    }
}
