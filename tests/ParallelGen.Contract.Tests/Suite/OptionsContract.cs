namespace ParallelGen.Contract;

/// <summary>A <c>With…</c> call beats the attribute, which beats the defaults.</summary>
public abstract class OptionsContract<TWork>
    where TWork : IWork
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task WithDegreeOfParallelism_OfMany_NoMoreRunAtOnce(int degree)
    {
        using var folder = new SignalFolder();
        int[] overlaps = await TWork.OverlapAll(folder.Items(40)).WithDegreeOfParallelism(degree).InTime();
        Assert.All(overlaps, overlap => Assert.InRange(overlap, 1, degree));
    }

    [Fact]
    public async Task WithDegreeOfParallelism_Two_TwoRunAtOnce()
    {
        using var folder = new SignalFolder();
        Task<int[]> running = TWork.HoldAll(folder.Items(2)).WithDegreeOfParallelism(2).ToArrayAsync();
        await folder.UntilAsync("started-", 2);
        folder.Set(Signal.Go);
        await running.InTime();
    }

    [Fact]
    public async Task MaxConcurrency_OfTheAttribute_Holds()
    {
        using var folder = new SignalFolder();
        Assert.All(await TWork.OneByOneAll(folder.Items(30)).InTime(), overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public async Task WithDegreeOfParallelism_OverAnAttribute_BeatsIt()
    {
        using var folder = new SignalFolder();
        Task<int[]> running = TWork.HoldOneByOneAll(folder.Items(2)).WithDegreeOfParallelism(2).ToArrayAsync();
        await folder.UntilAsync("started-", 2);
        folder.Set(Signal.Go);
        await running.InTime();
    }

    [Fact]
    public async Task With_TheSameOptionTwice_TheLastHolds()
    {
        using var folder = new SignalFolder();
        int[] overlaps = await TWork.OverlapAll(folder.Items(20)).WithDegreeOfParallelism(2).WithDegreeOfParallelism(1).InTime();
        Assert.All(overlaps, overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public void With_AValueThatMakesNoSense_IsRefusedAtOnce()
    {
        Batch<int> batch = TWork.SquareAll([1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.WithDegreeOfParallelism(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.WithBuffer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.WithChunkSize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.WithTimeout(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.WithErrors((ErrorPolicy)9));
        Assert.Throws<ArgumentNullException>(() => batch.WithProgress(null!));
    }

    [Fact]
    public async Task Batch_LargeAndRunning_DoesNotStarveSingleCalls()
    {
        using var cancel = new CancellationTokenSource();
        var source = new WatchedSource();
        Task<int[]> large = TWork.DoubleLaterAll(source).WithBuffer(10_000).ToArrayAsync(cancel.Token);
        await Deadline.UntilAsync(() => source.Pulled >= 20);
        for (int i = 0; i < Sizes.Of<TWork>(20); i++)
        {
            Assert.Equal(i * i, await TWork.SquareAsync(i, CancellationToken.None).InTime());
        }

        Assert.False(large.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large.InTime());
    }

    [Fact]
    public async Task Batches_AtTheSameTime_AllGetOn()
    {
        Task<int[]>[] batches = [.. Enumerable.Range(0, 5).Select(i => TWork.DoubleSoonAll(Enumerable.Repeat(i, Sizes.Of<TWork>(20))).ToArrayAsync())];
        int[][] results = await Task.WhenAll(batches).InTime();
        Assert.All(results.Index(), one => Assert.All(one.Item, value => Assert.Equal(2 * one.Index, value)));
    }
}
