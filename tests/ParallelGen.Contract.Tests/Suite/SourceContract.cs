using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ParallelGen.Contract;

/// <summary>How a batch reads its source.</summary>
public abstract class SourceContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Source_Asynchronous_GivesTheSameAsAnother()
    {
        Expect.Sequence([0, 1, 4, 9], await TWork.SquareAll(new WatchedSource(4).AsAsync()).InTime());
        Expect.Sequence([0, 1, 4, 9], await TWork.SquareAll(new WatchedSource(4).AsAsync()).ToListInTime());
        using var folder = new SignalFolder();
        await TWork.TouchAll(FilesAsync(folder, 3)).InTime();
        Assert.Equal(3, folder.Count("file-"));
    }

    [Fact]
    public async Task Source_OfBothKinds_IsReadAsynchronously() =>
        Expect.Sequence([0, 1, 4], await TWork.SquareAllOfBoth(new TwoFacedSource()).InTime());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Source_Read_IsTouchedByOneThreadAtATimeAndDisposedOnce(bool asynchronous)
    {
        int count = Sizes.Of<TWork>(300);
        var source = new WatchedSource(count);
        Batch<int> batch = asynchronous ? TWork.DoubleLaterAll(source.AsAsync()) : TWork.DoubleLaterAll(source);
        Assert.Equal(count, (await batch.WithBuffer(3).InTime()).Length);
        Assert.Equal((false, 1, count), (source.Overlapped, source.Disposed, source.Pulled));
    }

    [Fact]
    public async Task Source_CallerOnAContext_IsNeverReadThere()
    {
        using var caller = new CallerContext();
        var places = new ConcurrentBag<(SynchronizationContext? Context, int Thread)>();
        var source = new WatchedSource(20) { OnMove = () => places.Add((SynchronizationContext.Current, Environment.CurrentManagedThreadId)) };
        await caller.Run(async () => await TWork.DoubleLaterAll(source).WithBuffer(2)).InTime();
        Assert.Equal(21, places.Count);
        Assert.All(places, place => Assert.True(place.Context is null && place.Thread != caller.ThreadId));
    }

    [Fact]
    public async Task Source_ThatBlocks_DoesNotBlockTheCaller()
    {
        using var goOn = new ManualResetEventSlim();
        var source = new WatchedSource(2) { OnMove = () => Assert.True(goOn.Wait(Deadline.Limit)) };
        Task<int[]> running = TWork.SquareAll(source).ToArrayAsync();
        goOn.Set();
        Expect.Sequence([0, 1], await running.InTime());
    }

    [Fact]
    public async Task Source_Endless_IsReadAheadOfAStreamByNoMoreThanTheBuffer()
    {
        const int Buffer = 8;
        var source = new WatchedSource();
        await ReadAsync().InTime();
        Assert.Equal(1, source.Disposed);

        async Task ReadAsync()
        {
            int taken = 0;
            await foreach (int _ in TWork.SquareAll(source).WithBuffer(Buffer))
            {
                taken++;
                Assert.InRange(source.Pulled, taken, taken + Buffer);
                if (taken == 100)
                {
                    break;
                }
            }
        }
    }

    [Fact]
    public async Task Source_Endless_IsReadAheadOfAnAwaitByNoMoreThanTheBuffer()
    {
        const int Buffer = 5;
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        int farthest = 0;
        WatchedSource source = null!;
        source = new WatchedSource { OnMove = () => farthest = Math.Max(farthest, source.Pulled + 1 - folder.Count("ended-")) };
        Task<int[]> running = TWork.HoldAll(source.Select(number => (folder.Path, number))).WithBuffer(Buffer).ToArrayAsync(cancel.Token);
        int expected = Sizes.Pulled<TWork>(Buffer, Environment.ProcessorCount);
        await Deadline.UntilAsync(() => source.Pulled == expected, folder);
        await folder.UntilAsync("started-0");
        folder.Set(Signal.Go);
        await Deadline.UntilAsync(() => source.Pulled >= 40, folder);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.InTime());
        await Deadline.UntilAsync(() => source.Disposed == 1, folder);
        Assert.Equal(expected, farthest);
    }

    [Fact]
    public async Task Source_OfLargeItems_KeepsFewOfThemAlive()
    {
        int count = TWork.Model == Model.Process ? 100 : 400;
        var given = new List<WeakReference>();
        int taken = 0;
        await ReadAsync().InTime();
        Assert.Equal(count, taken);

        async Task ReadAsync()
        {
            await foreach (byte[] _ in TWork.FlipAll(Large(given)).WithBuffer(8).WithDegreeOfParallelism(Pools.Workers))
            {
                if (++taken % (count / 4) == 0)
                {
                    GC.Collect();
                    int alive = Snapshot(given).Count(item => item.IsAlive);
                    Assert.InRange(alive, 0, 32);
                }
            }
        }

        IEnumerable<byte[]> Large(List<WeakReference> given) => Enumerable.Range(0, count).Select(_ => Make(given));
    }

    [Theory]
    [InlineData(SourcePoint.GetEnumerator, false)]
    [InlineData(SourcePoint.Move, false)]
    [InlineData(SourcePoint.Dispose, false)]
    [InlineData(SourcePoint.GetEnumerator, true)]
    [InlineData(SourcePoint.Move, true)]
    [InlineData(SourcePoint.Dispose, true)]
    public async Task Source_Throws_StopsTheBatchWithThatException(SourcePoint point, bool asynchronous)
    {
        await AssertThrownAsync(batch => batch.InTime());
        await AssertThrownAsync(batch => batch.OutcomesAsync().InTime());
        await AssertThrownAsync(batch => batch.ToListInTime());
        await AssertThrownAsync(batch => batch.AsCompleted().ToListInTime());

        async Task AssertThrownAsync(Func<Batch<int>, Task> run)
        {
            var source = new WatchedSource(20) { Throws = point };
            Batch<int> batch = asynchronous ? TWork.SquareAll(source.AsAsync()) : TWork.SquareAll(source);
            Assert.Same(source.Error, await Assert.ThrowsAsync<InvalidDataException>(() => run(batch)));
        }
    }

    [Fact]
    public async Task Source_ThrowsAfterSomeItems_YieldsThemFirst()
    {
        var source = new WatchedSource { Throws = SourcePoint.Move, ThrowsAt = 3 };
        var items = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync().InTime());
        Assert.Equal(Enumerable.Range(0, items.Count).Select(value => value * value), items);
        Assert.Equal(1, source.Disposed);

        async Task ReadAsync()
        {
            await foreach (int item in TWork.SquareAll(source))
            {
                items.Add(item);
            }
        }
    }

    [Fact]
    public void Source_Null_IsRefusedAtOnce()
    {
        Assert.Throws<ArgumentNullException>(() => TWork.SquareAll((IEnumerable<int>)null!));
        Assert.Throws<ArgumentNullException>(() => TWork.SquareAll((IAsyncEnumerable<int>)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => TWork.AnswerAll(-1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Make(List<WeakReference> given)
    {
        byte[] item = new byte[1000];
        lock (given)
        {
            given.Add(new WeakReference(item));
        }

        return item;
    }

    private static WeakReference[] Snapshot(List<WeakReference> given)
    {
        lock (given)
        {
            return [.. given];
        }
    }

    private static async IAsyncEnumerable<string> FilesAsync(SignalFolder folder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return Path.Combine(folder.Path, $"file-{i}");
        }
    }
}
