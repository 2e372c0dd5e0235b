using BenchmarkDotNet.Running;
using ParallelGen.Benchmarks.Inside;
using ParallelGen.Benchmarks.Peers;
using ParallelGen.Benchmarks.Peers.Children;
using ParallelGen.Benchmarks.Rules;

namespace ParallelGen.Benchmarks;

/// <summary>Runs the benchmark named by the first argument: <c>dotnet run -c Release --project tests/ParallelGen.Benchmarks -- eventloop</c>.</summary>
internal static class Program
{
    private const string CorpusCommandName = "corpus";
    private const string IdeCommandName = "ide";
    private const string InsideCommand = "inside";
    private const string PeersCommand = "peers";

    private static readonly SortedDictionary<string, Type> s_benchmarks = new(StringComparer.Ordinal)
    {
        ["eventloop"] = typeof(EventLoopBenchmark),
        ["threadpool"] = typeof(ThreadPoolBenchmark),
    };

    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [PeersCommand, ..]:
                return await PeerRun.RunAsync(arguments[1..]);
            case [InsideCommand, ..]:
                return InsideRun.Run(arguments[1..]);
            case [IdeCommandName, ..]:
                return await IdeCommand.RunAsync(arguments[1..]);
            case [CorpusCommandName, ..]:
                return await CorpusCommand.RunAsync(arguments[1..]);
            case [ChildProgram.Argument, ..]:
                return await ChildProgram.RunAsync(arguments[1..]);
            case [string name, ..] when s_benchmarks.TryGetValue(name, out Type? benchmark):
                return BenchmarkRunner.Run(benchmark, new BesideOthers(), arguments[1..]).HasCriticalValidationErrors ? 1 : 0;
            default:
                await Console.Error.WriteLineAsync(
                    $"Name a benchmark: {string.Join(", ", s_benchmarks.Keys)}, {InsideCommand} (what follows goes to BenchmarkDotNet), {IdeCommandName} (what follows is the number of passes), {CorpusCommandName} (what follows names assemblies), or {PeerArguments.Usage}.");
                return 2;
        }
    }
}
