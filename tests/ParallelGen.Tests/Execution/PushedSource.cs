using System.Threading.Channels;

namespace ParallelGen.Tests.Execution;

/// <summary>An asynchronous sequence whose items the test pushes one by one.</summary>
internal sealed class PushedSource : IAsyncEnumerable<int>
{
    private readonly Channel<int> _items = Channel.CreateUnbounded<int>();
    private readonly Observed _state = new();
    private int _waiting;
    private int _disposed;

    public int Disposed => _state.Read(() => _disposed);

    /// <summary>The token that the engine gave to the enumeration.</summary>
    public CancellationToken Token { get; private set; }

    public bool HonoursToken { get; init; } = true;

    public Exception? DisposeError { get; init; }

    public void Push(params int[] items)
    {
        foreach (int item in items)
        {
            Assert.True(_items.Writer.TryWrite(item));
        }
    }

    public void End(Exception? error = null) => _items.Writer.Complete(error);

    /// <summary>Waits until the engine waits for an item.</summary>
    public Task Awaited() => _state.Until(() => _waiting > 0);

    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Token = cancellationToken;
        return new Enumerator(this, HonoursToken ? cancellationToken : default);
    }

    private sealed class Enumerator(PushedSource source, CancellationToken cancel) : IAsyncEnumerator<int>
    {
        public int Current { get; private set; }

        public async ValueTask<bool> MoveNextAsync()
        {
            int item;
            while (!source._items.Reader.TryRead(out item))
            {
                ValueTask<bool> more = source._items.Reader.WaitToReadAsync(cancel);
                source._state.Change(() => source._waiting++);
                bool any = await more;
                source._state.Change(() => source._waiting--);
                if (!any)
                {
                    return false;
                }
            }

            Current = item;
            return true;
        }

        public ValueTask DisposeAsync()
        {
            source._state.Change(() => source._disposed++);
            return source.DisposeError is { } error ? ValueTask.FromException(error) : ValueTask.CompletedTask;
        }
    }
}
