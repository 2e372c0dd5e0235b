namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>What one call of a test's method does, and with which key.</summary>
internal sealed record Job(object? Key, Func<CancellationToken, ValueTask<int>> Body)
{
    public Job(object? key, Func<int> body) : this(key, _ => new ValueTask<int>(body())) { }

    public static Job Async(object? key, Func<Task<int>> body) => new(key, _ => new ValueTask<int>(body()));

    /// <summary>Tells that it runs, and returns when it is let.</summary>
    public static Job Waiting(object? key, TaskCompletionSource started, Task release) => Async(key, async () =>
    {
        started.TrySetResult();
        await release;
        return 0;
    });
}
