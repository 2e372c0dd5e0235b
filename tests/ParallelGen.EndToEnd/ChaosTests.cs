using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.EndToEnd;

/// <summary>Random workers are killed while thousands of calls run: one outcome for each call, in order, nothing twice.</summary>
public sealed class ChaosTests
{
    private const int Items = 3000;
    private const int Singles = 300;

    /// <summary>Enough deaths to be chaos, few enough that the test ends however slow the machine is.</summary>
    private const int Kills = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Calls_RandomWorkersAreKilled_EveryCallHasOneOutcomeAndNothingRunsTwice(int chunk)
    {
        using var log = new TempFolder();
        ProcessPool pool = ProcessPool.Get(Chaos.Pool);
        await pool.WarmUpAsync().InTime();
        using var done = new CancellationTokenSource();
        Task<HashSet<int>> killing = Task.Run(() => KillAsync(pool, new Random(chunk), done.Token));

        Task<int>[] singles = [.. Enumerable.Range(Items, Singles).Select(number => Chaos.NoteAsync(number, log.Path))];
        Outcome<int>[] outcomes = await Chaos.NoteAll(Enumerable.Range(0, Items).Select(number => (number, log.Path)))
            .WithChunkSize(chunk).OutcomesAsync().InTime();
        await Task.WhenAll(singles.Select(call => call.ContinueWith(static _ => { }, TaskScheduler.Default))).InTime();
        await done.CancelAsync();
        HashSet<int> killed = await killing.InTime();

        Assert.Equal(Items, outcomes.Length);
        var failed = new List<int>();
        for (int number = 0; number < Items + Singles; number++)
        {
            Exception? error = number < Items ? outcomes[number].Error : singles[number - Items].Exception?.InnerException;
            if (error is null)
            {
                Assert.Equal(number, number < Items ? outcomes[number].Value : await singles[number - Items]);
                continue;
            }

            WorkerCrashedException crash = Assert.IsType<WorkerCrashedException>(error);
            Assert.Equal(9, crash.Signal);
            Assert.Contains(crash.ProcessId, killed);
            failed.Add(number);
        }

        int[] ran = [.. Directory.EnumerateFiles(log.Path).SelectMany(File.ReadAllLines).Where(line => line.EndsWith('.')).Select(line => int.Parse(line[..^1], CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(ran.Distinct(), ran);
        Assert.Empty(Enumerable.Range(0, Items + Singles).Except(failed).Except(ran));
        Assert.NotEmpty(killed);
        Assert.InRange(failed.Count, 0, killed.Count);
        Assert.Equal(1, await Chaos.NoteAsync(1, log.Path).InTime());
    }

    /// <summary>Kills a random worker every few milliseconds. Only workers that live: an id may be given to somebody else.</summary>
    private static async Task<HashSet<int>> KillAsync(ProcessPool pool, Random random, CancellationToken done)
    {
        var killed = new HashSet<int>();
        while (!done.IsCancellationRequested && killed.Count < Kills)
        {
            int[] workers = [.. pool.GetSnapshot().Workers.Select(worker => worker.ProcessId).Where(process => !killed.Contains(process) && ProcessTable.IsAlive(process))];
            if (workers.Length > 0)
            {
                int process = workers[random.Next(workers.Length)];
                killed.Add(process);
                Chaos.Kill(process);
            }

            await Task.Delay(random.Next(20, 150), CancellationToken.None);
        }

        return killed;
    }
}
