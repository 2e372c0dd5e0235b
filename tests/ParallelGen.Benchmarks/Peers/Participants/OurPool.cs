namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>This library's process pool, through the generated members.</summary>
internal sealed class OurPool : ICallPeer
{
    public string Name => "ParallelGen";

    public SubjectKind Kind => SubjectKind.Ours;

    public bool CanOverlap => true;

    public static IReadOnlyList<int> Processes => [.. ProcessPool.Get().GetSnapshot().Workers.Select(worker => worker.ProcessId)];

    /// <summary>A new pool of so many workers, all of them ready, in place of the one there was.</summary>
    public static async Task RestartAsync(int workers)
    {
        await RenewAsync(workers);
        await ProcessPool.Get().WarmUpAsync();
    }

    /// <summary>The same, but nothing has been started yet.</summary>
    public static async Task RenewAsync(int workers)
    {
        await ProcessPool.Get().DisposeAsync();
        ProcessPool.Reset(ProcessPool.DefaultName);
        ProcessPool.Configure(ProcessPool.DefaultName, options => options.Workers = workers);
    }

    public Task<int> CallAsync(int value) => Work.NoOpAsync(value);

    public Task<byte[]> EchoAsync(byte[] payload) => Work.EchoAsync(payload);

    public ValueTask DisposeAsync() => ProcessPool.Get().DisposeAsync();
}
