using ParallelGen.CompilerServices;

namespace ParallelGen.Processes.Worker;

/// <summary>A thread as a method asks for it, for one call. Other calls share the worker's call thread.</summary>
internal static class CallThread
{
    /// <summary>Whether the method asks for a stack, a name or a priority of its own.</summary>
    public static bool IsWanted(CallInfo info) => info.StackSize > 0 || info.ThreadName is not null || info.ThreadPriority != ThreadPriority.Normal;

    /// <summary>Runs the call on such a thread, and returns when it has ended.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for the stack.</exception>
    public static void Run(CallInfo info, Action call)
    {
        var thread = new Thread(() => call(), info.StackSize)
        {
            IsBackground = true,
            Name = info.ThreadName ?? "ParallelGen call",
            Priority = info.ThreadPriority,
        };
        thread.UnsafeStart();
        thread.Join();
    }
}
