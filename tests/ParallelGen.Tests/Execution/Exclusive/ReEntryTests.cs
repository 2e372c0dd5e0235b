using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>A call that would wait for itself is told so; one that would not is left alone.</summary>
public sealed class ReEntryTests
{
    [Theory]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.Thread)]
    public async Task Call_WaitsForItsOwnKey_Throws(Model model)
    {
        Task<int> outer = Exclusives.RunAsync<Direct>(
            Job.Async(model, async () =>
            {
                await Task.Yield();
                return await Exclusives.RunAsync<Direct>(new Job(model, () => 1), model: model);
            }), model);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => outer.Within());
        Assert.StartsWith("Test.Direct was called from within Test.Direct, which holds the same exclusive key", error.Message, StringComparison.Ordinal);
        Assert.Contains("call the method itself", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Exclusives.RunAsync<Direct>(new Job(model, () => 1), model).Within());
    }

    [Fact]
    public async Task Call_WaitsForAnotherKey_Runs() => Assert.Equal(2, await Exclusives.RunAsync<OtherKey>(
        Job.Async(1, async () => await Exclusives.RunAsync<OtherKey>(new Job(2, () => 2)))).Within());

    [Fact]
    public async Task Call_WaitsForItsOwnKeyThroughAnotherMethod_Throws()
    {
        Task<int> outer = Exclusives.RunAsync<First>(Job.Async(1, async () =>
            await Exclusives.RunAsync<Second>(Job.Async(2, async () => await Exclusives.RunAsync<First>(new Job(1, () => 3))), Model.Thread)));
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => outer.Within());
        Assert.StartsWith("Test.First was called from within Test.First", error.Message, StringComparison.Ordinal);
        Exclusives.UntilEmpty<First>();
        Exclusives.UntilEmpty<Second>();
    }

    [Fact]
    public async Task Batch_WithinACall_FailsItsItemsWithThatKeyOnly()
    {
        Outcome<int>[] outcomes = [];
        await Exclusives.RunAsync<Batched>(Job.Async(1, async () =>
        {
            outcomes = await Exclusives.All<Batched>([new Job(0, () => 0), new Job(1, () => 1), new Job(2, () => 2)]).OutcomesAsync();
            return 0;
        })).Within();
        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.IsType<InvalidOperationException>(outcomes[1].Error);
    }

    [Fact]
    public async Task Batch_ItemsOfOneBatch_DoNotSeeEachOthersKeys()
    {
        Job[] jobs = [.. Enumerable.Range(0, 20).Select(i => Job.Async(i, async () => await Exclusives.RunAsync<Siblings>(new Job(100 + (i / 2), () => i))))];
        Assert.Equal(Enumerable.Range(0, 20), await Exclusives.All<Siblings>(jobs).WithDegreeOfParallelism(1).ToArrayAsync().Within());
    }

    [Fact]
    public async Task Call_WithinABatchOfOnePlace_GoesAheadOfTheBatchsOwnItemWithItsKey()
    {
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        TaskCompletionSource pulled = Exclusives.Signal();
        Job[] jobs =
        [
            Job.Async("a", async () =>
            {
                await pulled.Task;
                Task<int>[] inner = [.. Enumerable.Range(0, 3).Select(i => Exclusives.RunAsync<Ahead>(Note("inner" + i)))];
                await Task.WhenAll(inner);
                return 0;
            }),
            Note("item"),
        ];
        Task<int[]> batch = Exclusives.All<Ahead>(jobs).WithDegreeOfParallelism(1).ToArrayAsync();
        Exclusives.UntilCalls<Ahead>(2);
        pulled.SetResult();
        await batch.Within();
        Assert.Equal(["inner0", "inner1", "inner2", "item"], order);
        Exclusives.UntilEmpty<Ahead>();

        Job Note(string name) => new("b", () =>
        {
            order.Enqueue(name);
            return 0;
        });
    }

    [Fact]
    public async Task Work_LeftBehindByACallThatHasEnded_MayWaitForItsKey()
    {
        TaskCompletionSource ended = Exclusives.Signal();
        Task<int>? left = null;
        await Exclusives.RunAsync<LeftBehind>(new Job(1, () =>
        {
            left = Task.Run(async () =>
            {
                await ended.Task;
                return await Exclusives.RunAsync<LeftBehind>(new Job(1, () => 7));
            });
            return 0;
        })).Within();
        Exclusives.UntilEmpty<LeftBehind>();
        ended.SetResult();
        Assert.Equal(7, await left!.Within());
    }

    [Fact]
    public async Task Work_LeftBehindByAnInnerCall_MayWaitForTheOuterKey()
    {
        (TaskCompletionSource inner, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int>? left = null;
        Task<int> outer = Exclusives.RunAsync<Outer>(Job.Async(1, async () =>
        {
            await Exclusives.RunAsync<Inner>(new Job(2, () =>
            {
                left = Task.Run(async () =>
                {
                    await inner.Task;
                    return await Exclusives.RunAsync<Outer>(new Job(1, () => 7));
                });
                return 0;
            }));
            Exclusives.UntilEmpty<Inner>();
            inner.SetResult();
            await release.Task;
            return 1;
        }));
        await inner.Task.Within();
        Exclusives.UntilCalls<Outer>(2);
        release.SetResult();
        Assert.Equal(7, await left!.Within());
        Assert.Equal(1, await outer.Within());
    }

    [Fact]
    public async Task Inline_CallWaitsForItsOwnKey_Throws()
    {
        ParallelGen.Execution.Lane<Job, int> lane = Exclusives.Inline<InlineCalls>();
        Task<int> outer = lane.RunAsync(Job.Async(1, async () => await lane.RunAsync(new Job(1, () => 1), default)), default);
        Assert.True(outer.IsCompleted);
        await Assert.ThrowsAsync<InvalidOperationException>(() => outer);
        Exclusives.UntilEmpty<InlineCalls>();
    }

    private sealed class Direct : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Direct), 1, "Test.Direct") { ExclusiveBy = "key" };
    }

    private sealed class OtherKey : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(OtherKey), 1, "Test.OtherKey") { ExclusiveBy = "key" };
    }

    private sealed class First : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(First), 1, "Test.First") { ExclusiveBy = "key" };
    }

    private sealed class Second : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Second), 1, "Test.Second") { ExclusiveBy = "key" };
    }

    private sealed class Batched : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Batched), 1, "Test.Batched") { ExclusiveBy = "key" };
    }

    private sealed class Ahead : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Ahead), 1, "Test.Ahead") { ExclusiveBy = "key" };
    }

    private sealed class Siblings : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Siblings), 1, "Test.Siblings") { ExclusiveBy = "key" };
    }

    private sealed class LeftBehind : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(LeftBehind), 1, "Test.LeftBehind") { ExclusiveBy = "key" };
    }

    private sealed class Outer : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Outer), 1, "Test.Outer") { ExclusiveBy = "key" };
    }

    private sealed class Inner : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Inner), 1, "Test.Inner") { ExclusiveBy = "key" };
    }

    private sealed class InlineCalls : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(InlineCalls), 1, "Test.InlineCalls") { ExclusiveBy = "key" };
    }
}
