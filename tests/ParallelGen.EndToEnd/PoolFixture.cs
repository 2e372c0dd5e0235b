using System.Runtime.CompilerServices;

namespace ParallelGen.EndToEnd;

/// <summary>The pool that the tests share: two workers and a short grace.</summary>
internal static class PoolFixture
{
    [ModuleInitializer]
    internal static void Configure()
    {
        if (!WorkerContext.IsWorker)
        {
            ProcessPool.Configure(Work.Pool, options =>
            {
                options.Workers = 2;
                options.KillGraceMilliseconds = 200;
            });
        }
    }
}
