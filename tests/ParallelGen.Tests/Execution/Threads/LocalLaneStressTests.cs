using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>Random interleavings on real threads: no run hangs, nothing is told twice, and every block ends once.</summary>
public sealed class LocalLaneStressTests
{
    public static TheoryData<Model> Models => [Model.Thread, Model.ThreadPool];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Sessions_StoppedAtRandom_EndEveryBlockOnceAndTellNothingTwice(Model model)
    {
        var seeds = new Random(4711);
        for (int round = 0; round < 60; round++)
        {
            int seed = seeds.Next();
            var random = new Random(seed);
            var sink = new RecordingSink();
            bool stops = random.Next(2) == 0;
            TimeSpan limit = random.Next(3) == 0 ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan;
            LaneSession<Func<CancellationToken, ValueTask<int>>> session = LocalWork.Lane(model).Open(sink, random.Next(1, 5), limit);
            int count = random.Next(1, 80);
            RecordingSink.CountedEnd[] ends = [.. Enumerable.Range(0, count).Select(_ => sink.NewEnd())];
            int stopAt = random.Next(count);
            Task? stopping = null;
            for (int i = 0; i < count; i++)
            {
                int item = i;
                session.Submit(LocalWork.Block(i, ends[i], cancel => Work(unchecked(seed + item), cancel)));
                if (stops && i == stopAt)
                {
                    stopping = Task.Run(session.Stop);
                }
            }

            session.Close();
            await (stopping ?? Task.CompletedTask).Within();
            await sink.State.Until(() => ends.All(end => end.Ends > 0));
            Assert.All(ends, end => Assert.Equal(1, end.Ends));

            // A limit that has just decided an item may still be about to tell it when the method has returned.
            await sink.State.Until(() => stops || sink.Told == count);
            sink.AssertAtMostOnce();
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Batches_WithRandomEndsAndSources_NeverHangAndKeepOrder(Model model)
    {
        var seeds = new Random(815);
        for (int round = 0; round < 150; round++)
        {
            int seed = seeds.Next();
            await OneBatch(model, seed).Within();
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(8, 4)]
    public async Task Stream_OfAPoolBatchWithASlowConsumer_PullsTheWindowAndNoMore(int degree, int buffer)
    {
        var source = new ProbedSource();
        int taken = 0;
        IEnumerable<Func<CancellationToken, ValueTask<int>>> calls = source.Select(i => (Func<CancellationToken, ValueTask<int>>)(_ => new(i)));
        await foreach (int item in Batches.Of(calls, LocalWork.Lane(Model.ThreadPool)).WithDegreeOfParallelism(degree).WithBuffer(buffer))
        {
            Assert.Equal(taken++, item);
            Assert.InRange(source.Pulled, taken, taken + buffer);
            if (taken % 7 == 0)
            {
                await Task.Yield();
            }

            if (taken == 2_000)
            {
                break;
            }
        }

        Assert.False(source.Overlapped);
        Assert.Equal(1, source.Disposed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SourceThatBlocks_HoldsUpNoItemThatWasPulled(bool suspends)
    {
        var pushed = new PushedSource();
        using var more = new SemaphoreSlim(0);
        var state = new Observed();
        int ran = 0;
        Func<CancellationToken, ValueTask<int>> work = _ =>
        {
            state.Change(() => ran++);
            return new(0);
        };
        Task<int[]> batch = suspends
            ? Batches.Of(Select(pushed, work), LocalWork.Lane(Model.ThreadPool)).ToArrayAsync()
            : Batches.Of(Blocking(more, 50, work), LocalWork.Lane(Model.ThreadPool)).ToArrayAsync();
        for (int i = 0; i < 50; i++)
        {
            pushed.Push(i);
            more.Release();
            await state.Until(() => ran == i + 1);
        }

        pushed.End();
        Assert.Equal(50, (await batch.Within()).Length);
    }

    private static IEnumerable<Func<CancellationToken, ValueTask<int>>> Blocking(
        SemaphoreSlim more, int count, Func<CancellationToken, ValueTask<int>> work)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(more.Wait(TimeSpan.FromSeconds(30)));
            yield return work;
        }
    }

    private static async IAsyncEnumerable<T> Select<T>(PushedSource source, T item)
    {
        await foreach (int _ in source)
        {
            yield return item;
        }
    }

    private static async Task OneBatch(Model model, int seed)
    {
        var random = new Random(seed);
        int count = random.Next(1, 150);
        int failAt = random.Next(3) == 0 ? random.Next(count) : -1;
        int cancelAt = random.Next(3) == 0 ? random.Next(count) : -1;
        int leaveAt = random.Next(3) == 0 ? random.Next(count) : -1;
        using var cancel = new CancellationTokenSource();
        var source = new ProbedSource(count);
        IEnumerable<Func<CancellationToken, ValueTask<int>>> calls = source.Select(i => (Func<CancellationToken, ValueTask<int>>)(async token =>
        {
            await Work(unchecked(seed + i), token);
            if (i == cancelAt)
            {
                _ = cancel.CancelAsync();
            }

            return i == failAt ? throw new InvalidDataException() : i;
        }));
        Batch<int> batch = Batches.Of(calls, LocalWork.Lane(model)).WithCancellation(cancel.Token)
            .WithDegreeOfParallelism(random.Next(1, 6)).WithBuffer(random.Next(1, 20))
            .WithErrors(random.Next(2) == 0 ? ErrorPolicy.WaitAll : ErrorPolicy.FailFast);
        int next = 0;
        try
        {
            switch (random.Next(3))
            {
                case 0:
                    Assert.Equal(Enumerable.Range(0, count), await batch);
                    Assert.Equal(-1, failAt);
                    break;
                case 1:
                    Outcome<int>[] outcomes = await batch.OutcomesAsync();
                    Assert.All(outcomes.Index(), pair => Assert.True(!pair.Item.Succeeded || pair.Item.Value == pair.Index));
                    break;
                default:
                    await foreach (int item in batch)
                    {
                        Assert.Equal(next++, item);
                        if (item == leaveAt)
                        {
                            break;
                        }
                    }

                    break;
            }

            Assert.Equal(1, source.Disposed);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == cancel.Token)
        {
            Assert.True(cancelAt >= 0);
        }
        catch (BatchException e)
        {
            Assert.IsType<InvalidDataException>(Assert.Single(e.Failures).Error);
            Assert.True(failAt >= 0);
        }
        catch (InvalidDataException)
        {
            Assert.True(failAt >= 0);
        }

        Assert.False(source.Overlapped);
    }

    private static async ValueTask<int> Work(int seed, CancellationToken cancel)
    {
        switch (seed & 7)
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
            case 3 when (seed & 0x30) == 0:
                await Task.Delay(2, cancel).ConfigureAwait(false);
                break;
        }

        return seed;
    }
}
