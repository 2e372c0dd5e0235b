namespace ParallelGen.FaultTests;

/// <summary>Workers that cannot be started: whoever calls is told why.</summary>
public sealed class StartTests : FaultTest
{
    [Fact]
    public async Task L06_WorkingDirectoryIsMissing_EveryCallSaysSo()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.WorkingDirectory = "/no/such/folder");
        await AssertEveryCallSaysAsync("/no/such/folder");
    }

    /// <summary>The runtime of the worker does not get the memory for its heap.</summary>
    [Fact]
    public async Task L06_WorkerHasNoMemory_EveryCallSaysWhatItSaid()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.Environment["DOTNET_GCHeapHardLimit"] = "1000");
        await AssertEveryCallSaysAsync("GC heap initialization failed");
    }

    private static async Task AssertEveryCallSaysAsync(string reason)
    {
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(static () => Faults.EchoAsync(1).InTime());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Outcome<int>[] outcomes = await Faults.EchoAll(Enumerable.Range(0, 20)).OutcomesAsync().InTime();
        Assert.Equal(20, outcomes.Length);
        Assert.All(outcomes, outcome => Assert.Contains(reason, Assert.IsType<WorkerStartException>(outcome.Error).Message, StringComparison.Ordinal));
    }
}
