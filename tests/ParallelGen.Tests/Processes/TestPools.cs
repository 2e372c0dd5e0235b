using System.Runtime.CompilerServices;

namespace ParallelGen.Tests.Processes;

/// <summary>The pools that several test classes share, configured before any of them: whichever comes first must find them so.</summary>
internal static class TestPools
{
    /// <summary>More than any busy machine needs for a method that listens: what such a method does last is tested.</summary>
    private const int LongGrace = 20_000;

    [ModuleInitializer]
    internal static void Configure()
    {
        if (!WorkerContext.IsWorker)
        {
            ProcessPool.Configure(ReportCall.Pool, options => (options.Workers, options.KillGraceMilliseconds) = (1, LongGrace));
            ProcessPool.Configure(ScoreCall.Pool, options => options.Workers = 2);
            ProcessPool.Configure(RangeStream.Pool, options => (options.Workers, options.KillGraceMilliseconds) = (2, LongGrace));
            ProcessPool.Configure(StuckStream.Pool, options => (options.Workers, options.KillGraceMilliseconds) = (2, 300));
        }
    }
}
