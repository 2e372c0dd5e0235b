using System.Collections.Concurrent;
using ParallelGen.Channels;
using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Exclusive;
using ParallelGen.Execution.Threads;
using ParallelGen.Processes;
using ParallelGen.Processes.Pool;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Execution;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>
/// Exclusive calls on workers that die anywhere and are killed, and on threads that share their keys: a key is free when nothing of its
/// call runs, and not before.
/// </summary>
public sealed class ExclusiveStressTests
{
    private const int Keys = 5;
    private const string Group = "stress";

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 6, false)]
    [InlineData(3, 4, true)]
    public async Task PoolAndThreads_CrashesCancellationsAndTimeLimits_NoTwoOfOneKeyOverlap(int seed, int workers, bool isFresh)
    {
        var holders = new Holders();
        int started = 0;
        var launcher = new ScriptedWorker.Launcher(worker => Serve(worker, holders, new Random((seed * 100_000) + Interlocked.Increment(ref started))));
        PoolScheduler pool = ScriptedPool.Make(launcher, workers, options => options.KillGraceMilliseconds = 5, isFresh);
        var lane = new ExclusiveLane<Keyed, int, int>(new PoolOnlyLane(pool));
        var threads = new ExclusiveLane<OnThreads, (int, Holders), int>(ThreadLane<OnThreads, (int, Holders), int>.Instance);
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
            work.AddRange(Enumerable.Range(0, 3).Select(_ => CheckAsync(threads.RunAsync((random.Next(1000), holders), cancel.Token))));
            if (random.Next(4) == 0)
            {
                _ = cancel.CancelAsync();
            }
        }

        await Task.WhenAll(work).WaitAsync(TimeSpan.FromMinutes(2));
        ScriptedPool.Until(() => ExclusiveLane<Keyed, int, int>.Space.Count == (0, 0), $"every key is free: {ExclusiveLane<Keyed, int, int>.Space.Count}");
        await pool.ShutdownAsync(cancelPending: true).WaitAsync(ScriptedPool.Deadline);
        Assert.Empty(holders.Violations);
        Assert.InRange(holders.ThreadCalls, 1, 180);
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
    private static void Serve(ScriptedWorker worker, Holders holders, Random random)
    {
        worker.SayHello();
        while (true)
        {
            (FrameHeader header, byte[] body) = worker.Read();
            if (header.Kind == (ushort)FrameKind.Quit)
            {
                worker.Exit(0);
                return;
            }

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
            holders.Take(value, worker);
            if (random.Next(30) == 0)
            {
                worker.Exit(7);
                return;
            }

            // At times longer than limit and grace, so that it is killed in the middle.
            _ = random.Next(10) == 0 ? worker.Killed.Wait(TimeSpan.FromMilliseconds(30)) : Thread.Yield();
            holders.Free(value, worker);
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

    /// <summary>Who holds each key: a worker, or one that stands for all threads, since a thread is never killed.</summary>
    private sealed class Holders
    {
        private readonly ScriptedWorker?[] _holders = new ScriptedWorker?[Keys];
        private readonly ScriptedWorker _thread = new();
        private int _threadCalls;

        public ConcurrentQueue<string> Violations { get; } = new();

        public int ThreadCalls => Volatile.Read(ref _threadCalls);

        public void Take(int value, ScriptedWorker worker)
        {
            ScriptedWorker? other = Interlocked.Exchange(ref _holders[value % Keys], worker);
            if (other is { Killed.IsCompleted: false } && !worker.Killed.IsCompleted)
            {
                Violations.Enqueue($"{value} began while another call had its key");
            }
        }

        public void Free(int value, ScriptedWorker worker) => Interlocked.CompareExchange(ref _holders[value % Keys], null, worker);

        public void RunOnThread(int value)
        {
            Interlocked.Increment(ref _threadCalls);
            Take(value, _thread);
            Thread.SpinWait(value * 10);
            Free(value, _thread);
        }
    }

    private readonly struct OnThreads : ICall<(int Value, Holders Holders), int>
    {
        private static readonly CallInfo s_info = new(typeof(OnThreads), 2, "Test.OnThreads") { ExclusiveBy = "value", ExclusiveGroup = Group, IsSynchronous = true };

        static CallInfo IAnnotatedMethod<(int Value, Holders Holders)>.Info => s_info;

        static object? IAnnotatedMethod<(int Value, Holders Holders)>.ExclusiveKey((int Value, Holders Holders) input) => input.Value % Keys;

        static ValueTask<int> ICall<(int Value, Holders Holders), int>.Invoke((int Value, Holders Holders) input, CancellationToken cancel)
        {
            input.Holders.RunOnThread(input.Value);
            return new(input.Value);
        }
    }

    private readonly struct Keyed : ICall<int, int>
    {
        private static readonly CallInfo s_info = new(typeof(Keyed), 1, "Test.Keyed") { ExclusiveBy = "value", ExclusiveGroup = Group };

        static CallInfo IAnnotatedMethod<int>.Info => s_info;

        static object? IAnnotatedMethod<int>.ExclusiveKey(int input) => input % Keys;

        static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input);
    }
}
