using System.Collections.Concurrent;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Exclusive;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Execution;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>Exclusive calls on workers that die anywhere and are killed: a key is free when nothing of its call runs, and not before.</summary>
public sealed class ExclusiveStressTests
{
    private const int Keys = 5;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 6)]
    public async Task Pool_CrashesCancellationsAndTimeLimits_NoTwoOfOneKeyOverlap(int seed, int workers)
    {
        var holders = new ScriptedWorker?[Keys];
        var violations = new ConcurrentQueue<string>();
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker => Serve(worker, holders, violations, new Random((seed * 100_000) + Interlocked.Increment(ref started))));
        PoolScheduler pool = ScriptedPool.Make(launcher, workers, options => options.KillGraceMilliseconds = 5);
        var lane = new ExclusiveLane<Keyed, int, int>(new PoolOnlyLane(pool));
        var random = new Random(seed);
        var work = new List<Task>();
        for (int round = 0; round < 60; round++)
        {
            int[] inputs = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(1000))];
            Batch<int> batch = Batches.Of(inputs, lane).WithDegreeOfParallelism(random.Next(1, 5)).WithChunkSize(random.Next(1, 4));
            if (random.Next(3) == 0)
            {
                batch = batch.WithTimeout(TimeSpan.FromMilliseconds(random.Next(1, 20)));
            }

            var cancel = new CancellationTokenSource();
            work.Add(CheckAsync(batch.OutcomesAsync(cancel.Token), inputs));
            work.AddRange(Enumerable.Range(0, 3).Select(i => CheckAsync(lane.RunAsync((round * 3) + i, cancel.Token))));
            if (random.Next(4) == 0)
            {
                _ = cancel.CancelAsync();
            }
        }

        await Task.WhenAll(work).WaitAsync(TimeSpan.FromMinutes(2));
        ScriptedPool.Until(() => ExclusiveLane<Keyed, int, int>.Space.Count == (0, 0), $"every key is free: {ExclusiveLane<Keyed, int, int>.Space.Count}");
        await pool.ShutdownAsync(cancelPending: true).WaitAsync(ScriptedPool.Deadline);
        Assert.Empty(violations);
        Assert.Empty(launcher.ScriptErrors);
    }

    private static async Task CheckAsync(Task<Outcome<int>[]> batch, int[] inputs)
    {
        try
        {
            Outcome<int>[] outcomes = await batch;
            Assert.Equal(inputs.Length, outcomes.Length);
            Assert.All(outcomes.Zip(inputs), pair => Assert.True(
                pair.First.Succeeded ? pair.First.Value == pair.Second : pair.First.Error is WorkerCrashedException or TimeoutException));
        }
        catch (OperationCanceledException)
        {
            // Some are cancelled.
        }
    }

    private static async Task CheckAsync(Task<int> call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (e is OperationCanceledException or WorkerCrashedException)
        {
            // Some are cancelled, and some kill their worker.
        }
    }

    /// <summary>Who holds a key is noted when it begins, and forgotten before the answer; a worker that has died holds nothing.</summary>
    private static void Serve(ScriptedWorker worker, ScriptedWorker?[] holders, ConcurrentQueue<string> violations, Random random)
    {
        worker.SayHello();
        while (true)
        {
            (FrameHeader header, byte[] body) = worker.Read();
            if (header.Kind != (ushort)FrameKind.Call)
            {
                continue;
            }

            if (random.Next(40) == 0)
            {
                worker.Exit(7);
                return;
            }

            int value = ReadValue(body);
            worker.Begin(header.Call);
            ScriptedWorker? other = Interlocked.Exchange(ref holders[value % Keys], worker);
            if (other is { Killed.IsCompleted: false } && !worker.Killed.IsCompleted)
            {
                violations.Enqueue($"{value} began while another call had its key");
            }

            if (random.Next(30) == 0)
            {
                worker.Exit(7);
                return;
            }

            // At times longer than limit and grace, so that it is killed in the middle.
            _ = random.Next(10) == 0 ? worker.Killed.Wait(TimeSpan.FromMilliseconds(30)) : Thread.Yield();
            Interlocked.CompareExchange(ref holders[value % Keys], null, worker);
            worker.Answer(header.Call, value);
        }
    }

    private static int ReadValue(byte[] body)
    {
        var reader = new WireReader(body);
        CallHeader.Read(ref reader);
        reader.ReadInt32();
        return reader.ReadInt32();
    }

    private sealed class PoolOnlyLane(PoolScheduler pool) : Lane<int, int>
    {
        public override CallInfo Info { get; } = new(typeof(PoolOnlyLane), 1, "Test.Keyed");

        public override int DefaultConcurrency => pool.Capacity;

        public override LaneSession<int> Open(IItemSink<int> sink, int maxConcurrency, TimeSpan timeLimit) =>
            new ProcessLaneSession<Calls.Echo, int, int>(pool, sink, maxConcurrency, timeLimit, CallContext.Capture());
    }

    private readonly struct Keyed : ICall<int, int>
    {
        private static readonly CallInfo s_info = new(typeof(Keyed), 1, "Test.Keyed") { ExclusiveBy = "value" };

        static CallInfo IAnnotatedMethod<int>.Info => s_info;

        static object? IAnnotatedMethod<int>.ExclusiveKey(int input) => input % Keys;

        static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input);
    }
}
