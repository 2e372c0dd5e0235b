using System.Runtime.CompilerServices;

namespace ParallelGen;

/// <summary>What <c>await batch</c> uses. Infrastructure for the compiler: wraps the awaiter of the started run's task.</summary>
public readonly struct BatchAwaiter : ICriticalNotifyCompletion
{
    private readonly ConfiguredTaskAwaitable.ConfiguredTaskAwaiter _awaiter;

    internal BatchAwaiter(Task run, bool continueOnCapturedContext) =>
        _awaiter = run.ConfigureAwait(continueOnCapturedContext).GetAwaiter();

    /// <summary>Whether the run is over.</summary>
    public bool IsCompleted => _awaiter.IsCompleted;

    /// <summary>Returns when every call has returned. Blocks if the run is not over.</summary>
    /// <exception cref="BatchException">Calls failed.</exception>
    /// <exception cref="OperationCanceledException">A token of the batch was cancelled.</exception>
    public void GetResult() => _awaiter.GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _awaiter.OnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);
}
