namespace ParallelGen.Contract;

public sealed partial class ProcessPoolWork
{
    [RunOn(Model.ProcessPool, ExclusiveBy = "key")]
    public static Task<int> ByKeyCoreAsync(string folder, string? key, int number) =>
        OverlapCoreAsync(Directory.CreateDirectory(Path.Combine(folder, $"key-{key}")).FullName, number);

    [RunOn(Model.ProcessPool, ExclusiveBy = "*")]
    public static Task<int> AloneCoreAsync(string folder, int number) => OverlapCoreAsync(folder, number);

    [RunOn(Model.ProcessPool, ExclusiveBy = "account", ExclusiveGroup = "ProcessPool ledger")]
    public static Task<int> DepositCoreAsync(string folder, int account) => OverlapCoreAsync(folder, 2 * account);

    [RunOn(Model.ProcessPool, ExclusiveBy = "account", ExclusiveGroup = "ProcessPool ledger")]
    public static Task<int> WithdrawCoreAsync(string folder, int account) => OverlapCoreAsync(folder, (2 * account) + 1);

    [RunOn(Model.ProcessPool, ExclusiveBy = "key")]
    public static Task<int> HoldKeyCoreAsync(string folder, string key, int number, CancellationToken cancel) =>
        key == "stubborn" ? IgnoreCoreAsync(folder, number) : HoldCoreAsync(folder, number, cancel);

    /// <summary>Leaves a trace of its turn: no other call with its key writes at the same time. The first waits to be let go.</summary>
    [RunOn(Model.ProcessPool, ExclusiveBy = "key")]
    public static async Task<int> TakeTurnCoreAsync(string folder, string key, int number)
    {
        await File.AppendAllTextAsync(Path.Combine(folder, key), $"{number} ");
        return number == 0 ? await HoldCoreAsync(folder, number, CancellationToken.None) : number;
    }

    [RunOn(Model.ProcessPool, ExclusiveBy = "*")]
    public static async Task<int> ReenterCoreAsync(int depth, CancellationToken cancel) => depth == 0 ? 0 : await ReenterAsync(depth - 1, cancel);
}
