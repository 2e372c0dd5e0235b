using CsCheck;

namespace ParallelGen.Tests.Execution;

/// <summary>Random interleavings on real threads: whatever happens, each index is reported once and no run hangs.</summary>
public sealed class BatchStressTests
{
    private const int Rounds = 300;

    [Fact]
    public async Task ManyRuns_WithFailuresAndLeavesAndCancellations_ReportEachIndexOnce()
    {
        var seeds = new Random(12345);
        for (int round = 0; round < Rounds; round++)
        {
            await OneRun(new Random(seeds.Next()), round).Within();
        }
    }

    [Fact]
    public async Task ConcurrentRuns_OfOneBatch_DoNotDisturbEachOther()
    {
        Batch<int> batch = Batches.Of(Enumerable.Range(0, 2_000), new PoolLane<int, int>(i => i, 3)).WithChunkSize(3);
        IEnumerable<Task> runs = Enumerable.Range(0, 12).Select(async run =>
            Assert.Equal(Enumerable.Range(0, 2_000), run % 2 == 0 ? await batch : [.. await batch.ToList()]));
        await Task.WhenAll(runs).Within();
    }

    [Fact]
    public async Task AsyncSource_ThatSuspendsAtRandom_LosesNothing() =>
        await Gen.Select(Gen.Int[0, 300], Gen.Int[1, 9], Gen.Int).SampleAsync(async (count, chunk, seed) =>
        {
            Batch<int> batch = Batches.Of(Suspending(count, new Random(seed)), new PoolLane<int, int>(i => i)).WithChunkSize(chunk).WithBuffer(10);
            Assert.Equal(Enumerable.Range(0, count), await batch.ToArrayAsync().Within());
        }, iter: 100, threads: 1);

    private static async Task OneRun(Random random, int round)
    {
        int count = random.Next(1, 200);
        int failAt = random.Next(4) == 0 ? random.Next(count) : -1;
        int cancelAt = random.Next(4) == 0 ? random.Next(count) : -1;
        int leaveAt = random.Next(4) == 0 ? random.Next(count) : -1;
        using var cancel = new CancellationTokenSource();
        var source = new ProbedSource(count);
        int seed = random.Next();
        var lane = new PoolLane<int, int>(async (item, stop) =>
        {
            await Jitter(unchecked(seed + item));
            if (item == cancelAt)
            {
                _ = cancel.CancelAsync();
            }

            return item == failAt ? throw new InvalidDataException() : item;
        }, random.Next(1, 6));
        Batch<int> batch = Batches.Of(source, lane).WithChunkSize(random.Next(1, 6)).WithBuffer(random.Next(1, 30))
            .WithErrors(random.Next(2) == 0 ? ErrorPolicy.WaitAll : ErrorPolicy.FailFast).WithCancellation(cancel.Token);
        bool finished = false;
        var seen = new List<long>();
        try
        {
            switch (round % 3)
            {
                case 0:
                    Outcome<int>[] outcomes = await batch.OutcomesAsync();
                    Assert.All(outcomes.Index(), pair => Assert.True(!pair.Item.Succeeded || pair.Item.Value == pair.Index));
                    Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded || outcome.IsCancelled || outcome.Error is InvalidDataException));
                    Assert.Equal(failAt >= 0 && failAt < outcomes.Length ? 1 : 0, outcomes.Count(outcome => outcome.Error is InvalidDataException));
                    break;
                case 1:
                    await foreach (int item in batch)
                    {
                        Assert.Equal(seen.Count, item);
                        seen.Add(item);
                        if (item == leaveAt)
                        {
                            break;
                        }
                    }

                    break;
                default:
                    await foreach (Completed<int> item in batch.AsCompleted())
                    {
                        seen.Add(item.Index);
                        if (item.Index == leaveAt)
                        {
                            break;
                        }
                    }

                    Assert.Equal(seen.Count, seen.Distinct().Count());
                    break;
            }

            finished = true;
        }
        catch (OperationCanceledException e) when (e.CancellationToken == cancel.Token)
        {
            Assert.True(cancelAt >= 0);
        }
        catch (InvalidDataException)
        {
            Assert.True(failAt >= 0 && round % 3 == 1);
        }

        Assert.False(source.Overlapped);
        Assert.InRange(source.Disposed, 0, 1);
        Assert.True(!finished || source.Disposed == 1);
        Assert.True(!finished || failAt >= 0 || cancelAt >= 0 || leaveAt >= 0 || round % 3 == 0 || seen.Count == count);
    }

    private static async Task Jitter(int seed)
    {
        switch (seed & 3)
        {
            case 0:
                await Task.Yield();
                break;
            case 1:
                Thread.SpinWait(seed & 0xFFF);
                break;
            case 2:
                await Task.Yield();
                Thread.SpinWait(seed & 0x3FF);
                break;
        }
    }

    private static async IAsyncEnumerable<int> Suspending(int count, Random random)
    {
        for (int i = 0; i < count; i++)
        {
            if (random.Next(3) == 0)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }
}
