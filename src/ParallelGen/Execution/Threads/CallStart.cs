namespace ParallelGen.Execution.Threads;

/// <summary>Lets every call begin alike, whatever an earlier one left on the thread.</summary>
internal static class CallStart
{
    /// <summary>What the current thread's next call sees: async locals, and where its awaits come back to.</summary>
    public static void Enter(ExecutionContext context, SynchronizationContext? synchronization)
    {
        ExecutionContext.Restore(context);
        if (SynchronizationContext.Current != synchronization)
        {
            SynchronizationContext.SetSynchronizationContext(synchronization);
        }
    }
}
