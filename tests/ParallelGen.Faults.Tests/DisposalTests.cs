using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>Ending a pool, or the process that has it, at every moment: nobody waits for ever, and no process is left.</summary>
public sealed partial class DisposalTests : FaultTest
{
    /// <summary>Returns its argument when the sign is there.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int HoldCore(int number, string started, string sign, CancellationToken cancel)
    {
        Sign.Give(started);
        Sign.Await(sign, cancel);
        return number;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int EchoFreshCore(int value) => value;

    /// <summary>Never ends.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static void SpinCore(string started)
    {
        Sign.Give(started);
        while (true)
        {
        }
    }

    /// <summary>A parent of its own: its workers are busy or idle when it leaves, or waits to be killed.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static void BeParentCore(string folder, bool isBusy, bool leaves)
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 2);
        ProcessPool.Get(Faults.Pool).WarmUpAsync().GetAwaiter().GetResult();
        Task[] calls = [.. Enumerable.Range(0, isBusy ? 2 : 0).Select(number => SpinAsync(Path.Combine(folder, $"busy{number}")))];
        for (int number = 0; number < calls.Length; number++)
        {
            Sign.Await(Path.Combine(folder, $"busy{number}"));
        }

        File.WriteAllLines(Path.Combine(folder, "workers.draft"), ProcessPool.Get(Faults.Pool).GetSnapshot().Workers.Select(static worker => $"{worker.ProcessId}"));
        File.Move(Path.Combine(folder, "workers.draft"), Path.Combine(folder, "workers"));
        Sign.Give(Path.Combine(folder, "ready"));
        if (leaves)
        {
            Environment.Exit(0);
        }

        Thread.Sleep(Timeout.Infinite);
    }

    [Fact]
    public async Task L01_CallAfterDispose_ObjectDisposedExceptionUntilReset()
    {
        Assert.Equal(1, await Faults.EchoAsync(1).InTime());
        await ProcessPool.Get(Faults.Pool).DisposeAsync().AsTask().InTime();
        for (int again = 0; again < 2; again++)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(static () => Faults.EchoAsync(1).InTime());
            await Assert.ThrowsAsync<ObjectDisposedException>(static () => EchoFreshAsync(1).InTime());
            await Assert.ThrowsAsync<ObjectDisposedException>(static () => Faults.EchoAll([1, 2]).ToArrayAsync().InTime());
        }

        ProcessPool.Reset(Faults.Pool);
        Assert.Equal(2, await Faults.EchoAsync(2).InTime());
        Assert.Equal(3, await EchoFreshAsync(3).InTime());
    }

    [Fact]
    public async Task L02_DisposeWithFiftyQueued_DrainsThemAndTakesNoMore()
    {
        using var folder = new TempFolder();
        Task<int>[] calls = [.. Enumerable.Range(0, 52).Select(number => HoldAsync(number, folder.File($"{number}"), folder.File("sign")))];
        await Sign.SeenAsync(folder.File("0"));
        await Sign.SeenAsync(folder.File("1"));
        Assert.Equal(50, ProcessPool.Get(Faults.Pool).GetSnapshot().Queued);
        Task disposal = ProcessPool.Get(Faults.Pool).DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(static () => Faults.EchoAsync(1).InTime());
        Assert.False(disposal.IsCompleted);
        Sign.Give(folder.File("sign"));
        Assert.Equal(Enumerable.Range(0, 52), await Task.WhenAll(calls).InTime());
        await disposal.InTime();
        Assert.Empty(Children.OfThisProcess());
    }

    [Fact]
    public async Task L02_ShutdownCancellingWithFiftyQueued_AllAreCancelledAndNoneOfThemStarts()
    {
        using var folder = new TempFolder();
        Task<int>[] calls = [.. Enumerable.Range(0, 52).Select(number => HoldAsync(number, folder.File($"{number}"), folder.File("sign")))];
        await Sign.SeenAsync(folder.File("0"));
        await Sign.SeenAsync(folder.File("1"));
        await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: true).InTime();
        foreach (Task<int> call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        }

        Assert.Equal(["0", "1"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Empty(Children.OfThisProcess());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task L03_SubmitCancelDisposeAtOnce_CallIsCancelledAndThePoolEnds(bool isWarm, bool cancelPending)
    {
        if (isWarm)
        {
            await ProcessPool.Get(Faults.Pool).WarmUpAsync().InTime();
        }

        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<int> call = HoldAsync(1, folder.File("started"), folder.File("never"), cancel.Token);
        await cancel.CancelAsync();
        Task end = ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending);
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime())).CancellationToken);
        await end.InTime();
        Assert.Empty(Children.OfThisProcess());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task L04_ProcessExitsWithoutDispose_ItEndsAndItsWorkersAreGone(bool isBusy)
    {
        using var folder = new TempFolder();
        Task parent = BeParentAsync(folder.Path, isBusy, leaves: true);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => parent.InTime());
        Assert.Equal((0, null), (error.ExitCode, error.Signal));
        await AssertWorkersAreGoneAsync(folder);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task L10_ParentIsKilled_ItsWorkersAreGoneBusyOrNot(bool isBusy)
    {
        using var folder = new TempFolder();
        Task parent = BeParentAsync(folder.Path, isBusy, leaves: false);
        Faults.Signal(await Sign.SeenAsync(folder.File("ready")), Faults.Kill);
        await Assert.ThrowsAsync<WorkerCrashedException>(() => parent.InTime());
        await AssertWorkersAreGoneAsync(folder);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task L13_ParentOrWorkerOrBothAreKilled_NoFileIsLeft(bool isParent, bool isWorker)
    {
        using var folder = new TempFolder();
        Task parent = BeParentAsync(folder.Path, isBusy: true, leaves: false);
        int process = await Sign.SeenAsync(folder.File("ready"));
        int worker = int.Parse((await File.ReadAllLinesAsync(folder.File("workers")))[0], CultureInfo.InvariantCulture);
        if (isWorker)
        {
            Faults.Signal(worker, Faults.Kill);
            await Deadline.UntilAsync(() => !ProcessTable.IsAlive(worker), "the worker is gone");
        }

        if (!isParent)
        {
            // It has to go in the end, and this time it can tidy up.
            Faults.Signal(process, Faults.Terminate);
        }
        else
        {
            Faults.Signal(process, Faults.Kill);
        }

        await Assert.ThrowsAsync<WorkerCrashedException>(() => parent.InTime());
        await AssertWorkersAreGoneAsync(folder);
        Assert.Empty(Leftovers());
    }

    private static async Task AssertWorkersAreGoneAsync(TempFolder folder)
    {
        int[] workers = [.. (await File.ReadAllLinesAsync(folder.File("workers"))).Select(int.Parse)];
        Assert.Equal(2, workers.Length);
        try
        {
            await Deadline.UntilAsync(() => !workers.Any(ProcessTable.IsAlive), "its workers are gone");
        }
        finally
        {
            // One that failed the test must not spin on for ever.
            Array.ForEach(workers, static worker => Faults.Signal(worker, Faults.Kill));
        }
    }
}
