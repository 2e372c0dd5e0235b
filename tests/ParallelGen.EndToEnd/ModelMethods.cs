namespace ParallelGen.EndToEnd;

/// <summary>Methods with options that one model or another has.</summary>
internal static partial class ModelMethods
{
    public const string Loop = "attribute";
    public const string SlowLoop = "attribute, slow";
    public const string LosingLoop = "attribute, losing";
    public const string ThreadName = "deep";
    private const int StackSize = 256 << 20;

    private static int s_calls;

    [RunOn(Model.EventLoop, Pool = Loop)]
    internal static async Task<(string? Before, string? After)> LoopNameCore()
    {
        string? before = EventLoop.Current?.Name;
        await Task.Yield();
        return (before, EventLoop.Current?.Name);
    }

    [RunOn(Model.EventLoop, Pool = SlowLoop)]
    internal static void HoldCore() => Thread.SpinWait(100);

    [RunOn(Model.EventLoop, Pool = LosingLoop)]
    internal static void FailCore(string message) => throw new InvalidOperationException(message);

    [RunOn(Model.EventLoop, Pool = LosingLoop)]
    internal static async Task FailLaterCore(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    [RunOn(Model.Thread, StackSize = StackSize, ThreadName = ThreadName, ThreadPriority = ThreadPriority.BelowNormal)]
    internal static (string? Name, ThreadPriority Priority, int Depth) DeepOnThreadCore(int depth) => Look(depth);

    [RunOn(Model.Process, StackSize = StackSize, ThreadName = ThreadName, ThreadPriority = ThreadPriority.BelowNormal)]
    internal static (string? Name, ThreadPriority Priority, int Depth) DeepInProcessCore(int depth) => Look(depth);

    [RunOn(Model.Process)]
    internal static (bool IsWorker, int Index, string? Pool, int InitializerRuns, int Calls) InProcessCore() =>
        (WorkerContext.IsWorker, WorkerContext.WorkerIndex, WorkerContext.PoolName, StartUp.InitializerRunsCore(), ++s_calls);

    [RunOn(Model.ThreadPool)]
    internal static int SquareOnThreadPoolCore(int value) => Work.SquareCore(value);

    /// <summary>Returns when another call is there too: so it ends only if two run at the same time.</summary>
    [RunOn(Model.Thread, MaxConcurrency = 2)]
    internal static void MeetOnThreadsCore(Barrier both) => Meet(both);

    [RunOn(Model.ThreadPool, MaxConcurrency = 2)]
    internal static void MeetOnThreadPoolCore(Barrier both) => Meet(both);

    private static void Meet(Barrier both)
    {
        if (!both.SignalAndWait(Deadline.Limit))
        {
            throw new TimeoutException("The other call does not run.");
        }
    }

    private static (string? Name, ThreadPriority Priority, int Depth) Look(int depth) =>
        (Thread.CurrentThread.Name, Thread.CurrentThread.Priority, Dive(depth));

    private static int Dive(int depth)
    {
        Span<byte> frame = stackalloc byte[512];
        frame[0] = 1;
        return depth == 0 ? 0 : frame[0] + Dive(depth - 1);
    }
}
