using System.Diagnostics;

namespace ParallelGen.EndToEnd;

/// <summary>A pool's life: configured, warmed up, looked into, drained, shut down, reset.</summary>
[Collection(PoolWork.Lifecycle)]
public sealed class PoolTests
{
    [Fact]
    public async Task Configure_BeforeFirstUse_ReachesTheWorkers()
    {
        using var folder = new TempFolder();
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options =>
        {
            options.Workers = 1;
            options.WorkingDirectory = folder.Path;
            options.Environment["PARALLELGEN_TEST_VARIABLE"] = "set";
        });
        (bool isWorker, int index, string? name, string? variable, string directory) = await PoolWork.WhoAsync("PARALLELGEN_TEST_VARIABLE").InTime();
        Assert.Equal((true, 0, PoolWork.Lifecycle, "set", folder.Path), (isWorker, index, name, variable, directory));
        Assert.Throws<InvalidOperationException>(() => ProcessPool.Configure(PoolWork.Lifecycle, _ => { }));
    }

    [Fact]
    public async Task Call_SameWorker_KeepsItsStatics()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        Assert.Equal(Enumerable.Range(1, 3), await PoolWork.CountCallsAll(3).ToArrayAsync().InTime());
        ProcessPoolSnapshot snapshot = ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot();
        Assert.Equal((3L, 0L, 0, 0), (snapshot.Completed, snapshot.Failed, snapshot.Queued, snapshot.Busy));
        WorkerSnapshot worker = Assert.Single(snapshot.Workers);
        Assert.Equal((0, false, null), (worker.Index, worker.IsBusy, worker.CurrentCall));
    }

    [Fact]
    public async Task WarmUpAsync_StartsEveryWorkerBeforeTheFirstCall()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 3);
        await ProcessPool.Get(PoolWork.Lifecycle).WarmUpAsync().InTime();
        ProcessPoolSnapshot snapshot = ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot();
        Assert.Equal([0, 1, 2], snapshot.Workers.Select(worker => worker.Index));
        Assert.All(snapshot.Workers, worker => Assert.True(ProcessTable.IsAlive(worker.ProcessId)));
    }

    [Fact]
    public async Task DisposeAsync_WithQueuedCalls_DrainsThemAndEndsEveryWorker()
    {
        using var folder = new TempFolder();
        int[] processes;
        Task<int>[] calls;
        await using (PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 2))
        {
            await ProcessPool.Get(PoolWork.Lifecycle).WarmUpAsync().InTime();
            processes = [.. ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers.Select(worker => worker.ProcessId)];
            calls = [.. Enumerable.Range(0, 50).Select(i => PoolWork.SleepAsync(folder.File($"{i}"), 1))];
        }

        Assert.Equal(50, (await Task.WhenAll(calls).InTime()).Sum());
        Assert.DoesNotContain(processes, ProcessTable.IsAlive);
    }

    [Fact]
    public async Task Call_AfterShutdown_ThrowsObjectDisposedExceptionUntilReset()
    {
        await using (PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1))
        {
            Assert.Equal(1, await PoolWork.CountCallsAsync().InTime());
            await ProcessPool.Get(PoolWork.Lifecycle).ShutdownAsync(cancelPending: false).InTime();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => PoolWork.CountCallsAsync().InTime());
            await Assert.ThrowsAsync<ObjectDisposedException>(() => PoolWork.CountCallsAll(3).ToArrayAsync().InTime());
            Assert.Throws<ObjectDisposedException>(() => { _ = ProcessPool.Get(PoolWork.Lifecycle).WarmUpAsync(); });
        }

        Assert.Equal(1, await PoolWork.CountCallsAsync().InTime());
    }

    [Fact]
    public async Task ShutdownAsync_CancelPending_CancelsQueuedAndRunningCalls()
    {
        using var folder = new TempFolder();
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        Task<int> running = PoolWork.SleepAsync(folder.File("running"), Timeout.Infinite);
        Task<int> queued = PoolWork.SleepAsync(folder.File("queued"), Timeout.Infinite);
        await Deadline.UntilAsync(() => File.Exists(folder.File("running")), "the first call runs");
        ProcessPoolSnapshot snapshot = ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Busy, snapshot.Queued));
        Assert.Equal("ParallelGen.EndToEnd.PoolWork.SleepCore", Assert.Single(snapshot.Workers, worker => worker.IsBusy).CurrentCall);
        await ProcessPool.Get(PoolWork.Lifecycle).ShutdownAsync(cancelPending: true).InTime();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.InTime());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued.InTime());
        Assert.False(File.Exists(folder.File("queued")));
    }

    [Fact]
    public async Task Call_ActivityOfTheCaller_Travels()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        using Activity activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.Equal(activity.TraceId.ToString(), await PoolWork.TraceAsync().InTime());
        activity.TraceStateString = "vendor=value";
        Assert.Equal(("ParallelGen.EndToEnd.PoolWork.ActivityCore", activity.Id, "vendor=value"), await PoolWork.ActivityAsync().InTime());
        activity.Stop();
        Assert.Null(await PoolWork.TraceAsync().InTime());
    }

    [Fact]
    public async Task Call_EntryAssembly_IsTheApplications()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        Assert.Equal("ParallelGen.EndToEnd", await PoolWork.EntryAssemblyAsync().InTime());
    }

    [Fact]
    public async Task Call_WorkingDirectoryMissing_SaysSo()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Failing, options => options.WorkingDirectory = "/no/such/folder");
        WorkerStartException error = await Assert.ThrowsAsync<WorkerStartException>(() => PoolWork.NeverStartsAsync().InTime());
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
        Outcome<int>[] outcomes = await PoolWork.NeverStartsAll(20).OutcomesAsync().InTime();
        Assert.All(outcomes, outcome => Assert.IsType<WorkerStartException>(outcome.Error));
        Assert.Equal(20, outcomes.Select(outcome => outcome.Error).Distinct().Count());
    }

    [Fact]
    public async Task Call_FromAWorker_RunsInAPoolOfItsOwn()
    {
        (int outer, int inner) = await PoolWork.NestedAsync().InTime();
        Assert.Equal(3, new[] { Environment.ProcessId, outer, inner }.Distinct().Count());
    }

    [Fact]
    public async Task Call_LeavesAsyncLocalsBehind_NextCallDoesNotSeeThem()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Outer, options => options.Workers = 1);
        Assert.Null(await PoolWork.LeaveBehindAsync("a").InTime());
        Assert.Equal(new string?[3], await PoolWork.LeaveBehindAll(["b", "c", "d"]).WithChunkSize(2).ToArrayAsync().InTime());
    }

    [Fact]
    public async Task Pool_OfAWorker_HasOneWorkerUnlessConfigured() => Assert.Equal(1, await PoolWork.NestedWorkersAsync().InTime());

    [Fact]
    public async Task Value_NestedTooDeep_FailsThatCallOnlyAndTheWorkerLivesOn()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => options.Workers = 1);
        Assert.Null(await PoolWork.LinkAsync(null, 0).InTime());
        int process = Assert.Single(ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers).ProcessId;
        Chain? deep = PoolWork.LinkCore(null, 600);
        await Assert.ThrowsAsync<WireEncodingException>(() => PoolWork.LinkAsync(deep, 0).InTime());
        await Assert.ThrowsAsync<WireEncodingException>(() => PoolWork.LinkAsync(null, 600).InTime());

        Outcome<Chain?>[] outcomes = await PoolWork.LinkAll([(null, 1), (deep, 0), (null, 600), (null, 0)]).WithChunkSize(4).OutcomesAsync().InTime();
        Assert.Equal([true, false, false, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.All(outcomes[1..3], outcome => Assert.IsType<WireEncodingException>(outcome.Error));
        Assert.Equal(process, Assert.Single(ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers).ProcessId);
    }

    [Fact]
    public async Task Initializer_ThatFails_FailsEveryCallWithItsExceptionAndNoWorkerIsReplaced()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options =>
        {
            options.Workers = 1;
            options.Environment[StartUp.FailureVariable] = "no data";
        });
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => PoolWork.CountCallsAsync().InTime());
        Assert.Equal("no data", error.Message);
        int process = Assert.Single(ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers).ProcessId;
        Outcome<int>[] outcomes = await PoolWork.CountCallsAll(5).OutcomesAsync().InTime();
        Assert.All(outcomes, outcome => Assert.Equal("no data", Assert.IsType<InvalidDataException>(outcome.Error).Message));
        Assert.Equal(process, Assert.Single(ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Workers).ProcessId);
    }
}
