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
        if (TWork.Model is Model.Thread or Model.ThreadPool or Model.EventLoop)
        {
            Assert.False(folder.Has("started-1"));
        }

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
}
