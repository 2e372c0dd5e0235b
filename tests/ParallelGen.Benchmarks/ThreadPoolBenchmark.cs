using BenchmarkDotNet.Attributes;
using ParallelGen.CompilerServices;

namespace ParallelGen.Benchmarks;

/// <summary>
/// A batch on the thread pool beside what one would write by hand: Parallel.ForEachAsync with the same degree that stores results in order.
/// </summary>
public class ThreadPoolBenchmark
{
    private const int Many = 1_000_000;
    private const int Fewer = 100_000;
    private const int Few = 4_000;

    private static readonly ParallelOptions s_options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly int[] _array = [.. Enumerable.Range(0, Many)];
    private readonly int[] _fewerArray = [.. Enumerable.Range(0, Fewer)];
    private readonly int[] _fewArray = [.. Enumerable.Range(0, Few)];
    private List<int> _list = null!;

    [GlobalSetup]
    public void SetUp() => _list = [.. _array];

    [BenchmarkCategory("no-op, array"), Benchmark(Baseline = true, OperationsPerInvoke = Many)]
    public Task<int[]> ByHandArray() => ByHand<NoOp>(_array);

    [BenchmarkCategory("no-op, array"), Benchmark(OperationsPerInvoke = Many)]
    public Task<int[]> BatchArray() => Batch<NoOp>(_array);

    [BenchmarkCategory("no-op, list"), Benchmark(Baseline = true, OperationsPerInvoke = Many)]
    public Task<int[]> ByHandList() => ByHand<NoOp>(_list);

    [BenchmarkCategory("no-op, list"), Benchmark(OperationsPerInvoke = Many)]
    public Task<int[]> BatchList() => Batch<NoOp>(_list);

    [BenchmarkCategory("no-op, iterator"), Benchmark(Baseline = true, OperationsPerInvoke = Many)]
    public Task<int[]> ByHandIterator() => ByHandOfUnknownLength(Iterate(_array));

    [BenchmarkCategory("no-op, iterator"), Benchmark(OperationsPerInvoke = Many)]
    public Task<int[]> BatchIterator() => Batch<NoOp>(Iterate(_array));

    [BenchmarkCategory("yields, array"), Benchmark(Baseline = true, OperationsPerInvoke = Fewer)]
    public Task<int[]> ByHandYield() => ByHand<Yielding>(_fewerArray);

    [BenchmarkCategory("yields, array"), Benchmark(OperationsPerInvoke = Fewer)]
    public Task<int[]> BatchYield() => Batch<Yielding>(_fewerArray);

    [BenchmarkCategory("1 us, array"), Benchmark(Baseline = true, OperationsPerInvoke = Fewer)]
    public Task<int[]> ByHandMicrosecond() => ByHand<Microsecond>(_fewerArray);

    [BenchmarkCategory("1 us, array"), Benchmark(OperationsPerInvoke = Fewer)]
    public Task<int[]> BatchMicrosecond() => Batch<Microsecond>(_fewerArray);

    [BenchmarkCategory("50 us, array"), Benchmark(Baseline = true, OperationsPerInvoke = Few)]
    public Task<int[]> ByHandFiftyMicroseconds() => ByHand<FiftyMicroseconds>(_fewArray);

    [BenchmarkCategory("50 us, array"), Benchmark(OperationsPerInvoke = Few)]
    public Task<int[]> BatchFiftyMicroseconds() => Batch<FiftyMicroseconds>(_fewArray);

    [BenchmarkCategory("single calls"), Benchmark(Baseline = true, OperationsPerInvoke = Few)]
    public async Task<int> TaskRun()
    {
        int sum = 0;
        for (int i = 0; i < _fewArray.Length; i++)
        {
            int input = _fewArray[i];
            sum += await Task.Run(() => input).ConfigureAwait(false);
        }

        return sum;
    }

    [BenchmarkCategory("single calls"), Benchmark(OperationsPerInvoke = Few)]
    public async Task<int> SingleCall()
    {
        int sum = 0;
        for (int i = 0; i < _fewArray.Length; i++)
        {
            sum += await ThreadPoolCalls.RunAsync<NoOp, int, int>(_fewArray[i], CancellationToken.None).ConfigureAwait(false);
        }

        return sum;
    }

