namespace ParallelGen.Tests.Execution.Threads;

internal static class Tokens
{
    /// <summary>A task that completes when the token is cancelled.</summary>
    public static Task Cancelled(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
