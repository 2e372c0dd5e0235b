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
        public bool Fill(ref BlockBuilder<TInput> block, IStoppable run)
        {
            while (!block.IsFull && !run.HasEnded)
            {
                if (!items.MoveNext())
                {
                    return false;
                }

                block.Add(select(items.Current));
            }

            return true;
        }

        public ValueTask DisposeAsync()
        {
            items.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
