using System.Runtime.CompilerServices;

namespace ParallelGen.Contract;

/// <summary>Two workers on every machine, and a grace that no busy machine uses up: every method of the suite ends when its token or its folder says so, and what it does then is tested.</summary>
internal static class Pools
{
    public const int Workers = 2;

    [ModuleInitializer]
    internal static void Configure()
    {
        if (!WorkerContext.IsWorker)
        {
            ProcessPool.Configure(ProcessPool.DefaultName, options =>
            {
                options.Workers = Workers;
                options.KillGraceMilliseconds = 20_000;
            });
        }
    }
}
