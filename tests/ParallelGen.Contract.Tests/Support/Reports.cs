namespace ParallelGen.Contract;

/// <summary>Notes what is reported to it, on the thread that reports.</summary>
internal sealed class Reports<T> : IProgress<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _reports = [];
    private int _inside;
    private int _overlaps;

    public Action<T>? OnReport { get; init; }

    public bool Overlapped => Volatile.Read(ref _overlaps) != 0;

    public void Report(T value)
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            Interlocked.Increment(ref _overlaps);
        }

        lock (_gate)
        {
            _reports.Add(value);
        }

        try
        {
            OnReport?.Invoke(value);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public T[] ToArray()
    {
        lock (_gate)
        {
            return [.. _reports];
        }
    }
}
