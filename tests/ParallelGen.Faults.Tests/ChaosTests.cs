using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>Workers are killed and stopped at random while thousands of calls run.</summary>
public sealed partial class ChaosTests : FaultTest
{
    private const int Calls = 5000;

    /// <summary>Enough deaths to be chaos, few enough that the test ends however slow the machine is. PARALLELGEN_KILLS sets it.</summary>
    private static readonly int s_kills =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_KILLS"), CultureInfo.InvariantCulture, out int count) ? count : 30;

    private static readonly TimeSpan s_stopped = TimeSpan.FromSeconds(3);

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 3;

    /// <summary>Notes that it runs, in a file of this worker's, before it does anything else.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int NoteCore(int number, string log)
    {
        File.AppendAllText(Path.Combine(log, $"{Environment.ProcessId}"), string.Create(CultureInfo.InvariantCulture, $"{number}.\n"));
        Thread.SpinWait(20_000);
        return number;
    }

    [Fact]
    public async Task C01_RandomWorkersAreKilled_EveryCallHasOneOutcomeAndNothingRunsTwice()
    {
        using var log = new TempFolder();
        using var done = new CancellationTokenSource();
        await ProcessPool.Get(Faults.Pool).WarmUpAsync().InTime();
        Task<HashSet<int>> killing = Task.Run(() => KillAsync(done.Token));
        var outcomes = new List<Outcome<int>>();
        try
        {
            do
            {
                outcomes.AddRange(await NoteAll(Enumerable.Range(outcomes.Count, Calls).Select(number => (number, log.Path))).OutcomesAsync().InTime());
            }
            while (!killing.IsCompleted);
        }
        finally
        {
            await done.CancelAsync();
        }

        HashSet<int> killed = await killing.InTime();
        Assert.Equal(s_kills, killed.Count);
        Assert.Equal(0, outcomes.Count % Calls);
        var failed = new List<int>();
        for (int number = 0; number < outcomes.Count; number++)
        {
            if (outcomes[number].Succeeded)
            {
                Assert.Equal(number, outcomes[number].Value);
                continue;
            }

            WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[number].Error);
            Assert.Equal(Faults.Kill, error.Signal);
            Assert.Contains(error.ProcessId, killed);
            failed.Add(number);
        }

        // A line without its end was being written when the worker died.
        int[] ran = [.. Directory.EnumerateFiles(log.Path).SelectMany(File.ReadAllLines).Where(static line => line.EndsWith('.'))
            .Select(static line => int.Parse(line[..^1], CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(ran.Distinct(), ran);
        Assert.Empty(Enumerable.Range(0, outcomes.Count).Except(failed).Except(ran));
        Assert.InRange(failed.Count, 0, killed.Count);
        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    [Fact]
    public async Task C02_WorkerIsStoppedAndGoesOnAfterThreeSeconds_NothingIsLost()
    {
        using var log = new TempFolder();
        await ProcessPool.Get(Faults.Pool).WarmUpAsync().InTime();
        Task<int[]> batch = NoteAll(Enumerable.Range(0, Calls).Select(number => (number, log.Path))).ToArrayAsync();
        await Deadline.UntilAsync(() => Directory.EnumerateFiles(log.Path).Any(), "a call runs");
        int worker = int.Parse(Path.GetFileName(Directory.EnumerateFiles(log.Path).First()), CultureInfo.InvariantCulture);
        Faults.Signal(worker, Faults.Stop);
        try
        {
            // Waits for nothing: this is how long the case has it.
            await Task.Delay(s_stopped);
            Assert.Equal(7, await Faults.EchoAsync(7).InTime());
        }
        finally
        {
            Faults.Signal(worker, Faults.Continue);
        }

        Assert.Equal(Enumerable.Range(0, Calls), await batch.InTime());
        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
        Assert.True(ProcessTable.IsAlive(worker));
    }

    /// <summary>Kills a random worker every 50 to 200 ms. Only workers that live: an id may be given to somebody else.</summary>
    private static async Task<HashSet<int>> KillAsync(CancellationToken done)
    {
        var random = new Random(1);
        var killed = new HashSet<int>();
        while (!done.IsCancellationRequested && killed.Count < s_kills)
        {
            int[] workers = [.. ProcessPool.Get(Faults.Pool).GetSnapshot().Workers.Select(static worker => worker.ProcessId)
                .Where(process => !killed.Contains(process) && ProcessTable.IsAlive(process))];
            if (workers.Length > 0)
            {
                int process = workers[random.Next(workers.Length)];
                killed.Add(process);
                Faults.Signal(process, Faults.Kill);
            }

            await Task.Delay(random.Next(50, 200), CancellationToken.None);
        }

        return killed;
    }
}
