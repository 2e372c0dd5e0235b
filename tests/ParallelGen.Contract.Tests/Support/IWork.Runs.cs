namespace ParallelGen.Contract;

/// <summary>Methods that say when they run and wait to be let go.</summary>
public partial interface IWork
{
    static abstract Task<int> HoldAsync(string folder, int number, CancellationToken cancel = default);
    static abstract Batch<int> HoldAll(IEnumerable<(string folder, int number)> inputs);
    static abstract Batch<int> HoldAll(IAsyncEnumerable<(string folder, int number)> inputs);

    static abstract Task<int> IgnoreAsync(string folder, int number, CancellationToken cancel = default);
    static abstract Batch<int> IgnoreAll(IEnumerable<(string folder, int number)> inputs);

    static abstract Task<int> RunAsync(string folder, int number, CancellationToken cancel = default);
    static abstract Batch<int> RunAll(IEnumerable<(string folder, int number)> inputs);

    static abstract Batch<int> OverlapAll(IEnumerable<(string folder, int number)> inputs);
    static abstract Batch<int> OneByOneAll(IEnumerable<(string folder, int number)> inputs);
    static abstract Batch<int> HoldOneByOneAll(IEnumerable<(string folder, int number)> inputs);
    static abstract Batch<int> IgnoreOneByOneAll(IEnumerable<(string folder, int number)> inputs);

    static abstract Task<int> HangAsync(int number, CancellationToken cancel = default);
    static abstract Batch<int> HangAll(IEnumerable<int> inputs);
    static abstract Task<int> LimitedAsync(int number, bool hangs, CancellationToken cancel = default);
    static abstract Batch<int> LimitedAll(IEnumerable<(int number, bool hangs)> inputs);
    static abstract Batch<int> UnlimitedAll(IEnumerable<(int number, bool hangs)> inputs);
    static abstract Batch<int> PauseAll(IEnumerable<int> inputs);
    static abstract Task<bool> CanCancelAsync(CancellationToken cancel = default);

    static abstract Task<string> CultureAsync(CancellationToken cancel = default);
    static abstract Batch<string> CultureAll(int count);
    static abstract Task<string?> TraceAsync(CancellationToken cancel = default);
    static abstract Batch<string?> TraceAll(int count);
    static abstract Task<string?> LeaveBehindAsync(string value, CancellationToken cancel = default);
    static abstract Batch<string?> LeaveBehindAll(IEnumerable<string> inputs);
    static abstract Task<(int Process, int Thread)> PlaceAsync(CancellationToken cancel = default);
}
