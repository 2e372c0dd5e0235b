using System.Globalization;
using ParallelGen.Execution;
using ParallelGen.Fuzzing;
using ParallelGen.Processes.Pool;
using ParallelGen.Tests.Processes;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Fuzzing;

/// <summary>Workers that send frames, each of them well-formed, of the wrong call, item, kind or at the wrong time: each item has an outcome, and the pool lives.</summary>
public sealed class SchedulerFuzzTests
{
    /// <summary>How many blocks a pool gets: so few that it does not give up on a method whose calls do nothing but end workers.</summary>
    private const int BlocksPerPool = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S13_Scheduler_FramesInAnyOrder_EveryItemHasOneOutcomeAndThePoolLives(bool sharesMemory)
    {
        int pools = Math.Max(1, Fuzzer.Inputs / 100 / BlocksPerPool);
        int succeeded = 0;
        int failed = 0;
        for (int number = 0; number < pools; number++)
        {
            (int good, int bad) = await TryPoolAsync(number + 1, sharesMemory);
            succeeded += good;
            failed += bad;
        }

        Assert.NotEqual(0, succeeded);
        Assert.NotEqual(0, failed);
    }

    private static async Task<(int Succeeded, int Failed)> TryPoolAsync(int seed, bool sharesMemory)
    {
        bool isHonest = false;
        int started = 0;
        var time = new ManualTime();
        var launcher = new ScriptedWorker.Launcher(worker =>
        {
            worker.SayHello();
            if (sharesMemory)
            {
                worker.TakeMemory();
            }

            new ConfusedWorker(worker, (seed * 1000) + Interlocked.Increment(ref started), () => Volatile.Read(ref isHonest)).Run();
        }) { SharesMemory = sharesMemory };
        PoolScheduler pool = ScriptedPool.Make(launcher, 1 + (seed % 2), time: time);
        var random = new Random(seed);
        var all = new List<(WorkBlock Block, RecordingSink Sink)>();
        for (int number = 0; number < BlocksPerPool; number++)
        {
            int items = random.Next(3) == 0 ? random.Next(2, 8) : 1;
            var sink = new RecordingSink(items);
            WorkBlock block = random.Next(3) == 0 ? RepeatedReportCall.Block(pool, sink, new Handler(), items) : ScriptedPool.Block(pool, sink, items);
            all.Add((block, sink));
            pool.Submit(block);
        }

        Task ended = Task.WhenAll(all.Select(static entry => entry.Sink.All));
        Assert.True(
            await Task.WhenAny(ended, Task.Delay(ScriptedPool.Deadline)) == ended, string.Create(CultureInfo.InvariantCulture, $"Stalled: seed {seed}, {pool.GetSnapshot()}"));
        Volatile.Write(ref isHonest, true);
        time.Pass(TimeSpan.FromMinutes(1));
        await AssertLivesAsync(pool, all);
        Assert.Empty(launcher.ScriptErrors);
        Outcome<int>[] outcomes = [.. all.SelectMany(static entry => entry.Sink.Outcomes)];
        Assert.All(outcomes, outcome => AssertFits(outcome, seed));
        int succeeded = outcomes.Count(static outcome => outcome.Succeeded);
        return (succeeded, outcomes.Length - succeeded);
    }

    private static async Task AssertLivesAsync(PoolScheduler pool, List<(WorkBlock Block, RecordingSink Sink)> all)
    {
        // A worker that was confused before it is told to be honest may still end, and this call be the one that ran.
        Task<int> call = ScriptedPool.CallAsync(pool);
        await Task.WhenAny(call).WaitAsync(ScriptedPool.Deadline);
        Assert.Equal(7, await ScriptedPool.CallAsync(pool).WaitAsync(ScriptedPool.Deadline));
        await pool.ShutdownAsync(cancelPending: false).WaitAsync(ScriptedPool.Deadline);
        ProcessPoolSnapshot snapshot = pool.GetSnapshot();
        Assert.Equal((0, 0, 0), (snapshot.Busy, snapshot.Queued, snapshot.Workers.Count));
        Assert.All(all, static entry => Assert.All(entry.Sink.Told, static told => Assert.Equal(1, told)));
        ScriptedPool.Until(() => all.TrueForAll(static entry => entry.Block.PayloadLength == 0), "every payload is given back");
    }

    private static void AssertFits(Outcome<int> outcome, int seed) => Assert.True(
        outcome.Succeeded || outcome.Error is WorkerCrashedException or WorkerStartException or WireFormatException or EndOfStreamException,
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {outcome.Error}"));
}
