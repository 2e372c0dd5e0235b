namespace ParallelGen.EndToEnd;

/// <summary>Real workers that die in calls that may be run again.</summary>
public sealed class CrashRetryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Batch_SomeItemsEndTheirWorkers_ResultsAreInOrderAndTheOthersRanOnce(int chunk)
    {
        using var log = new TempFolder();
        int Deaths(int number) => number is 3 or 9 ? RepeatWork.Retries : 0;
        int[] results = await RepeatWork.HealAll(Enumerable.Range(0, 20).Select(number => (number, log.Path, Deaths(number))))
            .WithChunkSize(chunk).ToArrayAsync().InTime();
        Assert.Equal(Enumerable.Range(0, 20), results);
        Assert.All(results, number => Assert.Equal(Deaths(number) + 1, RepeatWork.Runs(log.Path, number)));
    }

    [Fact]
    public async Task Batch_OneItemIsPoison_FailsAloneAndSaysSo()
    {
        using var log = new TempFolder();
        Outcome<int>[] outcomes = await RepeatWork.HealAll(Enumerable.Range(0, 20).Select(number => (number, log.Path, number == 5 ? int.MaxValue : 0)))
            .OutcomesAsync().InTime();
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[5].Error);
        Assert.Equal((RepeatWork.Retries + 1, RepeatWork.Retries), (error.Attempts, error.EarlierCrashes.Count));
        Assert.Contains("It is poison", error.Message, StringComparison.Ordinal);
        Assert.Contains("death 2 of 5", error.StandardErrorTail, StringComparison.Ordinal);
        Assert.Contains("death 0 of 5", error.EarlierCrashes[0].StandardErrorTail, StringComparison.Ordinal);
        Assert.Equal(RepeatWork.Retries + 1, new[] { error }.Concat(error.EarlierCrashes).Select(crash => crash.ProcessId).Distinct().Count());
        Assert.Equal(RepeatWork.Retries + 1, RepeatWork.Runs(log.Path, 5));
        Assert.All(Enumerable.Range(0, 20).Where(number => number != 5), number =>
        {
            Assert.Equal(number, outcomes[number].ValueOrThrow());
            Assert.Equal(1, RepeatWork.Runs(log.Path, number));
        });
    }

    [Fact]
    public async Task Call_EndsItsWorkersAndThenDoesNot_HasItsResultOnBothModels()
    {
        using var log = new TempFolder();
        Assert.Equal(1, await RepeatWork.HealAsync(1, log.Path, RepeatWork.Retries).InTime());
        Assert.Equal(2, await RepeatWork.HealFreshAsync(2, log.Path, RepeatWork.Retries).InTime());
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => RepeatWork.HealFreshAsync(3, log.Path, int.MaxValue).InTime());
        Assert.Equal(RepeatWork.Retries + 1, error.Attempts);
        Assert.Equal([3, 3, 3], [RepeatWork.Runs(log.Path, 1), RepeatWork.Runs(log.Path, 2), RepeatWork.Runs(log.Path, 3)]);
    }

    [Fact]
    public async Task Call_ReportsAndEndsItsWorker_ReportsOfBothAttemptsComeOneBehindTheOther()
    {
        using var log = new TempFolder();
        var reports = new List<int>();
        Assert.Equal(40, await RepeatWork.CountAsync(40, log.Path, new Handler(reports.Add)).InTime());
        Assert.Equal([.. Enumerable.Range(0, 40), .. Enumerable.Range(0, 40)], reports);
    }

    private sealed class Handler(Action<int> handle) : IProgress<int>
    {
        public void Report(int value) => handle(value);
    }
}
