namespace ParallelGen.FaultTests;

/// <summary>Workers that leave after a number of calls while others wait: none is lost, none served by a worker that should be gone.</summary>
public sealed partial class RecyclingTests : FaultTest
{
    private static int s_calls;

    /// <summary>How many calls this worker has served, this one included.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static (int Number, int Served, int ProcessId) CountCore(int number) => (number, Interlocked.Increment(ref s_calls), Environment.ProcessId);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 8)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 8)]
    public async Task L05_RecycledAfterSoManyCallsWithABacklog_EveryCallIsServedAndNoWorkerServesMore(int most, int workers)
    {
        ProcessPool.Configure(Faults.Pool, options => (options.Workers, options.MaxTasksPerWorker) = (workers, most));
        int calls = 6 + workers;
        Task<(int Number, int Served, int ProcessId)>[] singles = [.. Enumerable.Range(0, calls).Select(static number => CountAsync(number))];
        (int Number, int Served, int ProcessId)[] batch = await CountAll(Enumerable.Range(calls, calls)).WithChunkSize(3).ToArrayAsync().InTime();
        (int Number, int Served, int ProcessId)[] all = [.. await Task.WhenAll(singles).InTime(), .. batch];
        Assert.Equal(Enumerable.Range(0, 2 * calls), all.Select(static result => result.Number));
        Assert.All(all, result => Assert.InRange(result.Served, 1, most));
        Assert.All(all.GroupBy(static result => result.ProcessId), process => Assert.InRange(process.Count(), 1, most));
        ProcessPoolSnapshot snapshot = ProcessPool.Get(Faults.Pool).GetSnapshot();
        Assert.Equal((2L * calls, 0L, 0L), (snapshot.Completed, snapshot.Failed, snapshot.Crashed));
    }
}
