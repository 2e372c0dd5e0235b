using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>
/// Everything at once, for long: calls, batches, crashes, hangs, cancellations and recycling, after which nothing has grown.
/// PARALLELGEN_SOAK sets the seconds: <c>PARALLELGEN_SOAK=1800 dotnet run --project tests/ParallelGen.Faults.Tests -- -class '*SoakTests'</c>
/// </summary>
public sealed partial class SoakTests(ITestOutputHelper output) : FaultTest
{
    private const int Players = 4;
    private const int Steps = 8;
    private const int Workers = 3;

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_SOAK"), CultureInfo.InvariantCulture, out int seconds) ? seconds : 45);

    /// <summary>What comes and goes: threads of the thread pool, what the collector has not given back.</summary>
    private static readonly Usage s_tolerance = new(Descriptors: 16, Threads: 24, Megabytes: 96);

    private protected override void Configure(ProcessPoolOptions options) =>
        (options.Workers, options.MaxTasksPerWorker, options.IdleTimeoutMilliseconds, options.KillGraceMilliseconds) = (Workers, 150, 500, 100);

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ActCore(int number, bool fatal, byte[] ballast)
    {
        if (fatal)
        {
            Faults.Signal(Environment.ProcessId, Faults.Kill);
            Thread.Sleep(Timeout.Infinite);
        }

        return number + ballast.Length;
    }

    /// <summary>Never ends by itself.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int HangCore(bool listens, CancellationToken cancel)
    {
        (listens ? cancel : CancellationToken.None).WaitHandle.WaitOne();
        return 0;
    }

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static IEnumerable<int> CountCore(int most)
    {
        for (int number = 0; number < most; number++)
        {
            yield return number;
        }
    }

    [Fact]
    public async Task C04_RandomMixForLong_NothingIsLostAndNothingGrows()
    {
        var clock = Stopwatch.StartNew();
        (Usage Here, Usage There, long Managed)? first = null;
        (Usage Here, Usage There, long Managed) last = default;
        int rounds = 0;
        for (; clock.Elapsed < s_duration || rounds < 4; rounds++)
        {
            await Task.WhenAll(Enumerable.Range(0, Players).Select(player => Task.Run(() => PlayAsync(new Random((rounds * Players) + player)))));
            last = await MeasureAsync();
            if (first is null && clock.Elapsed > s_duration / 4)
            {
                // Before, code was compiled and pools of memory filled.
                first = last;
            }
        }

        output.WriteLine($"{rounds} rounds of {Players * Steps} steps in {clock.Elapsed}: from {first} to {last}, {ProcessPool.Get(Faults.Pool).GetSnapshot()}");
        Assert.True(last.Here.IsWithin(Plus(first!.Value.Here, s_tolerance)), $"This process has grown from {first} to {last}.");
        Assert.True(last.There.IsWithin(Plus(first.Value.There, s_tolerance)), $"The workers have grown from {first} to {last}.");
        Assert.InRange(last.Managed, 0, (first.Value.Managed * 3 / 2) + (16 << 20));
    }

    private static async Task PlayAsync(Random random)
    {
        for (int step = 0; step < Steps; step++)
        {
            switch (random.Next(12))
            {
                case 0:
                    WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => ActAsync(step, true, []).InTime());
                    Assert.Equal(Faults.Kill, error.Signal);
                    break;
                case 1:
                    Outcome<int>[] late = await HangAll([random.Next(2) == 0]).WithTimeout(TimeSpan.FromMilliseconds(50)).OutcomesAsync().InTime();
                    Assert.IsType<TimeoutException>(late[0].Error);
                    break;
                case 2:
                    await CancelAsync(random);
                    break;
                case 3:
                    await LeaveAsync(random.Next(1, 100));
                    break;
                case < 7:
                    await BatchAsync(random);
                    break;
                default:
                    int length = random.Next(50) == 0 ? random.Next(4 << 20) : random.Next(200);
                    Assert.Equal(step + length, await ActAsync(step, false, new byte[length]).InTime());
                    break;
            }
        }
    }

    /// <summary>Of many, at times one that kills its worker: it alone fails.</summary>
    private static async Task BatchAsync(Random random)
    {
        int count = random.Next(1, 400);
        int fatal = random.Next(4) == 0 ? random.Next(count) : -1;
        Outcome<int>[] outcomes = await ActAll(Enumerable.Range(0, count).Select(number => (number, number == fatal, Array.Empty<byte>()))).OutcomesAsync().InTime();
        Assert.Equal(count, outcomes.Length);
        for (int number = 0; number < count; number++)
        {
            if (number == fatal)
            {
                Assert.IsType<WorkerCrashedException>(outcomes[number].Error);
            }
            else
            {
                Assert.Equal(number, outcomes[number].ValueOrThrow());
            }
        }
    }

    /// <summary>At once, or when it may run, a call that would never end.</summary>
    private static async Task CancelAsync(Random random)
    {
        using var cancel = new CancellationTokenSource();
        Task<int> call = HangAsync(random.Next(3) > 0, cancel.Token);
        if (random.Next(2) == 0)
        {
            await Task.Delay(random.Next(20));
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
    }

    private static async Task LeaveAsync(int after)
    {
        int next = 0;
        await foreach (int number in CountStream(1000))
        {
            Assert.Equal(next++, number);
            if (next == after)
            {
                break;
            }
        }
    }

    /// <summary>When all have ended: no call is left, no more processes than workers, and so much is in use.</summary>
    private static async Task<(Usage Here, Usage There, long Managed)> MeasureAsync()
    {
        await Deadline.UntilAsync(
            static () => ProcessPool.Get(Faults.Pool).GetSnapshot() is { Queued: 0, Busy: 0 } && Children.OfThisProcess().Count() <= Workers,
            () => $"the pool has nothing to do: {ProcessPool.Get(Faults.Pool).GetSnapshot()}");
        Usage? there = null;
        await Deadline.UntilAsync(
            () =>
            {
                // One that was idle too long is gone in the very moment: then the next, which is as good.
                Assert.Equal(7, Faults.EchoAsync(7).InTime().GetAwaiter().GetResult());
                there = Children.OfThisProcess().Select(Usage.Of).Aggregate((Usage?)null, static (most, one) => one is null ? most : Usage.Most(most ?? default, one.Value));
                return there is not null;
            },
            "a worker has been looked at");
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        return (Usage.Of(Environment.ProcessId)!.Value, there!.Value, managed);
    }

    private static Usage Plus(Usage one, Usage other) =>
        new(one.Descriptors + other.Descriptors, one.Threads + other.Threads, one.Megabytes + other.Megabytes);
}
