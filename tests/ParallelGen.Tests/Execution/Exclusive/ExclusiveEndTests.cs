using ParallelGen.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>Calls that are given up: those that wait leave at once, those that run keep their key until they have returned.</summary>
public sealed class ExclusiveEndTests
{
    [Fact]
    public async Task Cancel_CallThatWaits_LeavesTheQueueAtOnce()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = Exclusives.RunAsync<Waiting>(Job.Waiting(1, started, release.Task));
        await started.Task.Within();
        using var cancel = new CancellationTokenSource();
        bool ran = false;
        Task<int> second = Exclusives.RunAsync<Waiting>(new Job(1, () => { ran = true; return 2; }), cancel: cancel.Token);
        Task<int> third = Exclusives.RunAsync<Waiting>(new Job(1, () => 3));
        Assert.Equal((3, 1), Exclusives.Count<Waiting>());
        await cancel.CancelAsync();
        Assert.Equal((2, 1), Exclusives.Count<Waiting>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Within());
        release.SetResult();
        Assert.Equal(3, await third.Within());
        await first.Within();
        Assert.False(ran);
        Exclusives.UntilEmpty<Waiting>();
    }

    [Theory]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.Thread)]
    public async Task Cancel_CallThatRuns_KeepsItsKeyUntilItReturns(Model model)
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        using var cancel = new CancellationTokenSource();
        Task<int> first = Exclusives.RunAsync<Running>(Job.Waiting(model, started, release.Task), model, cancel.Token);
        await started.Task.Within();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());
        Task<bool> second = WasReleased(Exclusives.RunAsync<Running>(new Job(model, () => release.Task.IsCompleted ? 1 : 0), model: model));
        Assert.Equal(5, await Exclusives.RunAsync<Running>(new Job("other", () => 5), model: model).Within());
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.True(await second.Within());
    }

    [Theory]
    [InlineData(Model.ThreadPool)]
    [InlineData(Model.Thread)]
    public async Task TimeLimit_MethodIgnoresIt_KeepsKeyAndWaitersLimitCountsFromTheirStart(Model model)
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = Exclusives.RunAsync<Limited>(Job.Waiting(model, started, release.Task), model: model);
        await started.Task.Within();
        Task<bool> second = WasReleased(Exclusives.RunAsync<Limited>(new Job(model, () => release.Task.IsCompleted ? 1 : 0), model: model));
        await AssertPassesLimit(first);
        // A call with another key and the same limit passes its own while the second waits: waiting does not count.
        await AssertPassesLimit(Exclusives.RunAsync<Limited>(Job.Waiting("other" + model, Exclusives.Signal(), release.Task), model: model));
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.True(await second.Within());
    }

    [Fact]
    public async Task Batch_FailsFast_LeavesNoTicketBehind()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<FailFast>(Job.Waiting("busy", started, release.Task));
        await started.Task.Within();
        Job[] jobs = [.. Enumerable.Repeat(new Job("busy", () => 0), 8), new Job("bad", () => throw new InvalidDataException())];
        await Assert.ThrowsAsync<BatchException>(async () => await Exclusives.All<FailFast>(jobs).WithErrors(ErrorPolicy.FailFast).ToArrayAsync().Within());
        Exclusives.UntilCalls<FailFast>(1);
        release.SetResult();
        await holder.Within();
        Exclusives.UntilEmpty<FailFast>();
    }

    [Fact]
    public async Task Batch_Left_LeavesNoTicketBehind()
    {
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> holder = Exclusives.RunAsync<Left>(Job.Waiting("busy", started, release.Task));
        await started.Task.Within();
        await foreach (int item in Exclusives.All<Left>([new Job("free", () => 1), .. Enumerable.Repeat(new Job("busy", () => 0), 8)]))
        {
            Assert.Equal(1, item);
            break;
        }

        Exclusives.UntilCalls<Left>(1);
        release.SetResult();
        await holder.Within();
        Exclusives.UntilEmpty<Left>();
    }

    [Fact]
    public async Task Waiters_TenThousandThatEndAtOnce_TakeOneStackFrame()
    {
        Lane<Job, int> lane = Exclusives.Inline<Crowd>();
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = lane.RunAsync(Job.Waiting(1, started, release.Task), default);
        await started.Task.Within();
        int next = 0;
        int deepest = 0;
        Task<int>[] waiters = [.. Enumerable.Range(0, 10_000).Select(i => lane.RunAsync(new Job(1, () =>
        {
            Assert.Equal(i, next++);
            deepest = Math.Max(deepest, i % 1000 == 0 ? new System.Diagnostics.StackTrace().FrameCount : 0);
            return i;
        }), default))];
        Assert.Equal((10_001, 1), Exclusives.Count<Crowd>());
        release.SetResult();
        Assert.Equal(Enumerable.Range(0, 10_000), await Task.WhenAll(waiters).Within());
        Assert.InRange(deepest, 1, 300);
        await first.Within();
        Exclusives.UntilEmpty<Crowd>();
    }

    [Fact]
    public async Task Lane_ThatTakesNoCall_FailsItAndFreesTheKey()
    {
        Lane<Job, int> lane = Exclusives.Before<Refused>(new RefusingLane());
        await Assert.ThrowsAsync<InvalidDataException>(() => lane.RunAsync(new Job(1, () => 1), default).Within());
        Outcome<int>[] outcomes = await Batches.Of([new Job(1, () => 1), new Job(1, () => 2)], lane).OutcomesAsync().Within();
        Assert.All(outcomes, outcome => Assert.IsType<InvalidDataException>(outcome.Error));
        Exclusives.UntilEmpty<Refused>();
    }

    [Fact]
    public void Block_OfSeveralItems_TellsItsEndOnce()
    {
        var end = new CountedEnd();
        LaneSession<Job> session = Exclusives.Inline<Counted>().Open(new IgnoringSink(), 2, Timeout.InfiniteTimeSpan);
        session.Submit(new Block<Job>(0, new Job[] { new(1, () => 1), new(1, () => 2), new(2, () => 3) }, end));
        Assert.Equal((3, 1), (end.Started, end.Told));
        session.Stop();
        session.Submit(new Block<Job>(3, new Job[] { new(1, () => 1), new(1, () => 2) }, end));
        Assert.Equal((3, 2), (end.Started, end.Told));
        Exclusives.UntilEmpty<Counted>();
    }

    private static async Task AssertPassesLimit(Task<int> call)
    {
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => call.Within());
        Assert.Contains("time limit of 1000 ms", error.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> WasReleased(Task<int> task) => await task == 1;

    private sealed class CountedEnd : IBlockEnd
    {
        public int Started { get; private set; }

        public int Told { get; private set; }

        public void Starting() => Started++;

        public void Ended() => Told++;
    }

    private sealed class IgnoringSink : IItemSink<int>
    {
        public void Complete(long index, in Outcome<int> outcome) { }
    }

    private sealed class RefusingLane : Lane<Job, int>
    {
        public override CallInfo Info => Refused.Info;

        public override int DefaultConcurrency => 2;

        public override LaneSession<Job> Open(IItemSink<int> sink, int maxConcurrency, TimeSpan timeLimit) => new Session();

        private sealed class Session : LaneSession<Job>
        {
            public override void Submit(in Block<Job> block) => throw new InvalidDataException();

            public override void Stop() { }
        }
    }

    private sealed class Waiting : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Waiting), 1, "Test.Waiting") { ExclusiveBy = "key" };
    }

    private sealed class Running : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Running), 1, "Test.Running") { ExclusiveBy = "key" };
    }

    private sealed class Limited : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Limited), 1, "Test.Limited") { ExclusiveBy = "key", TimeoutMilliseconds = 1000 };
    }

    private sealed class FailFast : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(FailFast), 1, "Test.FailFast") { ExclusiveBy = "key" };
    }

    private sealed class Left : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Left), 1, "Test.Left") { ExclusiveBy = "key" };
    }

    private sealed class Crowd : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Crowd), 1, "Test.Crowd") { ExclusiveBy = "key" };
    }

    private sealed class Refused : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Refused), 1, "Test.Refused") { ExclusiveBy = "key" };
    }

    private sealed class Counted : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Counted), 1, "Test.Counted") { ExclusiveBy = "key" };
    }
}
