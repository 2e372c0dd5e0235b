namespace ParallelGen.Contract;

/// <summary><c>IProgress</c> parameters and <c>[Broadcast]</c> values.</summary>
public abstract class SharedContract<TWork>
    where TWork : IWork
{
    [Fact]
    public async Task Report_OfACall_ArrivesInOrderBeforeTheResult()
    {
        var reports = new Reports<int>();
        Assert.Equal(200, await TWork.ReportAsync(200, reports).InTime());
        Assert.Equal(Enumerable.Range(0, 200), reports.ToArray());
        Assert.False(reports.Overlapped);
    }

    [Fact]
    public async Task Report_OfAnAsynchronousCall_ArrivesInOrderBeforeTheResult()
    {
        var reports = new Reports<string>();
        Assert.Equal(3, await TWork.ReportLaterAsync(3, reports).InTime());
        Assert.Equal(["step 0", "step 1", "step 2"], reports.ToArray());
    }

    [Fact]
    public async Task Report_OfABatch_GoesToOneHandlerAndKeepsTheOrderOfEachItem()
    {
        var reports = new Reports<int>();
        Expect.Sequence([3, 5, 4], await TWork.ReportAll([3, 5, 4], reports).InTime());
        Expect.Sequence([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4], reports.ToArray().Order());
    }

    [Fact]
    public async Task Report_NobodyListens_CallsRunAllTheSame()
    {
        Assert.Equal(4, await TWork.ReportAsync(4).InTime());
        Assert.Equal(-1, await TWork.ReportLaterAsync(4).InTime());
        Expect.Sequence([1, 2], await TWork.ReportAll([1, 2]).InTime());
    }

    [Fact]
    public async Task Report_HandlerThrows_CallFailsWithThatExceptionAndTheMethodIsCancelled()
    {
        using var folder = new SignalFolder();
        var error = new SoldOutException("of the handler", 2);
        var reports = new Reports<int> { OnReport = value => { if (value == 2) { throw error; } } };
        Assert.Same(error, await Assert.ThrowsAsync<SoldOutException>(() => TWork.ReportUntilCancelledAsync(folder.Path, reports).InTime()));
        await folder.UntilAsync("cancelled");
        Assert.False(folder.Has("caught"));
        Assert.Equal([0, 1, 2], reports.ToArray());
        Assert.Equal(9, await TWork.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Report_HandlerThrowsAndTheMethodHasNoToken_FailsTheItemAndNoOther()
    {
        var reports = new Reports<int> { OnReport = value => { if (value == 4) { throw new SoldOutException("of the handler", value); } } };
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => TWork.ReportAll([3, 20, 4], reports).InTime());
        Assert.Equal((1L, 3L), (Assert.Single(error.Failures).Index, error.Total));
        Assert.Equal("of the handler", Assert.IsType<SoldOutException>(error.Failures[0].Error).Message);
        Expect.Sequence([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4], reports.ToArray().Order());
    }

    [Fact]
    public async Task Report_OfASequenceWhoseHandlerThrows_EndsItWithThatException()
    {
        using var folder = new SignalFolder();
        var error = new SoldOutException("of the handler", 2);
        var reports = new Reports<int> { OnReport = value => { if (value == 2) { throw error; } } };
        Assert.Same(error, await Assert.ThrowsAsync<SoldOutException>(() => TWork.ReportEachStream(folder.Path, reports).ToListInTime()));
        Assert.Equal([0, 1, 2], reports.ToArray());
        await folder.UntilAsync("left");
    }

    [Fact]
    public async Task Broadcast_Value_IsSeenByEveryCallOfTheBatch()
    {
        int[] weights = [.. Enumerable.Range(1, 100_000)];
        IEnumerable<int> inputs = Enumerable.Range(0, Sizes.Of<TWork>(50));
        Assert.Equal(inputs.Select(i => (i + 1) * i), await TWork.WeighAll(inputs, weights).InTime());
        Assert.Equal(6, await TWork.WeighAsync(2, weights).InTime());
    }

    [Fact]
    public async Task Broadcast_OfTwoBatchesAtOnce_StayApart()
    {
        Task<int[]> first = TWork.WeighAll(Enumerable.Repeat(1, 30), [10, 20]).ToArrayAsync();
        Task<int[]> second = TWork.WeighAll(Enumerable.Repeat(1, 30), [30, 40]).ToArrayAsync();
        Assert.All(await first.InTime(), value => Assert.Equal(20, value));
        Assert.All(await second.InTime(), value => Assert.Equal(40, value));
    }
}
