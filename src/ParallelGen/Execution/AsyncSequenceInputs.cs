using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Inputs from an asynchronous sequence.</summary>
internal sealed class AsyncSequenceInputs<TItem, TInput>(IAsyncEnumerable<TItem> items, Func<TItem, TInput> select) : BatchInputs<TInput>
{
    internal override long? CountIfKnown => null;

    internal override IAsyncEnumerator<TInput> Enumerate(CancellationToken cancel) =>
        new Enumerator(items.GetAsyncEnumerator(cancel), select);

    private sealed class Enumerator(IAsyncEnumerator<TItem> items, Func<TItem, TInput> select) : IAsyncEnumerator<TInput>
    {
        public TInput Current => select(items.Current);

        public ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public ValueTask DisposeAsync() => items.DisposeAsync();
    }
}
