namespace ParallelGen.EndToEnd;

/// <summary>A pool with options of its own for the length of a test; afterwards its name is as good as new.</summary>
internal sealed class PoolScope : IAsyncDisposable
{
    private readonly string _name;

    private PoolScope(string name) => _name = name;

    public static async Task<PoolScope> EnterAsync(string name, Action<ProcessPoolOptions> configure)
    {
        var scope = new PoolScope(name);
        await scope.DisposeAsync();
        ProcessPool.Configure(name, configure);
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await ProcessPool.Get(_name).ShutdownAsync(cancelPending: false).InTime();
        ProcessPool.Reset(_name);
    }
}
