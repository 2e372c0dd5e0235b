namespace ParallelGen.FaultTests;

/// <summary>Cancelling one call, at every moment of its life: nobody else's call is hit.</summary>
public sealed partial class CallCancellationTests : FaultTest
{
    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>Says that it runs, waits, and says whether somebody cancelled it meanwhile.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static bool HoldCore(string started, string end, CancellationToken cancel)
    {
        Sign.Give(started);
        Sign.Await(end, cancel);
        return cancel.IsCancellationRequested;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static bool HoldFreshCore(string started, string end, CancellationToken cancel) => HoldCore(started, end, cancel);

    [Fact]
    public async Task E11_CallACancelledWhenBHasStarted_BCompletesInTheSameWorker()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<bool> a = HoldAsync(folder.File("a"), folder.File("end-a"), cancel.Token);
        Task<bool> b = HoldAsync(folder.File("b"), folder.File("end-b"));
        int worker = await Sign.SeenAsync(folder.File("a"));
        Sign.Give(folder.File("end-a"));
        Assert.Equal(worker, await Sign.SeenAsync(folder.File("b")));
        await cancel.CancelAsync();
        Assert.False(await a.InTime());
        Sign.Give(folder.File("end-b"));
        Assert.False(await b.InTime());
        Assert.Equal(worker, await Faults.ProcessIdAsync().InTime());
    }

    /// <summary>A's end, B's start and the cancellation meet in every order.</summary>
    [Fact]
    public async Task E11_CallACancelledAboutWhenBStarts_BAlwaysCompletes()
    {
        var random = new Random(11);
        for (int round = 0; round < 2000; round++)
        {
            using var cancel = new CancellationTokenSource();
            Task<int> a = Faults.EchoAsync(round, cancel.Token);
            Task<int> b = Faults.EchoAsync(-round);
            Thread.SpinWait(random.Next(2000));
            await cancel.CancelAsync();
            Assert.Equal(-round, await b.InTime());
            await AssertEndedOrCancelledAsync(a, round, cancel.Token);
        }
    }

    [Fact]
    public async Task E13_CancelledBeforeItIsMade_NeverStarts()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await AssertCancelledAsync(HoldAsync(folder.File("a"), folder.File("end"), cancel.Token), cancel.Token);
        await AssertCancelledAsync(HoldFreshAsync(folder.File("b"), folder.File("end"), cancel.Token), cancel.Token);
        Assert.Equal(1, await Faults.EchoAsync(1).InTime());
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task E13_CancelledWhileItWaitsForAWorker_NeverStarts()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<bool> first = HoldAsync(folder.File("first"), folder.File("end"));
        await Sign.SeenAsync(folder.File("first"));
        Task<bool> waiting = HoldAsync(folder.File("waiting"), folder.File("end"), cancel.Token);
        await cancel.CancelAsync();
        await AssertCancelledAsync(waiting, cancel.Token);
        Sign.Give(folder.File("end"));
        Assert.False(await first.InTime());
        // Calls run in the order in which they came: it would have run before this one.
        Assert.Equal(1, await Faults.EchoAsync(1).InTime());
        Assert.False(File.Exists(folder.File("waiting")));
    }

    [Fact]
    public async Task E13_CancelledWhileItRuns_CallerIsToldAndTheWorkerLivesOn()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<bool> call = HoldAsync(folder.File("started"), folder.File("never"), cancel.Token);
        int worker = await Sign.SeenAsync(folder.File("started"));
        await cancel.CancelAsync();
        await AssertCancelledAsync(call, cancel.Token);
        Assert.Equal(worker, await Faults.ProcessIdAsync().InTime());
    }

    [Fact]
    public async Task E13_CancelledWhileItRunsInItsOwnProcess_CallerIsToldAndTheProcessEnds()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<bool> call = HoldFreshAsync(folder.File("started"), folder.File("never"), cancel.Token);
        int process = await Sign.SeenAsync(folder.File("started"));
        await cancel.CancelAsync();
        await AssertCancelledAsync(call, cancel.Token);
        await Deadline.UntilAsync(() => !ProcessTable.IsAlive(process), "the call's process is gone");
    }

    [Fact]
    public async Task E13_CancelledAfterItsEnd_ResultAndWorkerStay()
    {
        using var cancel = new CancellationTokenSource();
        Task<int> call = Faults.ProcessIdAsync(cancel.Token);
        int worker = await call.InTime();
        await cancel.CancelAsync();
        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(worker, await Faults.ProcessIdAsync().InTime());
    }

    private static async Task AssertCancelledAsync(Task call, CancellationToken cancel) =>
        Assert.Equal(cancel, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime())).CancellationToken);

    private static async Task AssertEndedOrCancelledAsync(Task<int> call, int result, CancellationToken cancel)
    {
        try
        {
            Assert.Equal(result, await call.InTime());
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(cancel, e.CancellationToken);
        }
    }
}
