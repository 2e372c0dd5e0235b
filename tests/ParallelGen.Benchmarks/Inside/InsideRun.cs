using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>The command <c>inside</c>: what the layers cost one by one, in one table.</summary>
internal static class InsideRun
{
    private static readonly Type[] s_benchmarks = [typeof(CodecBenchmark), typeof(RingBenchmark), typeof(ChannelBenchmark), typeof(EngineBenchmark)];

    public static int Run(string[] arguments)
    {
        Summary[] summaries = BenchmarkRunner.Run(s_benchmarks, new InsideConfig(), arguments);
        return summaries.Any(static summary => summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success)) ? 1 : 0;
    }
}
