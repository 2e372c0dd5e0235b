using System.Diagnostics;

namespace ParallelGen.FaultTests;

/// <summary>Workers that are killed from outside: by the system, by one another, and by the pool itself.</summary>
public sealed partial class DeathTests : FaultTest
{
    /// <summary>For who will not listen: short.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(200);

    /// <summary>Ignores its token.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int SpinCore(IProgress<int> started)
    {
        started.Report(Environment.ProcessId);
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int SpinAfreshCore(IProgress<int> started) => SpinCore(started);

    /// <summary>Heeds its token, but does not mind being cancelled.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int HeedCore(IProgress<int> started, CancellationToken cancel)
    {
        started.Report(Environment.ProcessId);
        cancel.WaitHandle.WaitOne();
        return 0;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int ProcessIdAfreshCore() => Environment.ProcessId;

    /// <summary>Kills the others; who is alone, itself.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int KillCore(int[] workers)
    {
        foreach (int worker in workers)
        {
            if (worker != Environment.ProcessId || workers.Length == 1)
            {
                Faults.Signal(worker, Faults.Kill);
            }
        }

        return Environment.ProcessId;
    }

    [Theory]
    [InlineData(Faults.Kill, false)]
    [InlineData(Faults.Kill, true)]
    [InlineData(Faults.Terminate, false)]
    [InlineData(Faults.Terminate, true)]
    public async Task E04_BusyWorkerIsKilledFromOutside_ItsCallFailsWithTheSignal(int signal, bool afresh)
    {
        var started = new Started();
        Task<int> call = afresh ? SpinAfreshAsync(started) : SpinAsync(started);
        int process = await started.Process.InTime();
        Faults.Signal(process, signal);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => call.InTime());
        Assert.Equal((signal, 128 + signal, process), (error.Signal, error.ExitCode, error.ProcessId));
        Assert.Contains(nameof(DeathTests), error.Message, StringComparison.Ordinal);
        Assert.NotEqual(process, await (afresh ? ProcessIdAfreshAsync() : Faults.ProcessIdAsync()).InTime());
    }

    [Theory]
    [InlineData(Faults.Kill)]
    [InlineData(Faults.Terminate)]
    public async Task E04_IdleWorkerIsKilledFromOutside_NoCallFails(int signal)
    {
        ProcessPool pool = ProcessPool.Get(Faults.Pool);
        await pool.WarmUpAsync().InTime();
        int[] workers = [.. pool.GetSnapshot().Workers.Select(static worker => worker.ProcessId)];
        Assert.Equal(2, workers.Length);
        Array.ForEach(workers, worker => Faults.Signal(worker, signal));
        if (signal == Faults.Terminate)
        {
            // Who is asked to end may begin a call before it does; who is killed cannot.
            await Deadline.UntilAsync(() => !workers.Any(ProcessTable.IsAlive), "both are gone");
        }

        int[] processes = await Faults.ProcessIdAll(20).ToArrayAsync().InTime();
        Assert.Empty(processes.Intersect(workers));
        Assert.Equal((2L, 0L), (pool.GetSnapshot().Crashed, pool.GetSnapshot().Failed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E06_MethodIgnoresItsToken_KilledAfterTheGraceAndTheNextCallRuns(bool afresh)
    {
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.KillGraceMilliseconds) = (2, (int)s_grace.TotalMilliseconds));
        using var cancel = new CancellationTokenSource();
        var started = new Started();
        Task<int> call = afresh ? SpinAfreshAsync(started, cancel.Token) : SpinAsync(started, cancel.Token);
        int process = await started.Process.InTime();
        long start = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(cancel.Token, error.CancellationToken);
        await Deadline.UntilAsync(() => !ProcessTable.IsAlive(process), "the worker is gone");
        Assert.InRange(Stopwatch.GetElapsedTime(start), s_grace, Deadline.Limit);
        Assert.NotEqual(process, await (afresh ? ProcessIdAfreshAsync() : Faults.ProcessIdAsync()).InTime());
        Assert.Equal(1, ProcessPool.Get(Faults.Pool).GetSnapshot().Abandoned);
    }

    [Fact]
    public async Task E06_MethodHeedsItsToken_KeepsItsProcess()
    {
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.KillGraceMilliseconds) = (1, 20_000));
        using var cancel = new CancellationTokenSource();
        var started = new Started();
        Task<int> call = HeedAsync(started, cancel.Token);
        int process = await started.Process.InTime();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task E07_WorkersKillOneAnother_EachCallHasOneOutcomeAndThePoolGoesOn(int count)
    {
        ProcessPool.Configure(Faults.Pool, options => options.Workers = count);
        ProcessPool pool = ProcessPool.Get(Faults.Pool);
        await pool.WarmUpAsync().InTime();
        int[] workers = [.. pool.GetSnapshot().Workers.Select(static worker => worker.ProcessId)];
        Assert.Equal(count, workers.Length);
        Outcome<int>[] outcomes = await KillAll(Enumerable.Repeat(workers, count)).WithChunkSize(1).OutcomesAsync().InTime();
        Assert.Equal(count, outcomes.Length);
        Assert.All(outcomes.Where(static outcome => !outcome.Succeeded), outcome =>
        {
            WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcome.Error);
            Assert.Equal(Faults.Kill, error.Signal);
            Assert.Contains(error.ProcessId, workers);
        });
        await Deadline.UntilAsync(() => pool.GetSnapshot().Crashed >= Math.Max(1, count - 1), "all but one have died");
        Assert.Equal(Enumerable.Range(0, 50), await Faults.EchoAll(Enumerable.Range(0, 50)).ToArrayAsync().InTime());
        Assert.InRange(workers.Count(ProcessTable.IsAlive), 0, 1);
    }
}
