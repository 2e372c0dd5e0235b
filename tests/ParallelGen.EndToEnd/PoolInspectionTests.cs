namespace ParallelGen.EndToEnd;

/// <summary>What the pool's own members promise: counts, resets, and how many calls run at once.</summary>
[Collection(PoolWork.Lifecycle)]
public sealed class PoolInspectionTests
{
    [Fact]
    public async Task GetSnapshot_AfterADeathAndACancellation_CountsThem()
    {
        using var folder = new TempFolder();
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        await Assert.ThrowsAsync<WorkerCrashedException>(() => PoolWork.DieAsync().InTime());
        using var cancel = new CancellationTokenSource();
        Task<int> call = PoolWork.SleepAsync(folder.File("started"), Timeout.Infinite, cancel.Token);
        await Deadline.UntilAsync(() => File.Exists(folder.File("started")), "the call runs");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.True(await PoolWork.ProcessIdAsync().InTime() > 0);
        ProcessPoolSnapshot snapshot = ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot();
        Assert.Equal((1L, 1L, 0L), (snapshot.Crashed, snapshot.Abandoned, snapshot.Recycled));
        Assert.Equal((2L, 1L), (snapshot.Completed, snapshot.Failed));
    }

    [Fact]
    public async Task WarmUpAsync_CancelledMeanwhile_ThrowsAndTheWorkersGoOnStarting()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 2);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ProcessPool.Get(PoolWork.Lifecycle).WarmUpAsync(cancel.Token).InTime());
        Assert.Equal(cancel.Token, error.CancellationToken);
        await Deadline.UntilAsync(() => ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers.Count == 2, "both workers are ready");
    }

    [Fact]
    public void Reset_OfANameThatNobodyUsed_ChangesNothing()
    {
        ProcessPool.Reset("never heard of");
        ProcessPool.Configure("never heard of", options => options.Workers = 1);
        ProcessPool.Reset("never heard of");
        Assert.Equal(Environment.ProcessorCount, ProcessPool.Get("never heard of").Scheduler.Capacity);
        Assert.Throws<InvalidOperationException>(() => ProcessPool.Reset("never heard of"));
    }

    [Fact]
    public async Task MaxConcurrency_OfTheMethod_HoldsThoughMoreWorkersAreFree()
    {
        using var folder = new TempFolder();
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 4);
        await ProcessPool.Get(PoolWork.Lifecycle).WarmUpAsync().InTime();
        int[] most = await PoolWork.MeetAll(Enumerable.Range(0, 40).Select(number => (number, folder.Path))).ToArrayAsync().InTime();
        Assert.All(most, count => Assert.InRange(count, 1, 2));
    }
}
