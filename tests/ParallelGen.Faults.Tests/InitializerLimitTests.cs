using System.Diagnostics;

namespace ParallelGen.FaultTests;

/// <summary>This assembly's initializer hangs or ends its worker, by order of <see cref="InitializerTests"/>: for how long, and how often.</summary>
public sealed class InitializerLimitTests : FaultTest
{
    private const int Workers = 2;

    [Fact]
    public async Task E15_InitializerHangs_EveryPendingCallFailsAfterTheStartTimeoutAndNamesIt()
    {
        using var log = new TempFolder();
        Arrange("hang", log, startTimeout: 2000);
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(static number => Faults.EchoAsync(number))];
        Outcome<int>[] batch = await Faults.EchoAll(Enumerable.Range(0, 5000)).OutcomesAsync().InTime();
        List<Exception?> errors = [.. batch.Select(static outcome => outcome.Error)];
        foreach (Task<int> call in calls)
        {
            errors.Add(await Assert.ThrowsAsync<WorkerStartException>(() => call.InTime()));
        }

        Assert.All(errors, static error => Assert.Contains(
            "whose [WorkerInitializer] is ParallelGen.FaultTests.InitializerTests.Initialize, within 2000 ms",
            Assert.IsType<WorkerStartException>(error).Message,
            StringComparison.Ordinal));
        Assert.Equal(errors.Count, errors.Distinct(ReferenceEqualityComparer.Instance).Count());
        await Deadline.UntilAsync(
            static () => ProcessPool.Get(Faults.Pool).GetSnapshot() is { Queued: 0, Busy: 0 }, "nothing waits, and no worker has a call any more");
        Assert.InRange(Started(log), 1, 2 * Workers);
    }

    [Fact]
    public async Task E15_InitializerHangsInAProcessOfItsOwn_TheCallFailsAfterTheStartTimeout()
    {
        using var log = new TempFolder();
        Arrange("hang", log, startTimeout: 2000);
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(static () => InitializerTests.EchoFreshAsync(1).InTime());
        Assert.Contains("InitializerTests.Initialize, within 2000 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E15_InitializerCrashesInALargeBatch_EveryItemFailsAndAFewWorkersAreStarted()
    {
        using var log = new TempFolder();
        Arrange("crash", log, startTimeout: 15_000);
        long start = Stopwatch.GetTimestamp();
        Outcome<int>[] outcomes = await Faults.EchoAll(Enumerable.Range(0, 50_000)).OutcomesAsync().InTime();
        int seconds = (int)Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.Equal(50_000, outcomes.Length);
        Assert.All(outcomes, static outcome => Assert.Contains(
            "the initializer is hot", Assert.IsType<WorkerCrashedException>(outcome.Error).Message, StringComparison.Ordinal));
        // After the third, another try each second at most, by each worker.
        Assert.InRange(Started(log), 3, (3 + seconds) * Workers);
    }

    private static void Arrange(string trouble, TempFolder log, int startTimeout) => ProcessPool.Configure(Faults.Pool, options =>
    {
        (options.Workers, options.KillGraceMilliseconds, options.StartTimeoutMilliseconds) = (Workers, 200, startTimeout);
        options.Environment["PARALLELGEN_FAULTS_INITIALIZER"] = trouble;
        options.Environment["PARALLELGEN_FAULTS_INITIALIZER_LOG"] = log.Path;
    });

    private static int Started(TempFolder log) => Directory.EnumerateFiles(log.Path).Count(static file => !file.EndsWith(".draft", StringComparison.Ordinal));
}
