using ParallelGen.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

public sealed class BatchOptionsTests
{
    private static readonly CallInfo s_plain = new(typeof(BatchOptionsTests), 3, "Test.Plain");
    private static readonly CallInfo s_annotated =
        new(typeof(BatchOptionsTests), 4, "Test.Annotated") { MaxConcurrency = 3, TimeoutMilliseconds = 500 };

    [Fact]
    public void With_InvalidArgument_IsRefusedAtOnceWithItsName()
    {
        Batch<int> batch = Batches.Of<int, int>([], new ScriptedLane<int>());
        Batch plain = Batches.Void<int>([], new ScriptedLane<ValueTuple>());
        (string Name, Action Call)[] calls =
        [
            ("degree", () => batch.WithDegreeOfParallelism(0)), ("degree", () => plain.WithDegreeOfParallelism(-1)),
            ("perItem", () => batch.WithTimeout(TimeSpan.Zero)), ("perItem", () => plain.WithTimeout(TimeSpan.FromMilliseconds(-2))),
            ("perItem", () => batch.WithTimeout(TimeSpan.MaxValue)),
            ("policy", () => batch.WithErrors((ErrorPolicy)2)), ("policy", () => plain.WithErrors((ErrorPolicy)(-1))),
            ("progress", () => batch.WithProgress(null!)), ("progress", () => plain.WithProgress(null!)),
            ("items", () => batch.WithBuffer(0)), ("items", () => plain.WithBuffer(0)),
            ("items", () => batch.WithChunkSize(0)), ("items", () => plain.WithChunkSize(-5)),
        ];
        Assert.All(calls, call => Assert.Equal(call.Name, Assert.ThrowsAny<ArgumentException>(call.Call).ParamName));
    }

    [Theory]
    [InlineData(null, 0, 8, 8)]
    [InlineData(null, 3, 8, 3)]
    [InlineData(null, 12, 8, 8)]
    [InlineData(5, 3, 8, 5)]
    [InlineData(50, 3, 8, 8)]
    [InlineData(1, 0, 8, 1)]
    [InlineData(null, 0, 0, 1)]
    public void Degree_WithBeatsAttributeBeatsLane_AndTheLaneLimits(int? with, int attribute, int lane, int expected)
    {
        BatchOptions options = with is { } degree ? BatchOptions.Default.WithDegree(degree) : BatchOptions.Default;
        var info = new CallInfo(typeof(BatchOptionsTests), 5, "Test.Degree") { MaxConcurrency = attribute };
        Assert.Equal(expected, RunLimits.Resolve(options, info, lane, lane).Degree);
    }

    [Fact]
    public void TimeLimit_WithBeatsAttribute_AndInfiniteTurnsItOff()
    {
        static TimeSpan Limit(BatchOptions options, CallInfo info) => RunLimits.Resolve(options, info, 4, 4).TimeLimit;
        Assert.Equal(Timeout.InfiniteTimeSpan, Limit(BatchOptions.Default, s_plain));
        Assert.Equal(TimeSpan.FromMilliseconds(500), Limit(BatchOptions.Default, s_annotated));
        Assert.Equal(TimeSpan.FromSeconds(2), Limit(BatchOptions.Default.WithTimeLimit(TimeSpan.FromSeconds(2)), s_annotated));
        Assert.Equal(Timeout.InfiniteTimeSpan, Limit(BatchOptions.Default.WithTimeLimit(Timeout.InfiniteTimeSpan), s_annotated));
    }

    [Theory]
    [InlineData(4, null, null, 1, 16, 8)]
    [InlineData(8, null, null, 1, 32, 16)]
    [InlineData(2, 10, null, 10, 80, 40)]
    [InlineData(4, null, 4, 1, 4, 3)]
    [InlineData(4, null, 1, 1, 1, 0)]
    [InlineData(4, 10, 5, 5, 5, 0)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, 0)]
    public void Window_FollowsDegreeAndChunkUnlessSet(int lane, int? withChunk, int? withBuffer, int chunk, int window, int lowWater)
    {
        BatchOptions options = withChunk is { } size ? BatchOptions.Default.WithChunkSize(size) : BatchOptions.Default;
        options = withBuffer is { } buffer ? options.WithBuffer(buffer) : options;
        RunLimits limits = RunLimits.Resolve(options, s_plain, lane, lane);
        Assert.Equal((chunk, window, lowWater), (limits.ChunkSize, limits.Window, limits.LowWater));
    }

    [Theory]
    [InlineData(100_000, null, 400_000, 200_000)]
    [InlineData(100_000, 10, 10, 9)]
    [InlineData(int.MaxValue, null, 0X7FFFFFC7, 0X7FFFFFC6)]
    public void Window_OfALargeDegree_NeitherOverflowsNorKeepsABlockOut(int degree, int? withBuffer, int window, int lowWater)
    {
        BatchOptions options = BatchOptions.Default.WithDegree(degree);
        options = withBuffer is { } buffer ? options.WithBuffer(buffer) : options;
        RunLimits limits = RunLimits.Resolve(options, s_plain, 2, int.MaxValue);
        Assert.Equal((degree, window, lowWater), (limits.Degree, limits.Window, limits.LowWater));
    }

    [Fact]
    public async Task Session_IsOpenedWithTheEffectiveNumbers()
    {
        var lane = new ScriptedLane<int>(concurrency: 4, s_annotated) { OnSubmit = (session, block) => session.Succeed(block.FirstIndex, 1) };
        Batch<int> batch = Batches.Of([1, 2], lane);
        await batch;
        await batch.WithDegreeOfParallelism(2).WithTimeout(TimeSpan.FromSeconds(9));
        Assert.Equal((3, TimeSpan.FromMilliseconds(500)), (lane[0].MaxConcurrency, lane[0].TimeLimit));
        Assert.Equal((2, TimeSpan.FromSeconds(9)), (lane[1].MaxConcurrency, lane[1].TimeLimit));
    }

    [Fact]
    public async Task With_ReturnsACopy_AndLeavesTheOriginalAsItWas()
    {
        var lane = new ScriptedLane<int>(concurrency: 4) { OnSubmit = (session, block) => session.Succeed(block.FirstIndex, 1) };
        Batch<int> batch = Batches.Of([1], lane);
        Batch<int> changed = batch.WithDegreeOfParallelism(1).WithCancellation(new CancellationToken(canceled: true));
        await batch;
        Assert.Equal(4, lane[0].MaxConcurrency);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await changed);
    }

    [Fact]
    public async Task Degree_OnARealLane_IsNeverExceeded()
    {
        var lane = new PoolLane<int, int>(async (i, _) => { await Task.Yield(); return i; }, concurrency: 8);
        await Batches.Of(Enumerable.Range(0, 500), lane).WithDegreeOfParallelism(2).ToArrayAsync().Within();
        Assert.InRange(lane.MostRunning, 1, 2);
    }
}
