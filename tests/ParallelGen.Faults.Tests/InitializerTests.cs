namespace ParallelGen.FaultTests;

/// <summary>Workers that do not come as far as their first call, or no farther: those who wait are told why, and no worker is started for ever.</summary>
public sealed partial class InitializerTests : FaultTest
{
    private const string Trouble = "PARALLELGEN_FAULTS_INITIALIZER";
    private const string Log = "PARALLELGEN_FAULTS_INITIALIZER_LOG";
    private const int Workers = 2;

    /// <summary>This assembly's: does what the pool's environment says, mostly nothing.</summary>
    [WorkerInitializer]
    internal static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Log) is { } log)
        {
            Sign.Give(Path.Combine(log, $"{Environment.ProcessId}"));
        }

        switch (Environment.GetEnvironmentVariable(Trouble))
        {
            case "fail":
                throw new InvalidDataException("no data");
            case "crash":
                Environment.FailFast("the initializer is hot");
                break;
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int EchoFreshCore(int value) => value;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static void ExitCore(int code) => Environment.Exit(code);

    [Fact]
    public async Task E15_InitializerFails_EveryPendingCallFailsWithItsErrorAndNoWorkerIsReplaced()
    {
        using var log = new TempFolder();
        Arrange("fail", log);
        Outcome<int>[] outcomes = await Faults.EchoAll(Enumerable.Range(0, 20)).OutcomesAsync().InTime();
        Assert.All(outcomes, static outcome => Assert.Equal("no data", Assert.IsType<InvalidDataException>(outcome.Error).Message));
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(static number => Faults.EchoAsync(number))];
        foreach (Task<int> call in calls)
        {
            Assert.Equal("no data", (await Assert.ThrowsAsync<InvalidDataException>(() => call.InTime())).Message);
        }

        Assert.InRange(Started(log), 1, Workers);
        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
    }

    [Fact]
    public async Task E15_InitializerFailsInAProcessOfItsOwn_TheCallFailsWithItsError()
    {
        using var log = new TempFolder();
        Arrange("fail", log);
        Assert.Equal("no data", (await Assert.ThrowsAsync<InvalidDataException>(() => EchoFreshAsync(1).InTime())).Message);
    }

    [Fact]
    public async Task E15_InitializerCrashes_EveryPendingCallFailsWithTheCauseAndNoWorkerIsStartedForEver()
    {
        using var log = new TempFolder();
        Arrange("crash", log);
        Task<int>[] calls = [.. Enumerable.Range(0, 50).Select(static number => Faults.EchoAsync(number))];
        foreach (Task<int> call in calls)
        {
            WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => call.InTime());
            Assert.Equal(Faults.Abort, error.Signal);
            Assert.Contains("the initializer is hot", error.Message, StringComparison.Ordinal);
        }

        ProcessPoolSnapshot snapshot = ProcessPool.Get(Faults.Pool).GetSnapshot();
        Assert.Equal((0, 0), (snapshot.Queued, snapshot.Busy));
        // Three for a block, and each worker may have been at one. One that came later is idle and runs no initializer.
        Assert.InRange(Started(log), 3, 3 * Workers);
    }

    [Fact]
    public async Task E15_InitializerHangs_WhoCancelsIsToldAndTheWorkerIsKilledAndNotReplacedForNobody()
    {
        using var log = new TempFolder();
        Arrange("hang", log);
        using var cancel = new CancellationTokenSource();
        Task<int> call = Faults.EchoAsync(1, cancel.Token);
        await Deadline.UntilAsync(() => Started(log) == 1, "the initializer runs");
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime())).CancellationToken);
        await Deadline.UntilAsync(static () => !Children.OfThisProcess().Any(), "the worker is gone");
        Assert.Equal(1, Started(log));
    }

    [Fact]
    public async Task E16_EveryCallKillsItsWorker_EachFailsWithItsOwnDeathAndNoMoreWorkersStartThanDied()
    {
        const int Calls = 24;
        using var log = new TempFolder();
        Arrange("none", log);
        Task<Outcome[]> batch = ExitAll(Enumerable.Repeat(3, Calls)).OutcomesAsync();
        int most = 0;
        await Deadline.UntilAsync(
            () =>
            {
                most = Math.Max(most, Children.OfThisProcess().Count());
                return batch.IsCompleted;
            },
            "every call has ended");
        WorkerCrashedException[] errors = [.. (await batch).Select(static outcome => Assert.IsType<WorkerCrashedException>(outcome.Error))];
        Assert.All(errors, static error => Assert.Equal((3, null), (error.ExitCode, error.Signal)));
        Assert.Equal(Calls, errors.Select(static error => error.ProcessId).Distinct().Count());
        Assert.InRange(most, 1, Workers);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
        Assert.InRange(Started(log), Calls + 1, Calls + Workers);
    }

    private static void Arrange(string trouble, TempFolder log) => ProcessPool.Configure(Faults.Pool, options =>
    {
        (options.Workers, options.KillGraceMilliseconds) = (Workers, 200);
        options.Environment[Trouble] = trouble;
        options.Environment[Log] = log.Path;
    });

    /// <summary>How many workers have come to their initializer.</summary>
    private static int Started(TempFolder log) => Directory.EnumerateFiles(log.Path).Count(static file => !file.EndsWith(".draft", StringComparison.Ordinal));
}
