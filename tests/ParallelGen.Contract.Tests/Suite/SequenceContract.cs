namespace ParallelGen.Contract;

/// <summary>Methods whose result is a sequence: <c>{Base}Stream</c>.</summary>
public abstract class SequenceContract<TWork>
    where TWork : IWork
{
    /// <summary>How far a method may be ahead of its consumer. The promise is that there is a bound, not this one.</summary>
    private const int MostAhead = 100;

    private const int NoneIsBad = -1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Stream_ReadToItsEnd_GivesTheItemsInOrder(int count)
    {
        Assert.Equal(Enumerable.Range(0, count), await TWork.CountStream(count).ToListInTime());
        Assert.Equal(Enumerable.Range(0, count), await TWork.CountLaterStream(count).ToListInTime());
    }

    [Fact]
    public async Task Stream_NeverEnumerated_RunsNothing()
    {
        using var folder = new SignalFolder();
        _ = TWork.ProduceStream(folder.Path, NoneIsBad);
        _ = TWork.ProduceLaterStream(folder.Path, NoneIsBad).GetAsyncEnumerator();
        await TWork.AnswerAll(20).InTime();
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Stream_EnumeratedTwice_RunsTwice()
    {
        IAsyncEnumerable<int> stream = TWork.CountStream(3);
        Expect.Sequence([0, 1, 2], await stream.ToListInTime());
        Expect.Sequence([0, 1, 2], await stream.ToListInTime());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_Endless_RunsAheadByABoundedNumberAndEndsWhenLeft(bool later)
    {
        using var folder = new SignalFolder();
        await ReadAsync().InTime();
        await folder.UntilAsync("left");

        async Task ReadAsync()
        {
            int taken = 0;
            await foreach (int item in later ? TWork.ProduceLaterStream(folder.Path, NoneIsBad) : TWork.ProduceStream(folder.Path, NoneIsBad))
            {
                Assert.Equal(taken++, item);
                Assert.InRange(folder.Count("made-"), taken, taken + MostAhead);
                if (taken == 3 * MostAhead)
                {
                    break;
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_MethodThrows_YieldsTheItemsBeforeAndThrowsThatException(bool later)
    {
        using var folder = new SignalFolder();
        var items = new List<int>();
        SoldOutException error = await Assert.ThrowsAsync<SoldOutException>(() => ReadAsync().InTime());
        Assert.Equal(("5 is bad", 5), (error.Message, error.Row));
        Assert.Contains("ProduceCore", error.StackTrace, StringComparison.Ordinal);
        Expect.Sequence([0, 1, 2, 3, 4], items);

        async Task ReadAsync()
        {
            await foreach (int item in later ? TWork.ProduceLaterStream(folder.Path, 5) : TWork.ProduceStream(folder.Path, 5))
            {
                items.Add(item);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_Cancelled_ThrowsWithThatTokenAndEndsTheMethod(bool byTheEnumerator)
    {
        using var folder = new SignalFolder();
        using var cancel = new CancellationTokenSource();
        Task<List<int>> reading = byTheEnumerator
            ? TWork.StallStream(folder.Path).WithCancellation(cancel.Token).ToListInTime()
            : TWork.StallStream(folder.Path, cancel.Token).ToListInTime();
        await folder.UntilAsync("started-1");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await folder.UntilAsync("cancelled-1");
        Assert.Equal(9, await TWork.SquareAsync(3, CancellationToken.None).InTime());
    }

    /// <summary>Both at once, so that their time limits pass together.</summary>
    [Fact]
    public async Task Stream_UnderATimeLimit_TheMethodsTimeCountsAndTheConsumersDoesNot()
    {
        Task<TimeoutException> hangs = Assert.ThrowsAsync<TimeoutException>(() => TWork.CountInTimeStream(3, hangs: true).ToListInTime());
        await ReadAsync().InTime();
        Assert.Contains("5000 ms", (await hangs).Message, StringComparison.Ordinal);

        async Task ReadAsync()
        {
            int taken = 0;
            await foreach (int item in TWork.CountInTimeStream(3 * MostAhead, hangs: false))
            {
                Assert.Equal(taken++, item);
                if (taken == 1)
                {
                    // Longer than the limit, and the method cannot run so far ahead that it would be done.
                    await Task.Delay(5500);
                }
            }

            Assert.Equal(3 * MostAhead, taken);
        }
    }

    [Fact]
    public async Task Streams_AtTheSameTime_EachGiveTheirOwn()
    {
        List<int>[] all = await Task.WhenAll(TWork.CountStream(200).ToListInTime(), TWork.CountLaterStream(300).ToListInTime());
        Assert.Equal((200, 300), (all[0].Count, all[1].Count));
    }
}
