namespace ParallelGen.Contract;

/// <summary>Methods that return sequences.</summary>
public partial interface IWork
{
    static abstract IAsyncEnumerable<int> CountStream(int to, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> CountLaterStream(int to, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> ProduceStream(string folder, int bad, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> ProduceLaterStream(string folder, int bad, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> CountInTimeStream(int to, bool hangs, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> StallStream(string folder, CancellationToken cancel = default);
}
