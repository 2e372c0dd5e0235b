using System.Collections;

namespace ParallelGen.Tests.Execution;

/// <summary>Where a source can throw.</summary>
public enum SourcePoint
{
    None,
    GetEnumerator,
    MoveNext,
    Current,
    Dispose,
}

/// <summary>The numbers from 0 on, as a sequence that watches how it is used and throws where it is told to.</summary>
internal sealed class ProbedSource(int count = int.MaxValue) : IEnumerable<int>
{
    private int _inside;
    private int _pulled;
    private int _disposed;
    private int _enumerations;

    private int Count { get; } = count;

    /// <summary>The item before which <see cref="SourcePoint.MoveNext"/> or at which <see cref="SourcePoint.Current"/> throws.</summary>
    public int ThrowAt { get; init; }

    public SourcePoint Throws { get; init; }

    public Exception Error { get; } = new InvalidDataException("the source broke");

    /// <summary>Runs inside of each move.</summary>
    public Action<int>? OnMove { get; init; }

    public int Pulled => Volatile.Read(ref _pulled);

    public int Disposed => Volatile.Read(ref _disposed);

    public int Enumerations => Volatile.Read(ref _enumerations);

    public bool Overlapped { get; private set; }

    public IEnumerator<int> GetEnumerator()
    {
        Interlocked.Increment(ref _enumerations);
        ThrowIf(SourcePoint.GetEnumerator);
        return new Enumerator(this);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void ThrowIf(SourcePoint point)
    {
        if (Throws == point)
        {
            throw Error;
        }
    }

    private void Enter() => Overlapped |= Interlocked.Exchange(ref _inside, 1) != 0;

    private void Leave() => Volatile.Write(ref _inside, 0);

    private sealed class Enumerator(ProbedSource source) : IEnumerator<int>
    {
        private int _index = -1;

        public int Current
        {
            get
            {
                if (_index == source.ThrowAt)
                {
                    source.ThrowIf(SourcePoint.Current);
                }

                return _index;
            }
        }

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            source.Enter();
            try
            {
                if (++_index == source.ThrowAt)
                {
                    source.ThrowIf(SourcePoint.MoveNext);
                }

                source.OnMove?.Invoke(_index);
                if (_index >= source.Count)
                {
                    return false;
                }

                Interlocked.Increment(ref source._pulled);
                return true;
            }
            finally
            {
                source.Leave();
            }
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            source.Enter();
            Interlocked.Increment(ref source._disposed);
            source.Leave();
            source.ThrowIf(SourcePoint.Dispose);
        }
    }
}
