using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>Makes one kind of task of all that annotated methods return. Infrastructure for generated code; thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CallTasks
{
    /// <summary>The result of a task.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="task"/> is null: <paramref name="method"/> returned none.</exception>
    public static ValueTask<TResult> Of<TResult>(Task<TResult>? task, CallInfo method) => new(task ?? throw NoTask(method));

    /// <summary>The end of a task.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="task"/> is null: <paramref name="method"/> returned none.</exception>
    public static ValueTask<ValueTuple> Of(Task? task, CallInfo method) => Of(new ValueTask(task ?? throw NoTask(method)));

    /// <summary>The end of a task. One that has ended needs no state machine.</summary>
    public static ValueTask<ValueTuple> Of(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task);
        }

        // A task from a pool is given back by asking for its result.
        task.GetAwaiter().GetResult();
        return default;
    }

    private static async ValueTask<ValueTuple> AwaitAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }

    private static InvalidOperationException NoTask(CallInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new InvalidOperationException($"{method.Name} returned null instead of a task. A method without anything to wait for returns Task.CompletedTask or Task.FromResult.");
    }
}
