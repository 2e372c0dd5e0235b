namespace ParallelGen.Contract;

/// <summary><c>ExclusiveBy</c> in place of locks.</summary>
public abstract class ExclusiveContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Calls_WithEqualKeys_NeverOverlap()
    {
        using var folder = new SignalFolder();
        IEnumerable<(string, string?, int)> inputs = Enumerable.Range(0, Sizes.Of<TWork>(60)).Select(i => (folder.Path, i % 3 == 0 ? null : $"{i % 3}", i));
        Assert.All(await TWork.ByKeyAll(inputs).WithDegreeOfParallelism(Pools.Workers).InTime(), overlap => Assert.Equal(1, overlap));
        int[] singles = await Task.WhenAll(Enumerable.Range(0, Sizes.Of<TWork>(20)).Select(i => TWork.ByKeyAsync(folder.Path, "one", i))).InTime();
        Assert.All(singles, overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public async Task Calls_WithEqualKeysInTwoBatches_NeverOverlap()
    {
        using var folder = new SignalFolder();
        int each = Sizes.Of<TWork>(30);
        int[][] overlaps = await Task.WhenAll(Start(0), Start(each)).InTime();
        Assert.Equal(2 * each, overlaps.Sum(batch => batch.Length));
        Assert.All(overlaps.SelectMany(batch => batch), overlap => Assert.Equal(1, overlap));

        Task<int[]> Start(int first) => TWork.ByKeyAll(Enumerable.Range(first, each).Select(i => (folder.Path, (string?)"one", i))).ToArrayAsync();
    }

    [Fact]
    public async Task Calls_WithEqualKeys_RunInTheOrderOfTheirArrival()
    {
        using var folder = new SignalFolder();
        var calls = new List<Task> { TWork.TakeTurnAsync(folder.Path, "a", 0) };
        await folder.UntilAsync("started-0");
        calls.AddRange(Enumerable.Range(1, 4).Select(i => TWork.TakeTurnAsync(folder.Path, "a", i)));
        calls.Add(TWork.TakeTurnAll(Enumerable.Range(5, 5).Select(i => (folder.Path, "a", i))).ToArrayAsync());
        folder.Set(Signal.Go);
        await Task.WhenAll(calls).InTime();
        Assert.Equal("0 1 2 3 4 5 6 7 8 9 ", await File.ReadAllTextAsync(Path.Combine(folder.Path, "a")));
    }

    [Fact]
    public async Task Calls_WithTheKeyOfAll_NeverOverlap()
    {
        using var folder = new SignalFolder();
        Assert.All(await TWork.AloneAll(folder.Items(Sizes.Of<TWork>(40))).InTime(), overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public async Task Calls_OfTwoMethodsInOneGroup_NeverOverlap()
    {
        using var folder = new SignalFolder();
        int[] overlaps = await Task.WhenAll(Enumerable.Range(0, Sizes.Of<TWork>(40)).Select(
            i => i % 2 == 0 ? TWork.DepositAsync(folder.Path, 5) : TWork.WithdrawAsync(folder.Path, 5))).InTime();
        Assert.All(overlaps, overlap => Assert.Equal(1, overlap));
    }

    [Fact]
    public async Task Call_WithAnotherKey_GoesAhead()
    {
        using var folder = new SignalFolder();
        Task<int> held = TWork.HoldKeyAsync(folder.Path, "a", 0);
        await folder.UntilAsync("started-0");
        Task<int> waits = TWork.HoldKeyAsync(folder.Path, "a", 1);
        Task<int> ahead = TWork.HoldKeyAsync(folder.Path, "b", 2);
        await folder.UntilAsync("started-2");
        Assert.False(folder.Has("started-1"));
        folder.Set(Signal.Go);
        Expect.Sequence([0, 1, 2], await Task.WhenAll(held, waits, ahead).InTime());
    }

    [Fact]
    public async Task Call_CancelledButStillRunning_KeepsItsKeyUntilItReturns()
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        Task<int> held = TWork.HoldKeyAsync(folder.Path, "stubborn", 0, cancel.Token);
        await folder.UntilAsync("started-0");
        Task<int> waits = TWork.HoldKeyAsync(folder.Path, "stubborn", 1, CancellationToken.None);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.InTime());
        await AssertStillHeldAsync(folder);
        folder.Set(Signal.Go);
        Assert.Equal(1, await waits.InTime());
    }

    [Fact]
    public async Task Call_PastItsTimeLimitButStillRunning_KeepsItsKeyUntilItReturns()
    {
        using var folder = new SignalFolder();
        Task<Outcome<int>[]> held = TWork.HoldKeyAll([(folder.Path, "stubborn", 0)]).WithTimeout(TimeSpan.FromMilliseconds(200)).OutcomesAsync();
        await folder.UntilAsync("started-0");
        Task<int> waits = TWork.HoldKeyAsync(folder.Path, "stubborn", 1);
        Assert.IsType<TimeoutException>(Assert.Single(await held.InTime()).Error);
        await AssertStillHeldAsync(folder);
        folder.Set(Signal.Go);
        Assert.Equal(1, await waits.InTime());
    }

    /// <summary>Keys belong to the calling process: in a worker the inner call has keys of its own.</summary>
    [Fact]
    public async Task Call_ThatWaitsForItsOwnKey_ThrowsInsteadOfWaitingForever()
    {
        if (TWork.Model is Model.Process or Model.ProcessPool)
        {
            Assert.Equal(0, await TWork.ReenterAsync(1).InTime());
        }
        else
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => TWork.ReenterAsync(1).InTime());
        }
    }

    /// <summary>A call with another key comes, goes, and the one that waits has not begun.</summary>
    private static async Task AssertStillHeldAsync(SignalFolder folder)
    {
        using var free = new SignalFolder();
        free.Set(Signal.Go);
        Assert.Equal(2, await TWork.HoldKeyAsync(free.Path, "free", 2).InTime());
        Assert.Equal((true, false, false), (folder.Has("started-0"), folder.Has("ended-0"), folder.Has("started-1")));
    }
}
