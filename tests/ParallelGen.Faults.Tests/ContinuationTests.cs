namespace ParallelGen.FaultTests;

/// <summary>What callers do when their result comes, and calls within calls: no thread of the pool's is held up by either.</summary>
public sealed partial class ContinuationTests : FaultTest
{
    /// <summary>The processes of a call within a call, and so on: this one's first.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static async Task<int[]> DescendCore(int depth) =>
        depth == 0 ? [Environment.ProcessId] : [Environment.ProcessId, .. await DescendAsync(depth - 1)];

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static async Task<int[]> DescendFreshCore(int depth) =>
        depth == 0 ? [Environment.ProcessId] : [Environment.ProcessId, .. await DescendFreshAsync(depth - 1)];

    /// <summary>Blocks its worker's call thread until its own calls have ended.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int SumCore(int count) => EchoesAsync(count).GetAwaiter().GetResult().Sum();

    private static Task<int[]> EchoesAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(static number => Faults.EchoAsync(number)));

    [Fact]
    public async Task E19_ContinuationsThrow_EveryOtherCallGoesOn()
    {
        Task[] continuations =
        [
            .. Enumerable.Range(0, 100).Select(static number => Faults.EchoAsync(number).ContinueWith(
                static call => throw new InvalidOperationException($"{call.Result}"),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)),
        ];
        for (int number = 0; number < continuations.Length; number++)
        {
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => continuations[number].InTime());
            Assert.Equal($"{number}", error.Message);
        }

        Assert.Equal(7, await Faults.EchoAsync(7).InTime());
    }

    /// <summary>The continuation waits for the end of the very worker whose result it has.</summary>
    [Fact]
    public async Task E19_ContinuationDisposesThePoolAndWaitsForThat_PoolEnds()
    {
        Task continuation = Faults.EchoAsync(7).ContinueWith(
            static _ => ProcessPool.Get(Faults.Pool).DisposeAsync().AsTask().GetAwaiter().GetResult(),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await continuation.InTime();
        await Assert.ThrowsAsync<ObjectDisposedException>(static () => Faults.EchoAsync(1).InTime());
    }

    [Fact]
    public async Task E19_ContinuationDisposesThePoolWhileOthersWait_TheyEndFirst()
    {
        Task<int>[] others = [.. Enumerable.Range(0, 50).Select(static number => Faults.EchoAsync(number))];
        Task disposal = others[0].ContinueWith(static _ => ProcessPool.Get(Faults.Pool).DisposeAsync().AsTask(), TaskScheduler.Default).Unwrap();
        Assert.Equal(Enumerable.Range(0, 50), await Task.WhenAll(others).InTime());
        await disposal.InTime();
    }

    [Fact]
    public async Task E19_ContinuationsSubmitMoreCallsAHundredDeep_AllAreServed()
    {
        Assert.Equal(Enumerable.Range(100, 4), await Task.WhenAll(Enumerable.Range(0, 4).Select(static start => ChainAsync(start, 100))).InTime());

        static Task<int> ChainAsync(int value, int depth) => depth == 0
            ? Task.FromResult(value)
            : Faults.EchoAsync(value + 1).ContinueWith(
                call => ChainAsync(call.Result, depth - 1),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Unwrap();
    }

    [Fact]
    public async Task E20_NestedThreeDeep_EachCallRunsInAProcessOfTheOneAbove()
    {
        int[] processes = await DescendAsync(3).InTime();
        Assert.Equal(4, processes.Distinct().Count());
        processes = await DescendFreshAsync(3).InTime();
        Assert.Equal(4, processes.Distinct().Count());
        Assert.DoesNotContain(Environment.ProcessId, processes);
    }

    /// <summary>It would wait for itself if a worker's calls came back to the pool that it serves: they go to a pool of the worker's own.</summary>
    [Fact]
    public async Task E20_CallsWaitForCallsOfTheirOwnFullPool_AllEnd()
    {
        int[] sums = await SumAll(Enumerable.Repeat(10, 6)).WithChunkSize(1).ToArrayAsync().InTime();
        Assert.Equal(Enumerable.Repeat(45, 6), sums);
    }
}
