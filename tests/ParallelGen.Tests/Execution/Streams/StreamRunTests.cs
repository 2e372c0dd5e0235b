using System.Runtime.CompilerServices;
using ParallelGen.Execution.Streams;

namespace ParallelGen.Tests.Execution.Streams;

/// <summary>What every model promises of a sequence, on a lane in this process.</summary>
public sealed class StreamRunTests
{
    [Fact]
    public async Task Enumerate_SynchronousMethod_GivesEveryItemInOrder() =>
        Assert.Equal(Enumerable.Range(0, 10_000), await ReadAsync(FuncStream.OfSync(() => Enumerable.Range(0, 10_000))));

    [Fact]
    public async Task Enumerate_AsynchronousMethod_GivesEveryItemInOrder() =>
        Assert.Equal(Enumerable.Range(0, 1000), await ReadAsync(FuncStream.Of(cancel => CountAsync(1000, new Observed(), cancel))));

    [Fact]
    public async Task Enumerate_EmptySequence_Ends() => Assert.Empty(await ReadAsync(FuncStream.OfSync(() => [])));

    [Fact]
    public async Task Stream_NotMoved_RunsNothing()
    {
        int opened = 0;
        IAsyncEnumerable<int> stream = FuncStream.OfSync(() => { Interlocked.Increment(ref opened); return [1]; });
        await using (stream.GetAsyncEnumerator())
        {
            Assert.Equal(0, opened);
        }

        Assert.Equal(0, opened);
    }

    [Fact]
    public async Task Stream_EnumeratedTwice_RunsTwice()
    {
        int opened = 0;
        IAsyncEnumerable<int> stream = FuncStream.OfSync(() => [Interlocked.Increment(ref opened)]);
        Assert.Equal([1], await ReadAsync(stream));
        Assert.Equal([2], await ReadAsync(stream));
    }

    [Fact]
    public async Task Enumerate_EndlessSequenceSlowConsumer_ProducerStaysWithinTheWindow()
    {
        int made = 0;
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => Endless(() => Interlocked.Increment(ref made))).GetAsyncEnumerator();
        for (int taken = 1; taken <= 2000; taken++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            // One more is being made, and stands before the full window.
            int ahead = Volatile.Read(ref made) - taken;
            Assert.True(ahead <= StreamWindow.Items + 1, $"{ahead} items ahead of the consumer.");
        }

