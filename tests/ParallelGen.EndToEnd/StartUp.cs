namespace ParallelGen.EndToEnd;

/// <summary>What this assembly's workers do before their first call.</summary>
internal static partial class StartUp
{
    /// <summary>Set for a pool, it makes the initializer fail there with this message.</summary>
    public const string FailureVariable = "PARALLELGEN_TEST_INITIALIZER";

    private static int s_runs;

    [WorkerInitializer]
    internal static async Task PrepareAsync()
    {
        await Task.Yield();
        if (Environment.GetEnvironmentVariable(FailureVariable) is { } message)
        {
            throw new InvalidDataException(message);
        }

        s_runs++;
    }

    [RunOn(Model.ProcessPool, Pool = Work.Pool)]
    internal static int InitializerRunsCore() => s_runs;
}
