using System.Diagnostics;

namespace ParallelGen.EndToEnd;

/// <summary>Methods in pools of their own, for tests that configure, shut down and look in.</summary>
internal static partial class PoolWork
{
    /// <summary>Reconfigured by nearly every test that uses it: their classes are one collection, so that they run one at a time.</summary>
    public const string Lifecycle = "lifecycle";
    public const string Failing = "failing";
    public const string Outer = "outer";

    private static int s_calls;

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static int CountCallsCore() => Interlocked.Increment(ref s_calls);

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static async Task<int> SleepCore(string started, int milliseconds, CancellationToken cancel)
    {
        await File.WriteAllTextAsync(started, "", CancellationToken.None);
        await Task.Delay(milliseconds, cancel);
        return milliseconds;
    }

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static (bool IsWorker, int Index, string? Pool, string? Variable, string Directory) WhoCore(string variable) =>
        (WorkerContext.IsWorker, WorkerContext.WorkerIndex, WorkerContext.PoolName, Environment.GetEnvironmentVariable(variable), Environment.CurrentDirectory);

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static string? TraceCore() => Activity.Current?.TraceId.ToString();

    /// <summary>What the method's own activity says of its caller's.</summary>
    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static (string? Operation, string? Parent, string? State) ActivityCore() =>
        (Activity.Current?.OperationName, Activity.Current?.ParentId, Activity.Current?.TraceStateString);

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static int ProcessIdCore() => Environment.ProcessId;

    /// <summary>Keeps what it allocates, and touches it so that it is resident.</summary>
    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static int HoardCore(int megabytes)
    {
        byte[] block = GC.AllocateUninitializedArray<byte>(megabytes << 20);
        Array.Fill(block, (byte)1);
        s_hoard.Add(block);
        return Environment.ProcessId;
    }

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static void DieCore() => Environment.Exit(5);

    /// <summary>Stays until a second call is there too, and tells how many it has seen at most.</summary>
    [RunOn(Model.ProcessPool, Pool = Lifecycle, MaxConcurrency = 2)]
    internal static int MeetCore(int number, string folder)
    {
        string running = Path.Combine(folder, $"running-{number}");
        File.WriteAllText(Path.Combine(folder, $"arrived-{number}"), "");
        File.WriteAllText(running, "");
        int most = 0;
        if (!SpinWait.SpinUntil(() => Count(folder, "arrived-*") >= 2, Deadline.Limit))
        {
            throw new TimeoutException("No second call came.");
        }

        for (int look = 0; look < 20; look++)
        {
            most = Math.Max(most, Count(folder, "running-*"));
        }

        File.Delete(running);
        return most;
    }

    private static readonly List<byte[]> s_hoard = [];

    private static int Count(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern).Count();

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static string? EntryAssemblyCore() => System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name;

    [RunOn(Model.ProcessPool, Pool = Failing)]
    internal static int NeverStartsCore() => 0;

    [RunOn(Model.ProcessPool, Pool = Outer)]
    internal static async Task<(int Outer, int Inner)> NestedCore() => (Environment.ProcessId, await Work.ProcessIdAsync());

    /// <summary>How many workers a pool has that a worker uses and nobody configured.</summary>
    [RunOn(Model.ProcessPool, Pool = Outer)]
    internal static async Task<int> NestedWorkersCore()
    {
        await ProcessPool.Get(Failing).WarmUpAsync();
        return ProcessPool.Get(Failing).GetSnapshot().Workers.Count;
    }

    [RunOn(Model.ProcessPool, Pool = Lifecycle)]
    internal static Chain? LinkCore(Chain? chain, int length)
    {
        for (int i = 0; i < length; i++)
        {
            chain = new Chain(chain);
        }

        return chain;
    }

    [RunOn(Model.ProcessPool, Pool = Outer)]
    internal static Task<int> RefuseFartherCore(string which) => Work.RefuseAsync(which);

    private static readonly AsyncLocal<string?> s_left = new();

    [RunOn(Model.ProcessPool, Pool = Outer)]
    internal static string? LeaveBehindCore(string value)
    {
        string? found = s_left.Value;
        s_left.Value = value;
        return found;
    }
}
