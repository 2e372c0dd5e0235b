namespace ParallelGen.FaultTests;

/// <summary>Every wait in these tests ends: with its result, or as a deadlock with the stacks of this process and its workers.</summary>
internal static class Deadline
{
    /// <summary>Long: on a busy machine everything takes a multiple of its time, and a test that passes never waits for it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<T> InTime<T>(this Task<T> task)
    {
        await ((Task)task).InTime();
        return await task;
    }

    public static async Task InTime(this Task task)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Deadlock: nothing came within {Limit}. {await Stacks.ReadAsync()}");
        }
    }

    /// <summary>Waits until a condition that another process brings about holds.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(condition, () => what);

    /// <summary>The same, and says how things stand when the time is over.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Deadlock: not within {Limit}: {what()}. {await Stacks.ReadAsync()}");
            }

            await Task.Delay(5);
        }
    }
}
