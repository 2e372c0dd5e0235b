using System.Collections;

namespace ParallelGen.Contract;

/// <summary>The numbers from 0 on, as a sequence of either kind that notes how it is read and throws where it is told to.</summary>
internal sealed class WatchedSource(int count = int.MaxValue) : IEnumerable<int>, IEnumerator<int>
{
    private int _inside;
    private int _pulled;
    private int _disposed;
    private int _overlaps;

    public SourcePoint Throws { get; init; }

    /// <summary>The item instead of which it throws.</summary>
    public int ThrowsAt { get; init; } = 3;

    public Exception Error { get; } = new InvalidDataException("the source broke");

    /// <summary>Runs inside of each move.</summary>
    public Action? OnMove { get; init; }

    public int Pulled => Volatile.Read(ref _pulled);

    public int Disposed => Volatile.Read(ref _disposed);

    public bool Overlapped => Volatile.Read(ref _overlaps) != 0;

    public int Current { get; private set; } = -1;

    object IEnumerator.Current => Current;

    public IEnumerator<int> GetEnumerator() => Throws == SourcePoint.GetEnumerator ? throw Error : this;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool MoveNext()
    {
        Enter();
        try
        {
            OnMove?.Invoke();
            Current++;
            if (Throws == SourcePoint.Move && Current == ThrowsAt)
            {
                throw Error;
            }

            if (Current == count)
            {
                return false;
            }

            Interlocked.Increment(ref _pulled);
            return true;
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        Enter();
        Interlocked.Increment(ref _disposed);
        Leave();
        if (Throws == SourcePoint.Dispose)
        {
            throw Error;
        }
    }

    public void Reset() => throw new NotSupportedException();

    /// <summary>The same numbers asynchronously, each on a thread that the pool chooses.</summary>
    public Sequence AsAsync() => new(this);

    private void Enter()
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            Interlocked.Increment(ref _overlaps);
        }
    }

    private void Leave() => Interlocked.Decrement(ref _inside);

    /// <summary>The asynchronous side.</summary>
    internal sealed class Sequence(WatchedSource source) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current => source.Current;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            source.Throws == SourcePoint.GetEnumerator ? throw source.Error : this;

        public async ValueTask<bool> MoveNextAsync()
        {
            await Task.Yield();
            return source.MoveNext();
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            source.Dispose();
        }
    }
}
