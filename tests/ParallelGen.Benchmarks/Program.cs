using BenchmarkDotNet.Running;

namespace ParallelGen.Benchmarks;

/// <summary>Runs the benchmark named by the first argument: <c>dotnet run -c Release --project tests/ParallelGen.Benchmarks -- eventloop</c>.</summary>
internal static class Program
{
    private static readonly SortedDictionary<string, Type> s_benchmarks = new(StringComparer.Ordinal)
    {
        ["eventloop"] = typeof(EventLoopBenchmark),
        ["threadpool"] = typeof(ThreadPoolBenchmark),
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0 || !s_benchmarks.TryGetValue(arguments[0], out Type? benchmark))
        {
            Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", s_benchmarks.Keys)}. What follows goes to BenchmarkDotNet.");
            return 2;
        }

        return BenchmarkRunner.Run(benchmark, new BesideOthers(), arguments[1..]).HasCriticalValidationErrors ? 1 : 0;
    }
}
