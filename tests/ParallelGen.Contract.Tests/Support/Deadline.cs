using System.Runtime.CompilerServices;

namespace ParallelGen.Contract;

/// <summary>Every wait of the suite ends, one way or the other; one that ends badly says what was waited for and how things stood.</summary>
internal static class Deadline
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task<T> InTime<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).InTime(what);
        return await task;
    }

    public static async Task InTime(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            Fail(what, folder: null);
        }

        await task;
    }

    public static Task<T> InTime<T>(this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().InTime(what);

    public static Task<T[]> InTime<T>(this Batch<T> batch, [CallerArgumentExpression(nameof(batch))] string what = "")
    {
        return AwaitAsync().InTime(what);
        async Task<T[]> AwaitAsync() => await batch;
    }

    public static Task InTime(this Batch batch, [CallerArgumentExpression(nameof(batch))] string what = "")
    {
        return AwaitAsync().InTime(what);
        async Task AwaitAsync() => await batch;
    }

    /// <summary>Reads a sequence to its end.</summary>
    public static Task<List<T>> ToListInTime<T>(this IAsyncEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string what = "")
    {
        return ReadAsync().InTime(what);
        async Task<List<T>> ReadAsync()
        {
            var list = new List<T>();
            await foreach (T item in items)
            {
                list.Add(item);
            }

            return list;
        }
    }

    /// <summary>The same with a token of the enumerator's.</summary>
    public static Task<List<T>> ToListInTime<T>(
        this ConfiguredCancelableAsyncEnumerable<T> items, [CallerArgumentExpression(nameof(items))] string what = "")
    {
        return ReadAsync().InTime(what);
        async Task<List<T>> ReadAsync()
        {
            var list = new List<T>();
            await foreach (T item in items)
            {
                list.Add(item);
            }

            return list;
        }
    }

    /// <summary>Waits until a condition that others bring about holds.</summary>
    public static async Task UntilAsync(Func<bool> condition, SignalFolder? folder = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                Fail(what, folder);
            }

            await Task.Delay(5);
        }
    }

    private static void Fail(string what, SignalFolder? folder)
    {
        ProcessPoolSnapshot pool = ProcessPool.Get().GetSnapshot();
        string workers = string.Join(", ", pool.Workers);
        string signals = folder is null ? "" : $" Signals: {string.Join(", ", folder.Names)}.";
        Assert.Fail($"Not within {Limit.TotalSeconds} s: {what}.{signals} Thread pool: {ThreadPool.ThreadCount} threads, "
            + $"{ThreadPool.PendingWorkItemCount} waiting. Process pool: {pool}. Workers: {workers}.");
    }
}
