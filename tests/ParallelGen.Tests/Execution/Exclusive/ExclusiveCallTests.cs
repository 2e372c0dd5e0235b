using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>Equal keys never overlap, whoever calls; and nothing else waits.</summary>
public sealed class ExclusiveCallTests
{
    [Theory]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.Thread)]
    public async Task Call_KeyIsHeld_StartsWhenTheFirstHasReturned(Model model)
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        bool ended = false;
        Task<int> first = Exclusives.RunAsync<Held>(
            Job.Async("a" + model, async () =>
            {
                started.SetResult();
                await release.Task;
                ended = true;
                return 1;
            }), model: model);
        await started.Task.Within();
        Task<bool> second = AsBool(Exclusives.RunAsync<Held>(new Job(string.Concat("a", model.ToString()), () => ended ? 1 : 0), model: model));
        Assert.Equal(3, await Exclusives.RunAsync<Held>(new Job("b", () => 3), model: model).Within());
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.True(await second.Within());
        Assert.Equal(1, await first.Within());
        Exclusives.UntilEmpty<Held>();
    }

    [Theory]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.Thread)]
    public async Task Batch_KeysRepeat_NoTwoOverlapAndEachKeyKeepsItsOrder(Model model)
    {
        var running = new int[7];
        var seen = new List<int>[7];
        Job[] jobs = [.. Enumerable.Range(0, 500).Select(i => Job.Async(i % 7, async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running[i % 7]));
            (seen[i % 7] ??= []).Add(i);
            await Task.Yield();
            Interlocked.Decrement(ref running[i % 7]);
            return i;
        }))];
        Assert.Equal(Enumerable.Range(0, 500), await Exclusives.All<Repeated>(jobs, model).WithDegreeOfParallelism(4).WithChunkSize(3).ToArrayAsync().Within());
        Assert.All(seen, list => Assert.Equal(list.Order(), list));
        Exclusives.UntilEmpty<Repeated>();
    }

    [Fact]
    public async Task Batch_ItemsWaitForAKey_TakeNoPlaceFromOthers()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Places>(Job.Waiting("busy", started, release.Task));
        await started.Task.Within();
        var other = Exclusives.Signal();
        Task<int[]> batch = Exclusives.All<Places>(
        [
            new Job("busy", () => 1),
            new Job("busy", () => 2),
            new Job("free", () => { other.SetResult(); return 3; }),
        ]).WithDegreeOfParallelism(1).ToArrayAsync();
        await other.Task.Within();
        release.SetResult();
        int[] results = await batch.Within();
        Assert.Equal([1, 2, 3], results);
        await holder.Within();
        Exclusives.UntilEmpty<Places>();
    }

    [Fact]
    public async Task Batch_DegreeOfOne_HandsTheLaneOneCallAtATime()
    {
        int running = 0;
        Job[] jobs = [.. Enumerable.Range(0, 50).Select(i => Job.Async(i, async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return i;
        }))];
        Assert.Equal(50, (await Exclusives.All<Degree>(jobs).WithDegreeOfParallelism(1).ToArrayAsync().Within()).Length);
    }

    [Fact]
    public async Task Call_NullKey_IsAKey()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = Exclusives.RunAsync<Nulls>(Job.Waiting(null, started, release.Task));
        await started.Task.Within();
        Task<int> second = Exclusives.RunAsync<Nulls>(new Job(null, () => 2));
        Assert.Equal(3, await Exclusives.RunAsync<Nulls>(new Job(0, () => 3)).Within());
        Assert.False(second.IsCompleted);
        Exclusives.UntilCalls<Nulls>(2);
        Assert.Equal((2, 1), Exclusives.Count<Nulls>());
        release.SetResult();
        Assert.Equal(2, await second.Within());
        await first.Within();
    }

    [Fact]
    public async Task Key_WhoseEqualityThrows_FailsItsCallAlone()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Broken>(Job.Waiting(new BadKey(1, throwsInHash: false), started, release.Task));
        await started.Task.Within();
        Outcome<int>[] outcomes = await Exclusives.All<Broken>(
        [
            new Job(new BadKey(1, throwsInHash: false), () => 1),
            new Job(new BadKey(2, throwsInHash: true), () => 2),
            new Job("good", () => 3),
        ]).OutcomesAsync().Within();
        Assert.Equal("equals", Assert.IsType<NotSupportedException>(outcomes[0].Error).Message);
        Assert.Equal("hash", Assert.IsType<NotSupportedException>(outcomes[1].Error).Message);
        Assert.Equal(3, outcomes[2].Value);
        await Assert.ThrowsAsync<NotSupportedException>(() => Exclusives.RunAsync<Broken>(new Job(new BadKey(1, throwsInHash: false), () => 1)).Within());
        release.SetResult();
        await holder.Within();
        Exclusives.UntilEmpty<Broken>();
    }

    [Fact]
    public async Task Key_WhoseEqualityCallsBack_DoesNotBlockTheKeys()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Calling>(Job.Waiting(new CallingKey(), started, release.Task));
        await started.Task.Within();
        Task<int> second = Exclusives.RunAsync<Calling>(new Job(new CallingKey(), () => 2));
        release.SetResult();
        Assert.Equal(2, await second.Within());
        await holder.Within();
    }

    [Fact]
    public async Task Keys_WithOneHashCode_AreKeptApart()
    {
        int[] results = await Exclusives.All<Colliding>(Enumerable.Range(0, 300).Select(i => new Job(new Collision(i % 30), () => i))).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 300), results);
        Exclusives.UntilEmpty<Colliding>();
    }

    [Fact]
    public async Task Call_FailsOrThrowsItself_FreesItsKey()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Exclusives.RunAsync<Failing>(new Job(1, () => throw new InvalidDataException())).Within());
        Assert.Equal(2, await Exclusives.RunAsync<Failing>(new Job(1, () => 2)).Within());
        Exclusives.UntilEmpty<Failing>();
    }

    private static async Task<bool> AsBool(Task<int> task) => await task == 1;

    private sealed class BadKey(int hash, bool throwsInHash)
    {
        public override int GetHashCode() => throwsInHash ? throw new NotSupportedException("hash") : hash;

        public override bool Equals(object? obj) => throw new NotSupportedException("equals");
    }

    private sealed class CallingKey
    {
        public override int GetHashCode() => 1;

        public override bool Equals(object? obj)
        {
            // From another thread: a lock held here would keep it waiting.
            Assert.Equal(5, Task.Run(() => Exclusives.RunAsync<Calling>(new Job("other", () => 5))).Within().GetAwaiter().GetResult());
            return obj is CallingKey;
        }
    }

    private sealed record Collision(int Number)
    {
        public override int GetHashCode() => 1;
    }

    private sealed class Held : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Held), 1, "Test.Held") { ExclusiveBy = "key" };
    }

    private sealed class Repeated : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Repeated), 1, "Test.Repeated") { ExclusiveBy = "key" };
    }

    private sealed class Places : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Places), 1, "Test.Places") { ExclusiveBy = "key" };
    }

    private sealed class Degree : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Degree), 1, "Test.Degree") { ExclusiveBy = "key" };
    }

    private sealed class Nulls : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Nulls), 1, "Test.Nulls") { ExclusiveBy = "key" };
    }

    private sealed class Broken : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Broken), 1, "Test.Broken") { ExclusiveBy = "key" };
    }

    private sealed class Calling : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Calling), 1, "Test.Calling") { ExclusiveBy = "key" };
    }

    private sealed class Colliding : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Colliding), 1, "Test.Colliding") { ExclusiveBy = "key" };
    }

    private sealed class Failing : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Failing), 1, "Test.Failing") { ExclusiveBy = "key" };
    }
}
