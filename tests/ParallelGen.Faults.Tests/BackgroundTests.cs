namespace ParallelGen.FaultTests;

/// <summary>What a call left running and throws when the call is long over: it is told of, and hits at most who is there then.</summary>
public sealed partial class BackgroundTests : FaultTest
{
    private const string Message = "left behind and broken";

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>Returns at once, and leaves a thread that throws when it sees the sign.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int LeaveCore(string sign)
    {
        new Thread(() =>
        {
            Sign.Await(sign);
            throw new InvalidOperationException(Message);
        }).Start();
        return Environment.ProcessId;
    }

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int HoldCore(string started)
    {
        Sign.Give(started);
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    [Fact]
    public async Task E17_ThreadThrowsWhileItsWorkerIsIdle_WorkerIsReplacedAndLaterCallsAreUnharmed()
    {
        using var folder = new TempFolder();
        int worker = await LeaveAsync(folder.File("sign")).InTime();
        Sign.Give(folder.File("sign"));
        await Deadline.UntilAsync(static () => ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed == 1, "the death is counted");
        Assert.False(ProcessTable.IsAlive(worker));
        int[] later = await Task.WhenAll(Enumerable.Range(0, 20).Select(static _ => Faults.ProcessIdAsync())).InTime();
        Assert.NotEqual(worker, Assert.Single(later.Distinct()));
    }

    [Fact]
    public async Task E17_ThreadThrowsWhileItsWorkerIsIdle_WhatItSaidReachesTheConsole()
    {
        using var folder = new TempFolder();
        TextWriter console = Console.Error;
        var said = new StringWriter();
        Console.SetError(said);
        try
        {
            int worker = await LeaveAsync(folder.File("sign")).InTime();
            Sign.Give(folder.File("sign"));
            await Deadline.UntilAsync(() => Said().Contains(nameof(LeaveCore), StringComparison.Ordinal), "what it said is there");
            Assert.Contains($"The worker process {worker} of pool '{Faults.Pool}' ended by signal 6 (SIGABRT)", Said(), StringComparison.Ordinal);
            Assert.Contains(Message, Said(), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetError(console);
        }

        string Said()
        {
            // Whoever writes there has the lock of this.
            lock (Console.Error)
            {
                return said.ToString();
            }
        }
    }

    [Fact]
    public async Task E17_ThreadThrowsWhileALaterCallRuns_ThatCallSaysWhatHappenedAndThoseBehindItRun()
    {
        using var folder = new TempFolder();
        int worker = await LeaveAsync(folder.File("sign")).InTime();
        Task<int> running = HoldAsync(folder.File("started"));
        Task<int>[] behind = [.. Enumerable.Range(0, 20).Select(static number => Faults.EchoAsync(number))];
        Assert.Equal(worker, await Sign.SeenAsync(folder.File("started")));
        Sign.Give(folder.File("sign"));
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => running.InTime());
        Assert.Equal((worker, Faults.Abort), (error.ProcessId, error.Signal));
        Assert.Contains(Message, error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LeaveCore), error.StandardErrorTail, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(behind).InTime());
    }
}
