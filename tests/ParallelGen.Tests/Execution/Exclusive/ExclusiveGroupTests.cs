using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>Methods that share keys, and calls that exclude every key.</summary>
public sealed class ExclusiveGroupTests
{
    private static readonly Lock s_gate = new();

    [Fact]
    public async Task Group_MethodsOfDifferentModels_ShareTheirKeys()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = Exclusives.RunAsync<Debit>(Job.Waiting("a", started, release.Task), Model.Thread);
        await started.Task.Within();
        Task<int> second = Exclusives.RunAsync<Credit>(new Job("a", () => release.Task.IsCompleted ? 1 : 0));
        Assert.Equal(2, await Exclusives.RunAsync<Credit>(new Job("b", () => 2)).Within());
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.Equal(1, await second.Within());
        await first.Within();
        Exclusives.UntilEmpty<Debit>();
    }

    [Fact]
    public async Task TakesAll_OfAMethod_NoTwoCallsOverlap()
    {
        int running = 0;
        var order = new List<int>();
        Job[] jobs = [.. Enumerable.Range(0, 100).Select(i => Job.Async(i, async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            order.Add(i);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return i;
        }))];
        await Exclusives.All<Alone>(jobs).WithDegreeOfParallelism(8).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 100), order);
        Exclusives.UntilEmpty<Alone>();
    }

    [Fact]
    public async Task TakesAll_InAGroup_WaitsForEveryKeyAndHoldsBackWhatArrivesLater()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        var order = new List<string>();
        Task<int> a = Exclusives.RunAsync<Post>(Job.Waiting("a", started, release.Task));
        await started.Task.Within();
        Task<int>[] later =
        [
            Exclusives.RunAsync<Post>(Note("a2", "a")),
            Exclusives.RunAsync<Audit>(Note("all", null)),
            Exclusives.RunAsync<Post>(Note("b", "b")),
            Exclusives.RunAsync<Audit>(Note("all2", null)),
            Exclusives.RunAsync<Post>(Note("c", "c")),
        ];
        Assert.Equal((6, 3), Exclusives.Count<Post>());
        release.SetResult();
        await Task.WhenAll(later).Within();
        await a.Within();
        Assert.Equal(["a2", "all", "b", "all2", "c"], order);
        Exclusives.UntilEmpty<Post>();

        Job Note(string name, object? key) => new(key, () =>
        {
            lock (s_gate)
            {
                order.Add(name);
            }

            return 0;
        });
    }

    [Fact]
    public async Task TakesAll_GivesUpWaiting_LetsTheLineIn()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        using var cancel = new CancellationTokenSource();
        Task<int> a = Exclusives.RunAsync<Hold>(Job.Waiting("a", started, release.Task));
        await started.Task.Within();
        Task<int> all = Exclusives.RunAsync<HoldAll>(new Job(null, () => 1), cancel: cancel.Token);
        Task<int> b = Exclusives.RunAsync<Hold>(new Job("b", () => 2));
        Assert.Equal((3, 2), Exclusives.Count<Hold>());
        await cancel.CancelAsync();
        Assert.Equal(2, await b.Within());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all.Within());
        release.SetResult();
        await a.Within();
        Exclusives.UntilEmpty<Hold>();
    }

    [Fact]
    public async Task TakesAll_WaitsBetween_NestedCallOfAnotherKeyGoesAhead()
    {
        (TaskCompletionSource started, TaskCompletionSource waits) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> outer = Exclusives.RunAsync<Nest>(Job.Async("a", async () =>
        {
            started.SetResult();
            await waits.Task;
            return await Exclusives.RunAsync<Nest>(new Job("b", () => 2));
        }));
        await started.Task.Within();
        Task<int> all = Exclusives.RunAsync<NestAll>(new Job(null, () => 3));
        Exclusives.UntilCalls<Nest>(2);
        waits.SetResult();
        Assert.Equal(2, await outer.Within());
        Assert.Equal(3, await all.Within());
        Exclusives.UntilEmpty<Nest>();
    }

    [Fact]
    public async Task TakesAll_WithinACallOfTheGroup_ThrowsAndTheOtherWayRoundToo()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Exclusives.RunAsync<Cross>(
            Job.Async("a", async () => await Exclusives.RunAsync<CrossAll>(new Job(null, () => 1)))).Within());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Exclusives.RunAsync<CrossAll>(
            Job.Async(null, async () => await Exclusives.RunAsync<Cross>(new Job("a", () => 1)))).Within());
        Exclusives.UntilEmpty<Cross>();
    }

    private sealed class Debit : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Debit), 1, "Test.Debit") { ExclusiveBy = "key", ExclusiveGroup = "ledger" };
    }

    private sealed class Credit : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Credit), 2, "Test.Credit") { ExclusiveBy = "account", ExclusiveGroup = "ledger" };
    }

    private sealed class Alone : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Alone), 1, "Test.Alone") { ExclusiveBy = "*" };
    }

    private sealed class Post : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Post), 1, "Test.Post") { ExclusiveBy = "key", ExclusiveGroup = "audited" };
    }

    private sealed class Audit : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Audit), 2, "Test.Audit") { ExclusiveBy = "*", ExclusiveGroup = "audited" };
    }

    private sealed class Hold : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Hold), 1, "Test.Hold") { ExclusiveBy = "key", ExclusiveGroup = "given up" };
    }

    private sealed class HoldAll : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(HoldAll), 2, "Test.HoldAll") { ExclusiveBy = "*", ExclusiveGroup = "given up" };
    }

    private sealed class Nest : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Nest), 1, "Test.Nest") { ExclusiveBy = "key", ExclusiveGroup = "nested" };
    }

    private sealed class NestAll : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(NestAll), 2, "Test.NestAll") { ExclusiveBy = "*", ExclusiveGroup = "nested" };
    }

    private sealed class Cross : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Cross), 1, "Test.Cross") { ExclusiveBy = "key", ExclusiveGroup = "crossed" };
    }

    private sealed class CrossAll : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(CrossAll), 2, "Test.CrossAll") { ExclusiveBy = "*", ExclusiveGroup = "crossed" };
    }
}
