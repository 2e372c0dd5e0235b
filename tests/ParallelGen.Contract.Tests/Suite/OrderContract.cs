namespace ParallelGen.Contract;

/// <summary>Results stand where their inputs stood.</summary>
public abstract class OrderContract<TWork>
    where TWork : IWork
{
    /// <summary>A process for each call costs what it costs.</summary>
    private static int Many => TWork.Model == Model.Process ? 200 : 100_000;

    [Fact]
    public async Task Batch_ManyItems_AreInInputOrder()
    {
        int[] inputs = [.. Enumerable.Range(0, Many)];
        // A few hundred processes, or 100 000 round trips, with a whole test run beside them take longer than any other wait here.
        Assert.Equal(
            inputs.Select(value => unchecked(value * value)),
            await TWork.SquareAll(inputs).ToArrayAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(4), CancellationToken.None));
    }

    [Fact]
    public async Task Batch_LaterItemsEndFirst_AreInInputOrder()
    {
        using var first = new SignalFolder();
        using var second = new SignalFolder();
        Task<int[]> all = TWork.HoldAll([(first.Path, 0), (second.Path, 1)]).WithDegreeOfParallelism(2).ToArrayAsync();
        second.Set(Signal.Go);
        await second.UntilAsync("ended-1");
        first.Set(Signal.Go);
        Expect.Sequence([0, 1], await all.InTime());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    public async Task Batch_AnyNumberOfItems_GivesAsMany(int count)
    {
        int[] inputs = [.. Enumerable.Range(0, count)];
        int[] doubled = [.. inputs.Select(value => 2 * value)];
        Assert.Equal(doubled, await TWork.DoubleSoonAll(inputs).InTime());
        Assert.Equal(doubled, (await TWork.DoubleSoonAll(inputs).OutcomesAsync().InTime()).Select(outcome => outcome.Value));
        Assert.Equal(doubled, await TWork.DoubleSoonAll(inputs).ToListInTime());
        List<Completed<int>> completed = await TWork.DoubleSoonAll(inputs).AsCompleted().ToListInTime();
        Assert.Equal(doubled, completed.OrderBy(one => one.Index).Select(one => one.Outcome.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Batch_AnyChunkSize_IsInInputOrder(int chunk)
    {
        IEnumerable<int> inputs = Enumerable.Range(0, Sizes.Of<TWork>(50));
        Assert.Equal(inputs.Select(value => 2 * value), await TWork.DoubleLaterAll(inputs).WithChunkSize(chunk).InTime());
        Assert.Equal(inputs.Select(value => 2 * value), await TWork.DoubleLaterAll(inputs).WithChunkSize(chunk).ToListInTime());
    }

    [Fact]
    public async Task Stream_ManyItems_AreInInputOrder()
    {
        IEnumerable<int> inputs = Enumerable.Range(0, Sizes.Of<TWork>(100));
        Assert.Equal(inputs.Select(value => value * value), await TWork.SquareAll(inputs).ToListInTime());
    }

    [Fact]
    public async Task AsCompleted_OneItemWaits_YieldsTheOthersBeforeIt()
    {
        using var folder = new SignalFolder();
        string other = Directory.CreateDirectory(Path.Combine(folder.Path, "other")).FullName;
        Signal.Set(other, Signal.Go);
        (string, int)[] inputs = [(folder.Path, 0), (other, 1), (other, 2)];
        var order = new List<long>();
        await ReadAsync().InTime();
        Expect.Sequence([1L, 2L, 0L], order);

        async Task ReadAsync()
        {
            await foreach (Completed<int> one in TWork.HoldAll(inputs).WithDegreeOfParallelism(2).AsCompleted())
            {
                Assert.Equal(one.Index, one.Outcome.Value);
                order.Add(one.Index);
                if (order.Count == 2)
                {
                    folder.Set(Signal.Go);
                }
            }
        }
    }

    [Fact]
    public async Task SingleCalls_AtTheSameTime_AllGiveTheirOwnResult()
    {
        IEnumerable<int> inputs = Enumerable.Range(0, Sizes.Of<TWork>(50));
        Task<int>[] calls = [.. inputs.Select(value => TWork.DoubleLaterAsync(value))];
        Assert.Equal(inputs.Select(value => 2 * value), await Task.WhenAll(calls).InTime());
    }
}
