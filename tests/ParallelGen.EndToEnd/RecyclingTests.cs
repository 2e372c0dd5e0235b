using System.Runtime.CompilerServices;

namespace ParallelGen.EndToEnd;

/// <summary>Limits and declarations of pools, with real workers.</summary>
[Collection(PoolWork.Lifecycle)]
public sealed class RecyclingTests
{
    [Fact]
    public async Task MaxTasksPerWorker_InChunksLargerThanIt_NoWorkerServesMore()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => (options.Workers, options.MaxTasksPerWorker) = (1, 3));
        int[] counts = await PoolWork.CountCallsAll(7).WithChunkSize(5).ToArrayAsync().InTime();
        Assert.Equal([1, 2, 3, 1, 2, 3, 1], counts);
        ProcessPoolSnapshot snapshot = ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot();
        Assert.Equal((7L, 2L, 0L), (snapshot.Completed, snapshot.Recycled, snapshot.Crashed));
    }

    [Fact]
    public async Task MaxWorkerMemoryMegabytes_PassedByACall_TheNextRunsInAnotherProcess()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => (options.Workers, options.MaxWorkerMemoryMegabytes) = (1, 200));
        int hoarder = await PoolWork.HoardAsync(200).InTime();
        int modest = await PoolWork.HoardAsync(1).InTime();
        Assert.NotEqual(hoarder, modest);
        Assert.False(ProcessTable.IsAlive(hoarder));
        Assert.Equal(modest, await PoolWork.ProcessIdAsync().InTime());
        Assert.Equal(1, ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Recycled);
    }

    [Fact]
    public async Task IdleTimeoutMilliseconds_Passed_ProcessEndsAndTheNextCallHasANewOne()
    {
        await using PoolScope pool = await PoolScope.EnterAsync(PoolWork.Lifecycle, options => (options.Workers, options.IdleTimeoutMilliseconds) = (1, 50));
        int first = await PoolWork.ProcessIdAsync().InTime();
        await Deadline.UntilAsync(() => !ProcessTable.IsAlive(first), "the idle worker is gone");
        Assert.NotEqual(first, await PoolWork.ProcessIdAsync().InTime());
        Assert.Equal(0, ProcessPool.Get(PoolWork.Lifecycle).GetSnapshot().Crashed);
    }

    [Fact]
    public async Task Declaration_OfTheEntryAssembly_HoldsAndConfigureStartsFromIt()
    {
        // The library declares the same pool otherwise: the entry assembly's word counts.
        RuntimeHelpers.RunModuleConstructor(typeof(Apps.Places).Module.ModuleHandle);
        Assert.Equal(3, ProcessPool.Get("declared").Scheduler.Capacity);
        Assert.Equal(2, ProcessPool.Get("declared").Scheduler.MaxTasks);

        (int Workers, int Grace, int MaxTasks) seen = default;
        await using PoolScope pool = await PoolScope.EnterAsync("declared", options =>
        {
            seen = (options.Workers, options.KillGraceMilliseconds, options.MaxTasksPerWorker);
            options.MaxTasksPerWorker = 9;
        });
        Assert.Equal((3, 150, 2), seen);
        Assert.Equal((3, 9L), (ProcessPool.Get("declared").Scheduler.Capacity, ProcessPool.Get("declared").Scheduler.MaxTasks));
    }

    [Fact]
    public void Declaration_OfALibraryAlone_Holds()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(Apps.Places).Module.ModuleHandle);
        Assert.Equal(7, ProcessPool.Get("of-the-library").Scheduler.Capacity);
    }
}
