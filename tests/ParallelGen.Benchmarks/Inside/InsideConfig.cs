using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Loggers;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>
/// Times and bytes of one operation, in one table. The job is BenchmarkDotNet's default or what the command line asks for: every benchmark in a
/// process of its own, built for it, from which workers start as from any program.
/// </summary>
internal sealed class InsideConfig : ManualConfig
{
    public InsideConfig()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        HideColumns(Column.Job, Column.Toolchain, Column.Median, Column.Gen0, Column.Gen1, Column.Gen2);
        AddLogger(ConsoleLogger.Default);
        WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
        WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);
    }
}
