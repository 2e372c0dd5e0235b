using ParallelGen.Execution.Streams;
using ParallelGen.Tests.Execution;
using ParallelGen.Tests.Execution.Streams;

namespace ParallelGen.Tests.Processes;

/// <summary>Sequences from real workers.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData("range", 0)]
    [InlineData("range", 1)]
    [InlineData("range", 10_000)]
    [InlineData("async", 1000)]
    public async Task Enumerate_Items_AllComeInOrder(string mode, int count) =>
        Assert.Equal(Enumerable.Range(0, count), await StreamRunTests.ReadAsync(RangeStream.Of(mode, count)));

    [Fact]
    public async Task Enumerate_Twice_RunsTwice()
    {
        IAsyncEnumerable<int> stream = RangeStream.Of("range", 3);
        Assert.Equal([0, 1, 2], await StreamRunTests.ReadAsync(stream));
        Assert.Equal([0, 1, 2], await StreamRunTests.ReadAsync(stream));
    }

    [Fact]
    public async Task Enumerate_SlowConsumer_WorkerStaysWithinTheWindow()
    {
        var made = new Handler();
        IAsyncEnumerator<int> items = RangeStream.Of("range", int.MaxValue, progress: made).GetAsyncEnumerator();
        for (int taken = 1; taken <= 100; taken++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            int ahead = made.Told.Length - taken;
            Assert.True(ahead <= StreamWindow.Items + 1, $"{ahead} items ahead of the consumer.");
        }

        ScriptedPool.Until(() => made.Told.Length >= 96 + StreamWindow.Items, "the worker goes on as items are taken");
        await items.DisposeAsync();
    }

    [Fact]
    public async Task Enumerate_LeftEarly_FinallyBlocksRunInTheWorkerWhichLives()
    {
        string file = Path.Combine(Path.GetTempPath(), $"parallelgen-test-{Guid.NewGuid():n}");
        try
        {
            await foreach (int item in RangeStream.Of("range", int.MaxValue, file))
            {
                if (item == 3)
                {
                    break;
                }
            }

            ScriptedPool.Until(() => File.Exists(file), "the finally block");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Enumerate_LeftWhileTheMethodIgnoresIt_WorkerIsKilledAndReplaced()
    {
        int[] before = Busy();
        int process = 0;
        await foreach (int _ in StuckStream.Of(hangs: true))
        {
            process = Assert.Single(Busy().Except(before));
            break;
        }

        Assert.Equal([0], await StreamRunTests.ReadAsync(StuckStream.Of(hangs: false)));
        ScriptedPool.Until(() => ProcessPool.Get(StuckStream.Pool).GetSnapshot().Workers.All(worker => worker.ProcessId != process), "it is killed");

        static int[] Busy() => [.. ProcessPool.Get(StuckStream.Pool).GetSnapshot().Workers.Where(worker => worker.IsBusy).Select(worker => worker.ProcessId)];
    }

    [Fact]
    public async Task Enumerate_MethodThrows_ItemsComeFirstThenTheException()
    {
        IAsyncEnumerator<int> items = RangeStream.Of("throw", 20).GetAsyncEnumerator();
        await AssertItemsAsync(items, 20);
        InvalidTimeZoneException error = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => items.MoveNextAsync().Within());
        Assert.Equal("after the items", error.Message);
        Assert.Contains("worker process", error.StackTrace, StringComparison.Ordinal);
        Assert.False(await items.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Enumerate_MethodThrowsAtOpen_MoveThrowsIt() =>
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => StreamRunTests.ReadAsync(RangeStream.Of("open")));

    [Fact]
    public async Task Enumerate_WorkerDies_ItemsComeFirstThenTheCrash()
    {
        IAsyncEnumerator<int> items = RangeStream.Of("crash", 10).GetAsyncEnumerator();
        await AssertItemsAsync(items, 10);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => items.MoveNextAsync().Within());
        Assert.Equal(9, error.Signal);
    }

    [Theory]
    [InlineData("unwritable", typeof(WireEncodingException))]
    [InlineData("unreadable", typeof(FormatException))]
    public async Task Enumerate_ItemThatCannotCross_ItemsComeFirstThenTheReason(string mode, Type expected)
    {
        IAsyncEnumerator<int> items = RangeStream.Of(mode, 3).GetAsyncEnumerator();
        await AssertItemsAsync(items, 3);
        Assert.IsType(expected, await Record.ExceptionAsync(() => items.MoveNextAsync().Within()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_WaitingMove_ThrowsAtOnceWithTheToken(bool ignoresIt)
    {
        using var source = new CancellationTokenSource();
        IAsyncEnumerable<int> stream = ignoresIt ? StuckStream.Of(hangs: true, source.Token) : RangeStream.Of("async", 0, cancel: source.Token);
        IAsyncEnumerator<int> items = stream.GetAsyncEnumerator();
        await AssertItemsAsync(items, ignoresIt ? 1 : 0);
        Task<bool> move = items.MoveNextAsync().Within();
        await source.CancelAsync();
        Assert.Equal(source.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => move)).CancellationToken);
        await items.DisposeAsync().Within();
    }

    [Fact]
    public async Task TimeLimit_MethodGivesNothing_Timeout()
    {
        IAsyncEnumerator<int> items = LimitedStream.Of("stuck").GetAsyncEnumerator();
        await AssertItemsAsync(items, 1);
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => items.MoveNextAsync().Within());
        Assert.Contains("Calls.Limited ran longer than its time limit of 5000 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeLimit_ConsumerIsSlow_ItsTimeDoesNotCount()
    {
        IAsyncEnumerator<int> items = LimitedStream.Of("items").GetAsyncEnumerator();
        await AssertItemsAsync(items, 4);
        // Longer than the limit. The worker waits for credit long before.
        await Task.Delay(6000);
        for (int i = 4; i < 100; i++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            Assert.Equal(i, items.Current);
        }

        Assert.False(await items.MoveNextAsync().Within());
    }

    private static async Task AssertItemsAsync(IAsyncEnumerator<int> items, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            Assert.Equal(i, items.Current);
        }
    }
}
