using System.Globalization;
using ParallelGen.Channels;
using ParallelGen.Execution;
using ParallelGen.Processes.Pool;
using ParallelGen.Tests.Channels;

namespace ParallelGen.Tests.Processes;

/// <summary>
/// A pool that gets a few blocks, and no more before all of them are over: nothing else comes by that would wake who was forgotten. Every thread of it is held up at its steps.
/// </summary>
internal sealed class HeldUpPool
{
    private const int MostBlocks = 6;

    private readonly Random _random;
    private readonly HeldUpRecord _record = new();
    private readonly ScriptedWorker.Launcher _launcher;
    private readonly PoolScheduler _pool;
    private readonly ChunkSizer _sizer = new();
    private readonly int _seed;
    private AdaptiveSpin _spin;
    private int _started;
    private int _blocks;
    private int _round;
    private long _steps;
    private string _last = "";

    public HeldUpPool(int seed, ProcessPoolOptions options)
    {
        (_seed, _random) = (seed, new Random(seed));
        options.KillGraceMilliseconds = 5;
        _launcher = new ScriptedWorker.Launcher(
            worker => new HeldUpWorker(worker, _record, (seed * 100_000) + Interlocked.Increment(ref _started)).Run()) { SharesMemory = true };
        _pool = new PoolScheduler("held up", options, _launcher) { HoldUp = Pass };
    }

    /// <summary>How many items were handed to workers and have come back.</summary>
    public long Handovers { get; private set; }

    /// <summary>How things stand.</summary>
    public override string ToString()
    {
        ProcessPoolSnapshot snapshot = _pool.GetSnapshot();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {_seed}, round {_round}: {_last}; {snapshot.Busy} busy, {snapshot.Queued} queued, {snapshot.Completed} completed, {_started} workers started: {string.Join(' ', _record.Workers)}");
    }

    /// <summary>Rounds until so many items have been handed over, and the end of the pool.</summary>
    public void Run(long handovers)
    {
        while (Handovers < handovers)
        {
            _round++;
            RunRound();
        }

        Note("shuts down");
        _pool.ShutdownAsync(cancelPending: _seed % 2 == 0).GetAwaiter().GetResult();
        ProcessPoolSnapshot snapshot = _pool.GetSnapshot();
        _record.Expect(snapshot is { Busy: 0, Queued: 0, Workers.Count: 0 }, $"after the end: {this}");
        Assert.Empty(_launcher.ScriptErrors);
        Assert.Empty(_record.Violations);
    }

    private void RunRound()
    {
        var batch = new Submission(_random.Next(1, 4));
        var entries = new List<HeldUpEntry>();
        for (int count = _random.Next(1, MostBlocks + 1); count > 0; count--)
        {
            HeldUpEntry entry = Make(batch);
            entries.Add(entry);
            PoolWorker? worker = _pool.Submit(entry.Block);
            if (_random.Next(2) == 0)
            {
                worker?.TryHelp(entry.Sink.All, ref _spin);
            }

            if (entry.IsWithdrawn)
            {
                Later(() =>
                {
                    entry.Block.Abandon();
                    _pool.Withdraw(entry.Block);
                });
            }
        }

        if (_random.Next(20) == 0)
        {
            entries.FindAll(entry => entry.Block.Owner == batch).ForEach(static entry => entry.IsWithdrawn = true);
            Later(() => _pool.Withdraw(batch));
        }

        Await(entries);
        if (_random.Next(30) == 0)
        {
            // Workers end for being idle, or not: whoever comes next finds out.
            Thread.Sleep(_random.Next(3));
        }
    }

    private HeldUpEntry Make(Submission batch)
    {
        bool isSingle = _random.Next(2) == 0;
        int items = isSingle || _random.Next(2) == 0 ? 1 : _random.Next(2, 12);
        TimeSpan? limit = _random.Next(10) == 0 ? TimeSpan.FromMilliseconds(_random.Next(1, 5)) : null;
        return new HeldUpEntry(++_blocks, items, limit, isSingle ? _pool.Singles : batch, _random.Next(40) == 0 ? 60_000 : 0, isSingle ? null : _sizer)
        {
            IsWithdrawn = _random.Next(15) == 0,
        };
    }

    /// <summary>Every block is over, everybody who waits has been told, and the pool has nothing left.</summary>
    private void Await(List<HeldUpEntry> entries)
    {
        foreach (HeldUpEntry entry in entries)
        {
            Note($"waits for {entry}");
            entry.Ended.GetAwaiter().GetResult();
            if (!entry.IsWithdrawn)
            {
                entry.Sink.All.GetAwaiter().GetResult();
            }
        }

        ProcessPoolSnapshot snapshot = _pool.GetSnapshot();
        _record.Expect(snapshot is { Busy: 0, Queued: 0 }, $"all is over, but {this}");
        foreach (HeldUpEntry entry in entries)
        {
            Note($"waits for the payload of {entry}");
            // Who has sent it may be held up, and has it still.
            ScriptedPool.Until(() => entry.Block.PayloadLength == 0, ToString());
            entry.Check(_record);
            Handovers += entry.Sink.Told.Count;
        }

        Assert.Empty(_record.Violations);
    }

    private void Note(string what) => _last = what;

    private void Later(Action act)
    {
        int spins = _random.Next(3000);
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                Thread.SpinWait(state.spins);
                state.act();
            },
            (spins, act), preferLocal: false);
    }

    /// <summary>Any thread may come: which of them is held up for how long depends on the order in which they do.</summary>
    private void Pass()
    {
        ulong step = (ulong)Interlocked.Increment(ref _steps) + ((ulong)_seed << 32);
        HoldUps.HoldUp((int)((step * 0x9E37_79B9_7F4A_7C15) >> 40));
    }
}
