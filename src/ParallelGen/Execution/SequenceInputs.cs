using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Inputs from a synchronous sequence.</summary>
internal sealed class SequenceInputs<TItem, TInput>(IEnumerable<TItem> items, Func<TItem, TInput> select) : BatchInputs<TInput>
{
    internal override long? CountIfKnown => items.TryGetNonEnumeratedCount(out int count) ? count : null;

    internal override IAsyncEnumerator<TInput> Enumerate(CancellationToken cancel) => new Enumerator(items.GetEnumerator(), select);

    /// <summary>Completes every move synchronously, so the engine's loop over it never suspends.</summary>
    private sealed class Enumerator(IEnumerator<TItem> items, Func<TItem, TInput> select) : IAsyncEnumerator<TInput>
    {
        public TInput Current => select(items.Current);

        public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public ValueTask DisposeAsync()
        {
            items.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
