using BenchmarkDotNet.Attributes;
using Nito.AsyncEx;

namespace ParallelGen.Benchmarks;

/// <summary>EventLoop beside Nito.AsyncEx.AsyncContext: the same user code on both.</summary>
public class EventLoopBenchmark
{
    internal const int Awaits = 1_000;
    private const int Delays = 10_000;

    private EventLoop _loop = null!;
    private AsyncContextThread _thread = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _loop = EventLoop.Get("benchmark");
        _thread = new AsyncContextThread();
    }

    [GlobalCleanup]
    public void CleanUp() => _thread.Dispose();

    [BenchmarkCategory("post and await"), Benchmark(Baseline = true, OperationsPerInvoke = Awaits)]
    public Task AsyncContextPost() => _thread.Factory.Run(AwaitPostedValues);

    [BenchmarkCategory("post and await"), Benchmark(OperationsPerInvoke = Awaits)]
    public Task EventLoopPost() => _loop.InvokeAsync(AwaitPostedValues);

    [BenchmarkCategory("yield"), Benchmark(Baseline = true, OperationsPerInvoke = Awaits)]
    public Task AsyncContextYield() => _thread.Factory.Run(Yield);

    [BenchmarkCategory("yield"), Benchmark(OperationsPerInvoke = Awaits)]
    public Task EventLoopYield() => _loop.InvokeAsync(Yield);

    [BenchmarkCategory("from another thread"), Benchmark(Baseline = true, OperationsPerInvoke = Awaits)]
    public async Task<int> AsyncContextCall()
    {
        int sum = 0;
        for (int i = 0; i < Awaits; i++)
        {
            sum += await _thread.Factory.Run(static () => 1).ConfigureAwait(false);
        }

        return sum;
    }

    [BenchmarkCategory("from another thread"), Benchmark(OperationsPerInvoke = Awaits)]
    public async Task<int> EventLoopCall()
    {
        int sum = 0;
        for (int i = 0; i < Awaits; i++)
        {
            sum += await _loop.InvokeAsync(static () => 1).ConfigureAwait(false);
        }

        return sum;
    }

    [BenchmarkCategory("10 000 delays"), Benchmark(Baseline = true)]
    public Task AsyncContextDelays() => _thread.Factory.Run(AwaitDelays);

    [BenchmarkCategory("10 000 delays"), Benchmark]
    public Task EventLoopDelays() => _loop.InvokeAsync(AwaitDelays);

    internal static async Task<int> AwaitPostedValues()
    {
        SynchronizationContext loop = SynchronizationContext.Current!;
        int sum = 0;
        for (int i = 0; i < Awaits; i++)
        {
            TaskCompletionSource<int> value = new();
            loop.Post(static value => ((TaskCompletionSource<int>)value!).SetResult(1), value);
            sum += await value.Task;
        }

        return sum;
    }

    private static async Task Yield()
    {
        for (int i = 0; i < Awaits; i++)
        {
            await Task.Yield();
        }
    }

    private static async Task AwaitDelays()
    {
        Task[] delays = new Task[Delays];
        for (int i = 0; i < Delays; i++)
        {
            delays[i] = DelayAsync();
        }

        await Task.WhenAll(delays);

        static async Task DelayAsync() => await Task.Delay(1);
    }
}
