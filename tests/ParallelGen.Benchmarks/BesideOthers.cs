using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace ParallelGen.Benchmarks;

/// <summary>
/// Ours beside somebody else's in one run, as ratios of time and allocation within a category: on a shared machine absolute
/// times say little. In one process, so that nothing is built while measuring.
/// </summary>
internal sealed class BesideOthers : ManualConfig
{
    public BesideOthers()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(150)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(CategoriesColumn.Default);
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
        HideColumns(Column.Error, Column.StdDev, Column.Median, Column.Gen0, Column.Gen1, Column.Gen2);
        AddLogger(ConsoleLogger.Default);
        WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
        WithOptions(ConfigOptions.DisableLogFile);
    }
}
