using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>Makes one kind of sequence of both. Infrastructure for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StreamItems
{
    /// <summary>A synchronous sequence as an asynchronous one whose every move is complete at once.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="items"/> is null: the method returned no sequence.</exception>
    public static IAsyncEnumerable<TItem> From<TItem>(IEnumerable<TItem> items) =>
        new Sequence<TItem>(items ?? throw new InvalidOperationException("The method returned null instead of a sequence."));

    /// <summary>An asynchronous sequence as it is.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="items"/> is null: the method returned no sequence.</exception>
    public static IAsyncEnumerable<TItem> From<TItem>(IAsyncEnumerable<TItem> items) =>
        items ?? throw new InvalidOperationException("The method returned null instead of a sequence.");

    private sealed class Sequence<TItem>(IEnumerable<TItem> items) : IAsyncEnumerable<TItem>
    {
        public IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken) => new Enumerator<TItem>(items.GetEnumerator());
    }

    private sealed class Enumerator<TItem>(IEnumerator<TItem> items) : IAsyncEnumerator<TItem>
    {
        public TItem Current => items.Current;

        public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public ValueTask DisposeAsync()
        {
            items.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
