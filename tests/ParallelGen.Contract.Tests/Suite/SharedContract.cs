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
