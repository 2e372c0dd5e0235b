namespace ParallelGen.Execution.Streams;

/// <summary>A sequence that a method would return. Cold: each enumeration is a run of its own, which starts with its first move.</summary>
internal sealed class StreamPlan<TInput, TItem>(Lane<StreamInput<TInput, TItem>, ValueTuple> lane, TInput input, CancellationToken cancel)
    : IAsyncEnumerable<TItem>
{
    /// <inheritdoc/>
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamRun<TInput, TItem>(lane, input, cancel, cancellationToken);
}
