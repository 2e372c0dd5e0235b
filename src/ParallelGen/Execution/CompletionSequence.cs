namespace ParallelGen.Execution;

/// <summary>The cold sequence behind <c>AsCompleted</c>: each enumeration is a run of its own.</summary>
internal sealed class CompletionSequence<TResult, TItem>(BatchPlan<TResult> plan, Func<long, Outcome<TResult>, TItem> select)
    : IAsyncEnumerable<TItem>
{
    public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new CompletionStream<TResult, TItem>(plan, select, cancellationToken);
}
