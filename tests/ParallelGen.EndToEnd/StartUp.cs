namespace ParallelGen.EndToEnd;

/// <summary>What this assembly's workers do before their first call.</summary>
internal static partial class StartUp
{
    private static int s_runs;

    [WorkerInitializer]
    internal static async Task PrepareAsync()
    {
        await Task.Yield();
        s_runs++;
    }

    [RunOn(Model.ProcessPool, Pool = Work.Pool)]
    internal static int InitializerRunsCore() => s_runs;
}
