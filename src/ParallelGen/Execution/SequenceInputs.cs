using System.Runtime.CompilerServices;
using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Inputs from a synchronous sequence.</summary>
internal sealed class SequenceInputs<TItem, TInput>(IEnumerable<TItem> items, Func<TItem, TInput> select) : BatchInputs<TInput>
{
    internal override long? CountIfKnown => items.TryGetNonEnumeratedCount(out int count) ? count : null;

    internal override IAsyncEnumerator<TInput> Enumerate(CancellationToken cancel) => new Enumerator(items.GetEnumerator(), select);

    /// <summary>Completes every move synchronously, so the engine's loop over it never suspends.</summary>
    private sealed class Enumerator(IEnumerator<TItem> items, Func<TItem, TInput> select) : IAsyncEnumerator<TInput>, IBlockSource<TInput>
    {
        public TInput Current => select(items.Current);

        public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        // Compiled well at once: a batch may be over before the runtime has found out that this is worth it.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool Pull(int most, int expected, IStoppable run, out ReadOnlyMemory<TInput> block)
        {
            var builder = new BlockBuilder<TInput>(most, expected);
            bool more = true;
            while (more && !builder.IsFull && !run.HasEnded)
            {
                more = items.MoveNext();
                if (more)
                {
                    builder.Add(select(items.Current));
                }
            }

            block = builder.TakePending();
            return more;
        }

        public ValueTask DisposeAsync()
        {
            items.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
