using System.Runtime.CompilerServices;

namespace ParallelGen;

/// <summary>
/// A <see cref="Batch{T}"/> with a choice of where the code after <c>await</c> goes on. Cold like the batch itself: each
/// <c>await</c> and each <c>await foreach</c> over it is a run of its own.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
public readonly struct ConfiguredBatchAwaitable<T>
{
    private readonly Batch<T> _batch;
    private readonly bool _continueOnCapturedContext;

    internal ConfiguredBatchAwaitable(Batch<T> batch, bool continueOnCapturedContext) =>
        (_batch, _continueOnCapturedContext) = (batch, continueOnCapturedContext);

    /// <summary>Starts a run and returns its awaiter. Used by <c>await</c>.</summary>
    public BatchAwaiter<T> GetAwaiter() => new(_batch.ToArrayAsync(), _continueOnCapturedContext);

    /// <summary>Enumerates the results in input order. Used by <c>await foreach</c>.</summary>
    public ConfiguredCancelableAsyncEnumerable<T>.Enumerator GetAsyncEnumerator() =>
        TaskAsyncEnumerableExtensions.ConfigureAwait(_batch, _continueOnCapturedContext).GetAsyncEnumerator();
}
