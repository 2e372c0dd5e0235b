namespace ParallelGen.Contract;

/// <summary>Methods that report, and methods with values that a whole batch shares.</summary>
public partial interface IWork
{
    static abstract Task<int> ReportAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default);
    static abstract Batch<int> ReportAll(IEnumerable<int> inputs, IProgress<int>? progress = null);
    static abstract Task<int> ReportLaterAsync(int steps, IProgress<string>? progress = null, CancellationToken cancel = default);
    static abstract Task<int> ReportUntilCancelledAsync(string folder, IProgress<int> progress, CancellationToken cancel = default);
    static abstract IAsyncEnumerable<int> ReportEachStream(string folder, IProgress<int>? progress = null, CancellationToken cancel = default);

    static abstract Task<int> WeighAsync(int value, int[] weights, CancellationToken cancel = default);
    static abstract Batch<int> WeighAll(IEnumerable<int> inputs, int[] weights);
}
