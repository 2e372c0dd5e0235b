using BenchmarkDotNet.Attributes;
using ParallelGen.Benchmarks.Peers.Participants;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>What the engine adds to a method that does nothing, through generated members: an item of a batch, a single call, a turn of a loop.</summary>
public class EngineBenchmark
{
    private const int Items = 100_000;
    private const int Calls = 1_000;
    private const int Workers = 2;

    private readonly int[] _inputs = [.. Enumerable.Range(0, Items)];
    private EventLoop _loop = null!;

    [GlobalSetup(Targets = [nameof(ProcessPoolBatch), nameof(ProcessPoolCall)])]
    public Task StartWorkers() => OurPool.RestartAsync(Workers);

    [GlobalCleanup(Targets = [nameof(ProcessPoolBatch), nameof(ProcessPoolCall)])]
    public Task EndWorkers() => ProcessPool.Get().DisposeAsync().AsTask();

    [GlobalSetup(Target = nameof(EventLoopPost))]
    public void StartLoop() => _loop = EventLoop.Get("inside");

    [Benchmark(OperationsPerInvoke = Items)]
    public Task<int[]> ThreadPoolBatch() => Work.NoOpOnThreadPoolAll(_inputs).ToArrayAsync();

    [Benchmark(OperationsPerInvoke = Items)]
    public Task<int[]> ProcessPoolBatch() => Work.NoOpAll(_inputs).ToArrayAsync();

    /// <summary>Several in one go, so that the thread that measures sleeps once and not for each.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<int> ThreadPoolCall()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += await Work.NoOpOnThreadPoolAsync(_inputs[i]).ConfigureAwait(false);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<int> ProcessPoolCall()
    {
        int sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += await Work.NoOpAsync(_inputs[i]).ConfigureAwait(false);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = EventLoopBenchmark.Awaits)]
    public Task<int> EventLoopPost() => _loop.InvokeAsync(EventLoopBenchmark.AwaitPostedValues);
}
