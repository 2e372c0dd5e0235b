using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;
using ParallelGen.Tests.Processes;
using Method = System.Func<System.Threading.CancellationToken, System.Collections.Generic.IAsyncEnumerable<int>>;

namespace ParallelGen.Tests.Execution.Streams;

/// <summary>Sequences through the entry points of the models.</summary>
public sealed class StreamModelTests
{
    [Theory]
    [InlineData(Model.Thread)]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.EventLoop)]
    public async Task Stream_Items_AllComeInOrder(Model model)
    {
        Assert.Equal(Enumerable.Range(0, 1000), await StreamRunTests.ReadAsync(Stream(model, _ => StreamItems.From(Enumerable.Range(0, 1000)))));
        Assert.Equal(Enumerable.Range(0, 1000), await StreamRunTests.ReadAsync(Stream(model, cancel => CountAsync(1000, cancel))));
    }

    [Theory]
    [InlineData(Model.Thread)]
    [InlineData(Model.EventLoop)]
    public async Task Stream_ProducerWaitsForItsConsumer_StaysOnItsThread(Model model)
    {
        List<int> threads = await StreamRunTests.ReadAsync(Stream(model, cancel => ThreadsAsync(100, cancel)));
        Assert.Single(threads.Distinct());
        Assert.NotEqual(Environment.CurrentManagedThreadId, threads[0]);
    }

    [Theory]
    [InlineData(Model.Thread)]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.EventLoop)]
    public async Task Stream_LeftEarly_FinallyBlocksRun(Model model)
    {
        var left = new TaskCompletionSource();
        await foreach (int item in Stream(model, _ => StreamItems.From(Endless(left.SetResult))))
        {
            if (item == 100)
            {
                break;
            }
        }

        await left.Task.Within();
    }

    [Fact]
    public async Task Stream_OfAFreshProcess_Comes() => Assert.Equal(
        [0, 1, 2],
        await StreamRunTests.ReadAsync(ProcessCalls.Stream<RangeStream, (string Mode, int Count, string? File, IProgress<int>? Progress), int>(("range", 3, null, null), default)));

    [Fact]
    public async Task Stream_Exclusive_NextRunsWhenTheLastHasReallyEnded()
    {
        using var go = new ManualResetEventSlim();
        var left = new TaskCompletionSource();
        IAsyncEnumerator<int> first = Exclusive(() => Blocking(go, left.SetResult)).GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync().Within());
        bool overlapped = true;
        Task<List<int>> second = StreamRunTests.ReadAsync(Exclusive(() => { overlapped = !left.Task.IsCompleted; return [1, 2]; }));
        // Left, but its method does not notice yet.
        await first.DisposeAsync().Within();
        Assert.False(second.IsCompleted);
        go.Set();
        Assert.Equal([1, 2], await second);
        Assert.False(overlapped);
    }

    private static IAsyncEnumerable<int> Stream(Model model, Method method) => model switch
    {
        Model.Thread => ThreadCalls.Stream<FuncStream, Method, int>(method, default),
        Model.ThreadPool => ThreadPoolCalls.Stream<FuncStream, Method, int>(method, default),
        _ => EventLoopCalls.Stream<FuncStream, Method, int>(method, default),
    };

    private static IAsyncEnumerable<int> Exclusive(Func<IEnumerable<int>> method) => ThreadPoolCalls.Stream<ExclusiveStream, Func<IEnumerable<int>>, int>(method, default);

    private static IEnumerable<int> Endless(Action left)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                yield return i;
            }
        }
        finally
        {
            left();
        }
    }

    private static IEnumerable<int> Blocking(ManualResetEventSlim go, Action left)
    {
        try
        {
            yield return 0;
            go.Wait();
            yield return 1;
        }
        finally
        {
            left();
        }
    }

    private static async IAsyncEnumerable<int> CountAsync(int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<int> ThreadsAsync(int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = 0; i < count; i++)
        {
            yield return Environment.CurrentManagedThreadId;
            if (i % 10 == 0)
            {
                await Task.Delay(1, cancel);
            }
        }
    }
}
