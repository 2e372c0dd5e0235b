namespace ParallelGen.Contract;

/// <summary>Methods of which some calls exclude each other.</summary>
public partial interface IWork
{
    static abstract Batch<int> ByKeyAll(IEnumerable<(string folder, string? key, int number)> inputs);
    static abstract Task<int> ByKeyAsync(string folder, string? key, int number, CancellationToken cancel = default);
    static abstract Batch<int> AloneAll(IEnumerable<(string folder, int number)> inputs);
    static abstract Task<int> DepositAsync(string folder, int account, CancellationToken cancel = default);
    static abstract Task<int> WithdrawAsync(string folder, int account, CancellationToken cancel = default);
    static abstract Task<int> HoldKeyAsync(string folder, string key, int number, CancellationToken cancel = default);
    static abstract Batch<int> HoldKeyAll(IEnumerable<(string folder, string key, int number)> inputs);
    static abstract Task<int> TakeTurnAsync(string folder, string key, int number, CancellationToken cancel = default);
    static abstract Batch<int> TakeTurnAll(IEnumerable<(string folder, string key, int number)> inputs);
    static abstract Task<int> ReenterAsync(int depth, CancellationToken cancel = default);
}
