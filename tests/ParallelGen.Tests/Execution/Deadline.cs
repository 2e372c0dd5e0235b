namespace ParallelGen.Tests.Execution;

/// <summary>Waits that fail loudly instead of hanging.</summary>
internal static class Deadline
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    public static Task Within(this Task task) => task.WaitAsync(s_limit);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(s_limit);

    public static Task Within(this ValueTask task) => task.AsTask().WaitAsync(s_limit);

    public static Task<T> Within<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(s_limit);
}
