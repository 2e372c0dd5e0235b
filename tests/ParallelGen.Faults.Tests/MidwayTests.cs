namespace ParallelGen.FaultTests;

/// <summary>Workers that die while something is under way: a frame in either direction, a shutdown, the start of others.</summary>
public sealed partial class MidwayTests : FaultTest
{
    private const int Megabyte = 1 << 20;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int MeasureCore(byte[] bytes, bool fatal)
    {
        if (fatal)
        {
            Faults.Signal(Environment.ProcessId, Faults.Kill);
        }

        return bytes.Length;
    }

    /// <summary>Leaves a file behind: a report would have to be read by the very thread that the test keeps from it.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static Nasty GiveCore(string mark, string where, Deed deed, int ballast)
    {
        File.WriteAllText(mark, "");
        return new Nasty(where, deed, new byte[ballast]);
    }

    /// <summary>Waits until it is cancelled, or killed.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int WaitCore(IProgress<int> started, CancellationToken cancel)
    {
        started.Report(Environment.ProcessId);
        cancel.WaitHandle.WaitOne();
        return 0;
    }

    /// <summary>Its worker will crash, or hang, when it is to end.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int EndBadlyCore(bool crashes)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (crashes)
            {
                Environment.FailFast("in an exit handler");
            }

            Thread.Sleep(Timeout.Infinite);
        };
        return Environment.ProcessId;
    }

    [Fact]
    public async Task E08_WorkersDieWhileTheParentWritesToThem_CallsThatHadNotBegunRunElsewhere()
    {
        ProcessPool pool = ProcessPool.Get(Faults.Pool);
        await pool.WarmUpAsync().InTime();
        int[] workers = [.. pool.GetSnapshot().Workers.Select(static worker => worker.ProcessId)];

        // They read nothing any more, and ten megabytes do not fit into a ring: none of the frames can be there as a whole.
        Array.ForEach(workers, static worker => Faults.Signal(worker, Faults.Stop));
        Task<int>[] calls = [.. Enumerable.Range(0, 10).Select(number => MeasureAsync(new byte[(10 * Megabyte) + number], false))];
        await Deadline.UntilAsync(() => pool.GetSnapshot().Busy == 2, "both workers were given a call");
        Array.ForEach(workers, static worker => Faults.Signal(worker, Faults.Kill));
        Assert.Equal(Enumerable.Range(0, 10).Select(static number => (10 * Megabyte) + number), await Task.WhenAll(calls).InTime());
        Assert.Equal((2L, 0L), (pool.GetSnapshot().Crashed, pool.GetSnapshot().Failed));
    }

    [Fact]
    public async Task E08_CallDiesWhileTheParentWritesTheNext_OnlyThatCallFails()
    {
        Outcome<int>[] outcomes = await MeasureAll(Enumerable.Range(0, 10).Select(static number => (new byte[10 * Megabyte], number == 4)))
            .OutcomesAsync().InTime();
        Assert.Equal(Faults.Kill, Assert.IsType<WorkerCrashedException>(outcomes[4].Error).Signal);
        Assert.Equal(9, outcomes.Count(static outcome => outcome is { Succeeded: true, Value: 10 * Megabyte }));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E09_WorkerDiesWhileThePoolDrains_ItsCallFailsAndTheQueuedOnesRun()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 1);
        var started = new Started();
        Task<int> running = WaitAsync(started);
        int process = await started.Process.InTime();
        Task<int>[] queued = [.. Enumerable.Range(0, 10).Select(number => Faults.EchoAsync(number))];
        Task shutdown = ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: false);
        Assert.False(shutdown.IsCompleted);
        Faults.Signal(process, Faults.Kill);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => running.InTime());
        Assert.Equal((process, Faults.Kill), (error.ProcessId, error.Signal));
        Assert.Equal(Enumerable.Range(0, 10), await Task.WhenAll(queued).InTime());
        await shutdown.InTime();
        Assert.Empty(Children.OfThisProcess());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task E09_WorkersCrashOrHangWhenTheyAreToEnd_ShutdownEndsAllTheSame(bool crashes)
    {
        int process = await EndBadlyAsync(crashes).InTime();
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
        await ProcessPool.Get(Faults.Pool).ShutdownAsync(cancelPending: false).InTime();
        Assert.False(ProcessTable.IsAlive(process), "The worker has outlived the shutdown.");
        Assert.Empty(Children.OfThisProcess());
    }

    [Fact]
    public async Task E09_WorkersAreKilledWhileThePoolGrows_NoCallIsLost()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 4);
        int first = await Faults.ProcessIdAsync().InTime();
        Task<int[]> batch = Faults.EchoAll(Enumerable.Range(0, 500)).WithChunkSize(1).ToArrayAsync(CancellationToken.None);
        Task warming = ProcessPool.Get(Faults.Pool).WarmUpAsync();
        var killed = new HashSet<int>();
        await Deadline.UntilAsync(
            () =>
            {
                foreach (int worker in Children.OfThisProcess().Where(worker => worker != first && killed.Count < 3 && killed.Add(worker)))
                {
                    Faults.Signal(worker, Faults.Kill);
                }

                return killed.Count == 3 || warming.IsCompleted;
            },
            "those that were started are killed, or the pool has given them up");
        Assert.NotEmpty(killed);
        Assert.Equal(Enumerable.Range(0, 500), await batch.InTime());
        await Task.WhenAny(warming).InTime();
        Assert.True(warming.IsCompletedSuccessfully || warming.Exception?.InnerException is WorkerStartException, warming.Exception?.ToString());
        await ProcessPool.Get(Faults.Pool).WarmUpAsync().InTime();
        Assert.Equal(4, ProcessPool.Get(Faults.Pool).GetSnapshot().Workers.Count(worker => !killed.Contains(worker.ProcessId)));
    }

    [Fact]
    public async Task E09_WorkersAreKilledWhileThePoolReplacesThem_EveryCallHasOneOutcome()
    {
        ProcessPool.Configure(Faults.Pool, static options => (options.Workers, options.MaxTasksPerWorker) = (2, 1));
        Task<Outcome<int>[]> batch = Faults.EchoAll(Enumerable.Range(0, 20)).OutcomesAsync();
        var killed = new HashSet<int>();
        await Deadline.UntilAsync(
            () =>
            {
                int idle = ProcessPool.Get(Faults.Pool).GetSnapshot().Workers.FirstOrDefault(worker => !killed.Contains(worker.ProcessId)).ProcessId;
                if (idle > 0 && killed.Add(idle))
                {
                    Faults.Signal(idle, Faults.Kill);
                }

                return killed.Count == 5 || batch.IsCompleted;
            },
            "five workers are killed, or the batch is done");
        Outcome<int>[] outcomes = await batch.InTime();
        Assert.Equal(20, outcomes.Length);
        for (int number = 0; number < outcomes.Length; number++)
        {
            if (outcomes[number].Succeeded)
            {
                Assert.Equal(number, outcomes[number].Value);
            }
            else
            {
                Assert.Contains(Assert.IsType<WorkerCrashedException>(outcomes[number].Error).ProcessId, killed);
            }
        }

        Assert.NotEmpty(killed);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task E10_WorkerDiesInTheMiddleOfAResult_ThatCallFailsAndTheOneBeforeItDoesNot()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Workers = 1);
        using var folder = new TempFolder();
        int process = await Faults.ProcessIdAsync().InTime();
        Task<Outcome<Nasty>[]> batch = GiveAll([(folder.File("first"), "read here", Deed.Wait, 1), (folder.File("second"), "", Deed.None, 16 * Megabyte)])
            .WithChunkSize(2).OutcomesAsync();
        try
        {
            // The first result's codec keeps whoever reads here, so of the second, which no ring can hold, only the beginning is sent.
            await Deadline.UntilAsync(() => File.Exists(folder.File("second")) && IsAsleep(process), "the worker waits for room");
            Faults.Signal(process, Faults.Kill);
            await Deadline.UntilAsync(() => !ProcessTable.IsAlive(process), "the worker is gone");
        }
        finally
        {
            NastyCodec.Gate.Release();
        }

        Outcome<Nasty>[] outcomes = await batch.InTime();
        Assert.Single(outcomes[0].ValueOrThrow().Ballast!);
        WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[1].Error);
        Assert.Equal((process, Faults.Kill), (error.ProcessId, error.Signal));
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    /// <summary>Whether no thread of a process runs.</summary>
    private static bool IsAsleep(int process) => Directory.EnumerateDirectories($"/proc/{process}/task").All(static thread =>
    {
        string stat = File.ReadAllText(Path.Combine(thread, "stat"));
        return stat[stat.LastIndexOf(')') + 2] == 'S';
    });
}