    [BenchmarkCategory("CPU-bound"), Benchmark(Baseline = true, OperationsPerInvoke = Few)]
    public async Task<int[]> Sequential()
    {
        int[] results = new int[_fewArray.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = await FiftyMicroseconds.Invoke(_fewArray[i], CancellationToken.None).ConfigureAwait(false);
        }

        return results;
    }

    [BenchmarkCategory("CPU-bound"), Benchmark(OperationsPerInvoke = Few)]
    public Task<int[]> OnThreadPool() => Batch<FiftyMicroseconds>(_fewArray);

    [BenchmarkCategory("CPU-bound"), Benchmark(OperationsPerInvoke = Few)]
    public Task<int[]> OnThreads() => ThreadCalls.Batch<FiftyMicroseconds, int, int>(BatchInputs.From(_fewArray)).ToArrayAsync();

    private static Task<int[]> Batch<TCall>(IEnumerable<int> inputs)
        where TCall : struct, ICall<int, int> =>
        ThreadPoolCalls.Batch<TCall, int, int>(BatchInputs.From(inputs)).ToArrayAsync();

    private static async Task<int[]> ByHand<TCall>(IReadOnlyList<int> inputs)
        where TCall : struct, ICall<int, int>
    {
        int[] results = new int[inputs.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, inputs.Count), s_options, (i, cancel) =>
        {
            ValueTask<int> call = TCall.Invoke(inputs[i], cancel);
            if (call.IsCompleted)
            {
                results[i] = call.Result;
                return ValueTask.CompletedTask;
            }

            return AwaitAsync(call, results, i);
        }).ConfigureAwait(false);
        return results;
    }

    private static async ValueTask AwaitAsync(ValueTask<int> call, int[] results, int i) => results[i] = await call.ConfigureAwait(false);

    private static async Task<int[]> ByHandOfUnknownLength(IEnumerable<int> inputs)
    {
        var results = new List<int>();
        await Parallel.ForEachAsync(inputs.Index(), s_options, (item, _) =>
        {
            lock (results)
            {
                while (results.Count <= item.Index)
                {
                    results.Add(0);
                }

                results[item.Index] = item.Item;
            }

            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return [.. results];
    }

    private static IEnumerable<int> Iterate(int[] items)
    {
        foreach (int item in items)
        {
            yield return item;
        }
    }

    private static int Spin(int seed, int rounds)
    {
        uint value = (uint)seed;
        for (int i = 0; i < rounds; i++)
        {
            value = (value * 1_664_525) + 1_013_904_223;
        }

        return (int)value;
    }

    private readonly struct NoOp : ICall<int, int>
    {
        public static CallInfo Info { get; } = new(typeof(ThreadPoolBenchmark), 1, "Benchmark.NoOp") { IsSynchronous = true };

        public static ValueTask<int> Invoke(int input, CancellationToken cancel) => new(input);
    }

    private readonly struct Yielding : ICall<int, int>
    {
        public static CallInfo Info { get; } = new(typeof(ThreadPoolBenchmark), 2, "Benchmark.Yielding");

        public static async ValueTask<int> Invoke(int input, CancellationToken cancel)
        {
            await Task.Yield();
            return input;
        }
    }

    private readonly struct Microsecond : ICall<int, int>
    {
        public static CallInfo Info { get; } = new(typeof(ThreadPoolBenchmark), 3, "Benchmark.Microsecond") { IsSynchronous = true };

        public static ValueTask<int> Invoke(int input, CancellationToken cancel) => new(Spin(input, 800));
    }

    private readonly struct FiftyMicroseconds : ICall<int, int>
    {
        public static CallInfo Info { get; } = new(typeof(ThreadPoolBenchmark), 4, "Benchmark.FiftyMicroseconds") { IsSynchronous = true };

        public static ValueTask<int> Invoke(int input, CancellationToken cancel) => new(Spin(input, 40_000));
    }
}
