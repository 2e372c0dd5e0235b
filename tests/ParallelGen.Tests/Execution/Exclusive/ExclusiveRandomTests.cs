using System.Collections.Concurrent;
using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>Random calls and batches of four methods of one group on three models: the inputs come from the seed alone.</summary>
public sealed class ExclusiveRandomTests
{
    private const int Keys = 6;

    private readonly int[] _running = new int[Keys];
    private readonly ConcurrentQueue<string> _violations = new();
    private int _all;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Group_BatchesCallsCancellationsAndTimeLimits_NoTwoOfOneKeyOverlap(int seed)
    {
        var random = new Random(seed);
        var work = new List<Task>();
        for (int round = 0; round < 80; round++)
        {
            using var cancel = new CancellationTokenSource();
            Model model = random.Next(4) switch { 0 => Model.Thread, 1 => Model.EventLoop, _ => Model.ThreadPool };
            int jobs = random.Next(1, 25);
            ErrorPolicy policy = random.Next(3) == 0 ? ErrorPolicy.FailFast : ErrorPolicy.WaitAll;
            int degree = random.Next(1, 6);
            int first = random.Next();
            work.Add((round % 4) switch
            {
                0 => RunBatchAsync(Exclusives.All<Plain>(InOrder(jobs, first), model).WithErrors(policy).WithDegreeOfParallelism(degree), cancel.Token),
                1 => RunBatchAsync(Exclusives.All<Limited>(InOrder(jobs, first), model).WithDegreeOfParallelism(degree), cancel.Token),
                2 => RunBatchAsync(Exclusives.All<TakesAll>(Enumerable.Range(0, 3).Select(_ => All()), model), cancel.Token),
                _ => Task.WhenAll(Enumerable.Range(0, jobs).Select(i => IgnoreAsync(Exclusives.RunAsync<Plain>(Keyed(random.Next(Keys), random.Next(), null), model, cancel.Token)))),
            });
            if (random.Next(4) == 0)
            {
                await cancel.CancelAsync();
            }
        }

        await Task.WhenAll(work).WaitAsync(TimeSpan.FromMinutes(2));
        Exclusives.UntilEmpty<Plain>();
        Assert.Empty(_violations);
    }

    /// <summary>Jobs of one batch; those of one key must begin in order.</summary>
    private Job[] InOrder(int count, int seed)
    {
        int[] last = new int[Keys];
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(i =>
        {
            int key = random.Next(Keys);
            return Keyed(key, random.Next(), () =>
            {
                if (Interlocked.Exchange(ref last[key], i) > i)
                {
                    _violations.Enqueue($"item {i} of key {key} began after a later one");
                }
            });
        })];
    }

    private Job Keyed(int key, int seed, Action? begins) => Job.Async(key == 0 ? null : key, async () =>
    {
        begins?.Invoke();
        if (Interlocked.Increment(ref _running[key]) != 1 || Volatile.Read(ref _all) != 0)
        {
            _violations.Enqueue($"key {key} overlaps");
        }

        await Jitter(seed);
        Interlocked.Decrement(ref _running[key]);
        return seed % 16 == 3 ? throw new InvalidDataException() : seed;
    });

    private Job All() => Job.Async(null, async () =>
    {
        if (Interlocked.Increment(ref _all) != 1 || _running.Any(count => count != 0))
        {
            _violations.Enqueue("a call that takes all overlaps");
        }

        await Task.Yield();
        Interlocked.Decrement(ref _all);
        return 0;
    });

    private static async Task Jitter(int seed)
    {
        switch (seed & 7)
        {
            case 0:
                await Task.Yield();
                break;
            case 1:
                // Past the limit of those that have one; the token is ignored.
                await Task.Delay(4);
                break;
            case < 5:
                Thread.SpinWait(seed & 0xFFF);
                break;
        }
    }

    private static async Task RunBatchAsync(Batch<int> batch, CancellationToken cancel)
    {
        try
        {
            Outcome<int>[] outcomes = await batch.OutcomesAsync(cancel);
            Assert.All(outcomes, outcome => Assert.True(
                outcome.Succeeded || outcome.IsCancelled || outcome.Error is InvalidDataException or TimeoutException, outcome.ToString()));
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancel.IsCancellationRequested);
        }
    }

    private static async Task IgnoreAsync(Task<int> call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (e is InvalidDataException or OperationCanceledException)
        {
            // What some of them do.
        }
    }

    private sealed class Plain : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Plain), 1, "Test.Plain") { ExclusiveBy = "key", ExclusiveGroup = "random" };
    }

    private sealed class Limited : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Limited), 2, "Test.Limited") { ExclusiveBy = "key", ExclusiveGroup = "random", TimeoutMilliseconds = 2 };
    }

    private sealed class TakesAll : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(TakesAll), 3, "Test.TakesAll") { ExclusiveBy = "*", ExclusiveGroup = "random" };
    }
}
