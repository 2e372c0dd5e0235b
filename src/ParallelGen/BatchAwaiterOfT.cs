using System.Runtime.CompilerServices;

namespace ParallelGen;

/// <summary>What <c>await batch</c> uses. Infrastructure for the compiler: wraps the awaiter of the started run's task.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public readonly struct BatchAwaiter<T> : ICriticalNotifyCompletion
{
    private readonly ConfiguredTaskAwaitable<T[]>.ConfiguredTaskAwaiter _awaiter;

    internal BatchAwaiter(Task<T[]> run, bool continueOnCapturedContext) =>
        _awaiter = run.ConfigureAwait(continueOnCapturedContext).GetAwaiter();

    /// <summary>Whether the run is over.</summary>
    public bool IsCompleted => _awaiter.IsCompleted;

    /// <summary>The results in input order. Blocks if the run is not over.</summary>
    /// <exception cref="BatchException">Calls failed.</exception>
    /// <exception cref="OperationCanceledException">A token of the batch was cancelled.</exception>
    public T[] GetResult() => _awaiter.GetResult();

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => _awaiter.OnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);
}
