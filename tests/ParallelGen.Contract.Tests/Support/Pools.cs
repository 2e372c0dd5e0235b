using System.Runtime.CompilerServices;

namespace ParallelGen.Contract;

/// <summary>Two workers on every machine, and a short grace.</summary>
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
                options.KillGraceMilliseconds = 200;
            });
        }
    }
}
