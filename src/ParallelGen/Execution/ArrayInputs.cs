using ParallelGen.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Inputs that stand in an array: blocks are parts of it, and nothing is copied.</summary>
internal sealed class ArrayInputs<TInput>(TInput[] items) : BatchInputs<TInput>
{
    internal override long? CountIfKnown => items.Length;

    internal override IAsyncEnumerator<TInput> Enumerate(CancellationToken cancel) => new Enumerator(items);

    private sealed class Enumerator(TInput[] items) : IAsyncEnumerator<TInput>, IBlockSource<TInput>
    {
        /// <summary>How many items were pulled.</summary>
        private int _next;

        public TInput Current => items[_next - 1];

        public ValueTask<bool> MoveNextAsync()
        {
            bool more = _next < items.Length;
            _next += more ? 1 : 0;
            return new(more);
        }

        public bool Pull(int most, int expected, IStoppable run, out ReadOnlyMemory<TInput> block)
        {
            int count = Math.Min(most, items.Length - _next);
            block = new ReadOnlyMemory<TInput>(items, _next, count);
            _next += count;
            return _next < items.Length;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
