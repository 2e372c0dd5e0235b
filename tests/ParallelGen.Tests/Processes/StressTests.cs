using ParallelGen.Execution;
using ParallelGen.Processes.Pool;

namespace ParallelGen.Tests.Processes;

/// <summary>Many calls, workers that die anywhere, cancellations and time limits at any moment. The inputs come from the seed alone.</summary>
public sealed class StressTests
{
    private const int Blocks = 1500;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(4, 13)]
    public Task Pool_CrashesCancellationsAndTimeLimits_EveryItemHasOneOutcomeAndBeginsOnce(int seed, int workers) =>
        StressAsync(seed, Blocks, new ProcessPoolOptions { Workers = workers }, isFresh: false);

    [Theory]
    [InlineData(5, 1, 3, 0, 0)]
    [InlineData(6, 3, 7, 1, 1)]
    [InlineData(7, 2, 0, 1, 0)]
    public Task Pool_WorkersAreRecycledAndEndedWhenIdleAsWell_TheSameHolds(int seed, int workers, int maxTasks, int idle, int spares) =>
        StressAsync(
            seed, Blocks, new ProcessPoolOptions { Workers = workers, MaxTasksPerWorker = maxTasks, IdleTimeoutMilliseconds = idle, Spares = spares }, isFresh: false);

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(9, 3, 2)]
    public Task FreshProcesses_CrashesCancellationsAndTimeLimits_TheSameHolds(int seed, int workers, int spares) =>
        StressAsync(seed, Blocks / 5, new ProcessPoolOptions { Workers = workers, Spares = spares }, isFresh: true);

    private static async Task StressAsync(int seed, int blocks, ProcessPoolOptions options, bool isFresh)
    {
        var random = new Random(seed);
        var record = new StressRecord { MostItems = isFresh ? 1 : options.MaxTasksPerWorker > 0 ? options.MaxTasksPerWorker : int.MaxValue };
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker => new StressWorker(worker, record, (seed * 100_000) + Interlocked.Increment(ref started)).Run());
        options.KillGraceMilliseconds = 5;
        var pool = new PoolScheduler("stressed", options, launcher, isFresh);
        var submissions = Enumerable.Range(0, 5).Select(i => new Submission(i + 1)).Append(pool.Singles).ToArray();
        var all = new List<(WorkBlock Block, RecordingSink Sink, bool IsWithdrawn)>();
        var endings = new List<CountedEnd>();
        for (int number = 0; number < blocks; number++)
        {
            int items = random.Next(3) == 0 ? random.Next(2, 12) : 1;
            TimeSpan? limit = random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 20)) : null;
            var sink = new RecordingSink(items);
            WorkBlock block = StressBlock.Make(pool, sink, number, items, limit, submissions[random.Next(submissions.Length)], random.Next(20) == 0 ? 60_000 : 0);
            var end = new CountedEnd();
            block.End = end;
            endings.Add(end);
            bool withdraw = random.Next(8) == 0;
            if (withdraw)
            {
                record.Withdrawn.TryAdd(number, 0);
            }

            all.Add((block, sink, withdraw));
            pool.Submit(block);
            if (withdraw)
            {
                WithdrawSoon(pool, block, random.Next(2000));
            }
        }

        await Task.WhenAll(all.Where(entry => !entry.IsWithdrawn).Select(entry => entry.Sink.All)).WaitAsync(TimeSpan.FromMinutes(2));
        record.CancelsAll = true;
        await pool.ShutdownAsync(cancelPending: true).WaitAsync(ScriptedPool.Deadline);

        Assert.Empty(launcher.ScriptErrors);
        Assert.Empty(record.Violations);
        Assert.All(record.Begun, entry => Assert.Equal(1, entry.Value));
        for (int number = 0; number < all.Count; number++)
        {
            (_, RecordingSink sink, bool isWithdrawn) = all[number];
            Assert.All(sink.Told, count => Assert.InRange(count, isWithdrawn ? 0 : 1, 1));
            for (int item = 0; item < sink.Told.Count; item++)
            {
                record.Check(number, item, sink.Told[item], sink.Outcomes[item]);
            }
        }

        ScriptedPool.Until(() => endings.TrueForAll(end => end.Told >= 1), "every block has told its end");
        Assert.All(endings, end => Assert.Equal(1, end.Told));
        ScriptedPool.Until(() => all.TrueForAll(entry => entry.Block.PayloadLength == 0), "every payload is given back");
    }

    private sealed class CountedEnd : IBlockEnd
    {
        private int _told;

        public int Told => Volatile.Read(ref _told);

        public void Ended() => Interlocked.Increment(ref _told);
    }

    private static void WithdrawSoon(PoolScheduler pool, WorkBlock block, int spins) => ThreadPool.UnsafeQueueUserWorkItem(
        static state =>
        {
            Thread.SpinWait(state.spins);
            state.block.Abandon();
            state.pool.Withdraw(state.block);
        },
        (pool, block, spins), preferLocal: false);
}
