using ParallelGen;

namespace Published;

/// <summary>One method for each thing that could go missing when an application is trimmed or compiled ahead of time.</summary>
internal static partial class Jobs
{
    private static string s_initialized = "no";

    [WorkerInitializer]
    internal static void Initialize() => s_initialized = "yes";

    [RunOn(Model.ProcessPool)]
    internal static string Initialized(CancellationToken cancel = default) => s_initialized;

    [RunOn(Model.ProcessPool)]
    internal static Parcel Echo(Parcel parcel, CancellationToken cancel = default) => parcel;

    [RunOn(Model.ProcessPool)]
    internal static long Cube(int number, CancellationToken cancel = default) => (long)number * number * number;

    [RunOn(Model.ProcessPool)]
    internal static IEnumerable<int> Count(int limit, CancellationToken cancel = default) => Enumerable.Range(1, limit);

    [RunOn(Model.ProcessPool)]
    internal static int Report(int times, IProgress<int> progress, CancellationToken cancel = default)
    {
        for (int i = 0; i < times; i++)
        {
            progress.Report(i);
        }

        return times;
    }

    /// <summary>What a program that a worker starts would find.</summary>
    [RunOn(Model.ProcessPool)]
    internal static string Hooks(CancellationToken cancel = default) => Environment.GetEnvironmentVariable("DOTNET_STARTUP_HOOKS") ?? "none";

    /// <summary>A worker that has workers. That Main asks here too whether it is to be one changes nothing.</summary>
    [RunOn(Model.ProcessPool)]
    internal static async Task<string> Nested(int number, CancellationToken cancel = default) =>
        $"{ParallelRuntime.RunIfWorker()} {await CubeAsync(number, cancel)}";

    [RunOn(Model.Process)]
    internal static int Fresh(CancellationToken cancel = default) => Environment.ProcessId;

    [RunOn(Model.ProcessPool)]
    internal static void Fail(string how, CancellationToken cancel = default) =>
        throw (how == "own" ? new ParcelException(12, new InvalidDataException("inside")) : new ArgumentOutOfRangeException("how", how, "not so"));

    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 300)]
    internal static void Spin(CancellationToken cancel = default)
    {
        while (!cancel.IsCancellationRequested)
        {
        }
    }

    [RunOn(Model.ThreadPool)]
    internal static int OnThreadPool(int number, CancellationToken cancel = default) => number + 1;

    [RunOn(Model.Thread)]
    internal static int OnThread(int number, CancellationToken cancel = default) => number + 2;

    [RunOn(Model.EventLoop)]
    internal static async Task<int> OnEventLoop(int number, CancellationToken cancel = default)
    {
        await Task.Yield();
        return number + 3;
    }
}