        await items.DisposeAsync();
    }

    [Fact]
    public async Task Enumerate_ConsumerWaits_ProducerFillsTheWindowAndGoesOnWhenItemsAreTaken()
    {
        var state = new Observed();
        int made = 0;
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => Endless(() => state.Change(() => made++))).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        await state.Until(() => made == StreamWindow.Items + 1);
        for (int i = 0; i < StreamWindow.Step; i++)
        {
            Assert.True(await items.MoveNextAsync().Within());
        }

        await state.Until(() => made >= StreamWindow.Items + StreamWindow.Step);
        await items.DisposeAsync();
    }

    [Fact]
    public async Task Enumerate_LeftWhileTheProducerWaitsForRoom_ItsFinallyBlocksRun()
    {
        var ended = new TaskCompletionSource();
        await foreach (int item in FuncStream.OfSync(() => Endless(() => { }, ended.SetResult)))
        {
            if (item == 3)
            {
                break;
            }
        }

        await ended.Task.Within();
    }

    [Fact]
    public async Task Enumerate_LeftWhileTheProducerAwaits_ItsTokenIsCancelled()
    {
        var state = new Observed();
        bool cancelled = false;
        IAsyncEnumerator<int> items = FuncStream.Of(cancel => OneThenWaitAsync(() => state.Change(() => cancelled = true), cancel)).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        await items.DisposeAsync().Within();
        await state.Until(() => cancelled);
    }

    [Fact]
    public async Task Enumerate_MethodThrowsAfterItems_ItemsComeFirstThenTheException()
    {
        var error = new InvalidTimeZoneException("after three");
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => ThrowAfter(3, error)).GetAsyncEnumerator();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await items.MoveNextAsync().Within());
            Assert.Equal(i, items.Current);
        }

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => items.MoveNextAsync().Within()));
        Assert.False(await items.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Enumerate_MethodThrowsBeforeItGivesASequence_MoveThrowsIt() =>
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => ReadAsync(FuncStream.Of(_ => throw new InvalidTimeZoneException())));

    [Fact]
    public async Task Enumerate_MethodReturnsNull_MoveSaysSo() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(FuncStream.Of(_ => null!)));

    [Fact]
    public async Task Enumerate_MethodCancelsItself_ItsOwnExceptionArrives()
    {
        var own = new OperationCanceledException("own");
        Assert.Same(own, await Assert.ThrowsAsync<OperationCanceledException>(() => ReadAsync(FuncStream.OfSync(() => ThrowAfter(1, own)))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_ProducerIgnoresIt_WaitingMoveThrowsAtOnceWithTheToken(bool ofEnumerator)
    {
        using var source = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        IAsyncEnumerable<int> stream = FuncStream.OfSync(() => Stuck(release), cancel: ofEnumerator ? default : source.Token);
        IAsyncEnumerator<int> items = stream.GetAsyncEnumerator(ofEnumerator ? source.Token : default);
        Assert.True(await items.MoveNextAsync().Within());
        Task<bool> move = items.MoveNextAsync().Within();
        await source.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(() => move);
        Assert.Equal(source.Token, error.CancellationToken);
        release.Set();
    }

    [Fact]
    public async Task Cancel_ItemsAreLeft_TheyAreDroppedForTheCancellation()
    {
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => [1, 2, 3], cancel: source.Token).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        await source.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => items.MoveNextAsync().Within());
        Assert.False(await items.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Cancel_BeforeTheFirstMove_NothingRuns()
    {
        bool opened = false;
        var cancelled = new CancellationToken(canceled: true);
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(
            () => ReadAsync(FuncStream.OfSync(() => { opened = true; return [1]; }, cancel: cancelled)));
        Assert.Equal(cancelled, error.CancellationToken);
        Assert.False(opened);
    }

    [Fact]
    public async Task Cancel_AfterTheEnd_KeepsNothingOfTheRun()
    {
        using var source = new CancellationTokenSource();
        WeakReference input = await RunToTheEndAsync(source.Token);
        // Off the stack of the method that has just completed, which still has its locals.
        await Task.Yield();
        Assert.True(SpinWait.SpinUntil(() => { GC.Collect(); return !input.IsAlive; }, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task TimeLimit_MethodGivesNothing_TimeoutAndItsTokenIsCancelled()
    {
        var state = new Observed();
        bool cancelled = false;
        IAsyncEnumerator<int> items = FuncStream.Of(cancel => OneThenWaitAsync(() => state.Change(() => cancelled = true), cancel), milliseconds: 50).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => items.MoveNextAsync().Within());
        Assert.Contains("Test.Stream ran longer than its time limit of 50 ms", error.Message, StringComparison.Ordinal);
        await state.Until(() => cancelled);
    }

    [Fact]
    public async Task TimeLimit_ConsumerIsSlow_ItsTimeDoesNotCount()
    {
        int[] read = [];
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => Enumerable.Range(0, 100), milliseconds: 2000).GetAsyncEnumerator();
        while (await items.MoveNextAsync().Within())
        {
            read = [.. read, items.Current];
            if (items.Current == 0)
            {
                // Longer than the limit. The method has filled the window long before.
                await Task.Delay(3000);
            }
        }

        Assert.Equal(Enumerable.Range(0, 100), read);
    }

    [Fact]
    public async Task MoveNext_WhileTheLastIsUnderWay_Throws()
    {
        using var release = new ManualResetEventSlim();
        IAsyncEnumerator<int> items = FuncStream.OfSync(() => Stuck(release)).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        Task<bool> first = items.MoveNextAsync().Within();
        await Assert.ThrowsAsync<InvalidOperationException>(() => items.MoveNextAsync().Within());
        release.Set();
        Assert.False(await first);
    }

    [Fact]
    public async Task Dispose_WithoutAMove_IsFine() => await FuncStream.OfSync(() => [1]).GetAsyncEnumerator().DisposeAsync().Within();

    internal static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> stream)
    {
        var read = new List<T>();
        await using IAsyncEnumerator<T> items = stream.GetAsyncEnumerator();
        while (await items.MoveNextAsync().Within())
        {
            read.Add(items.Current);
        }

        return read;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunToTheEndAsync(CancellationToken cancel)
    {
        int[] input = [1, 2, 3];
        Assert.Equal(3, (await ReadAsync(FuncStream.OfSync(() => input, cancel: cancel))).Count);
        return new WeakReference(input);
    }

    private static IEnumerable<int> Endless(Action made, Action? ended = null)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                made();
                yield return i;
            }
        }
        finally
        {
            ended?.Invoke();
        }
    }

    private static IEnumerable<int> ThrowAfter(int count, Exception error)
    {
        for (int i = 0; i < count; i++)
        {
            yield return i;
        }

        throw error;
    }

    private static IEnumerable<int> Stuck(ManualResetEventSlim release)
    {
        yield return 0;
        release.Wait();
    }

    private static async IAsyncEnumerable<int> CountAsync(int count, Observed state, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            state.Change(() => { });
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> OneThenWaitAsync(Action cancelled, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return 0;
        try
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        finally
        {
            cancelled();
        }
    }
}
