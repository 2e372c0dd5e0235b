using ParallelGen.CompilerServices;
using ParallelGen.Execution;
using ParallelGen.Execution.Inline;
using ParallelGen.Tests.Execution.Exclusive;

namespace ParallelGen.Tests.Execution.Inline;

/// <summary>Inline calls run on who makes them, one after the other, and end like any.</summary>
public sealed class InlineTests
{
    private static readonly Lane<Job, int> s_lane = InlineLane<KeyedCall<Plain>, Job, int>.Instance;
    private static readonly Lane<Job, int> s_limited = InlineLane<KeyedCall<Limited>, Job, int>.Instance;

    [Fact]
    public async Task Call_SynchronousMethod_RunsBeforeTheMemberReturns()
    {
        int thread = Environment.CurrentManagedThreadId;
        Task<int> call = s_lane.RunAsync(new Job(null, () => Environment.CurrentManagedThreadId), default);
        Assert.True(call.IsCompletedSuccessfully);
        Assert.Equal(thread, await call);
        Assert.True(s_lane.RunAsync(new Job(null, () => throw new InvalidDataException()), default).IsFaulted);
    }

    [Fact]
    public async Task Call_AsynchronousMethod_RunsUpToItsFirstAwaitAndLeavesNoAsyncLocalBehind()
    {
        TaskCompletionSource release = Exclusives.Signal();
        var local = new AsyncLocal<int>();
        bool begun = false;
        Task<int> call = s_lane.RunAsync(
            Job.Async(null, async () =>
            {
                (begun, local.Value) = (true, 5);
                await release.Task;
                return local.Value;
            }),
            default);
        Assert.True(begun);
        Assert.Equal(0, local.Value);
        Assert.False(call.IsCompleted);
        release.SetResult();
        Assert.Equal(5, await call.Within());
    }

    [Fact]
    public async Task Call_Cancelled_TheMethodSeesTheCallersToken()
    {
        using var cancel = new CancellationTokenSource();
        CancellationToken seen = default;
        Task<int> call = s_lane.RunAsync(new Job(null, token => { seen = token; return new ValueTask<int>(1); }), cancel.Token);
        Assert.Equal(cancel.Token, seen);
        Assert.Equal(1, await call);
        await cancel.CancelAsync();
        Assert.True(s_lane.RunAsync(new Job(null, () => 1), cancel.Token).IsCanceled);
    }

    [Fact]
    public async Task TimeLimit_Passes_FailsTheCallWhenTheMethodGivesUp()
    {
        var waiting = new Job(null, async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        });
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => s_limited.RunAsync(waiting, default).Within());
        Assert.Contains("time limit of 20 ms", error.Message, StringComparison.Ordinal);
        Outcome<int>[] outcomes = await Batches.Of([waiting, new Job(null, () => 2)], s_limited).OutcomesAsync().Within();
        Assert.Contains("time limit of 20 ms", Assert.IsType<TimeoutException>(outcomes[0].Error).Message, StringComparison.Ordinal);
        Assert.Equal(2, outcomes[1].Value);
        using var cancel = new CancellationTokenSource();
        Task<int> cancelled = s_lane.RunAsync(waiting, cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Within())).CancellationToken);
    }

    [Fact]
    public async Task Batch_OfSynchronousMethods_PullsAndRunsOnTheAwaitingThread()
    {
        int thread = Environment.CurrentManagedThreadId;
        var source = new ProbedSource(100) { OnMove = _ => Assert.Equal(thread, Environment.CurrentManagedThreadId) };
        Lane<int, int> lane = InlineLane<SquareCall, int, int>.Instance;
        Task<int[]> batch = Batches.Of(source, lane).WithChunkSize(7).ToArrayAsync();
        Assert.True(batch.IsCompletedSuccessfully);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * thread), await batch);
    }

    [Fact]
    public async Task Batch_OfAsynchronousMethods_RunsOneAfterTheOtherInOrder()
    {
        int running = 0;
        Job[] jobs = [.. Enumerable.Range(0, 50).Select(i => Job.Async(null, async () =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return i;
        }))];
        Assert.Equal(Enumerable.Range(0, 50), await Batches.Of(jobs, s_lane).WithDegreeOfParallelism(8).ToArrayAsync().Within());
        Assert.Equal(Enumerable.Range(0, 50), await Batches.Of(jobs, s_lane).ToList().Within());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Enumeration_OfSynchronousMethods_RunsEachItemOnTheTakingThreadWhenItIsWanted(bool onContext)
    {
        using var loop = new SingleThreadContext();
        await (onContext ? loop.Run(TakeAll) : TakeAll()).Within();

        static Task TakeAll()
        {
            int ran = 0;
            int thread = Environment.CurrentManagedThreadId;
            IEnumerable<Job> jobs = Enumerable.Range(0, 20).Select(i => new Job(null, () =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                return ran++;
            }));
            IAsyncEnumerator<int> items = Batches.Of(jobs, s_lane).GetAsyncEnumerator();
            for (int i = 0; i < 20; i++)
            {
                ValueTask<bool> move = items.MoveNextAsync();
                Assert.True(move.IsCompletedSuccessfully && move.Result);
                Assert.Equal((i, i + 1), (items.Current, ran));
            }

            return EndAsync(items);
        }

        static async Task EndAsync(IAsyncEnumerator<int> items)
        {
            Assert.False(await items.MoveNextAsync());
            await items.DisposeAsync();
        }
    }

    [Fact]
    public async Task Enumeration_Left_RunsNothingMore()
    {
        int ran = 0;
        await foreach (int _ in Batches.Of(Enumerable.Repeat(new Job(null, () => ++ran), 10), s_lane))
        {
            break;
        }

        Assert.Equal(1, ran);
        await foreach (Completed<int> _ in Batches.Of(Enumerable.Repeat(new Job(null, () => ++ran), 10), s_lane).AsCompleted())
        {
        }

        Assert.Equal(11, ran);
    }

    [Fact]
    public async Task Batch_Fails_AggregatesAndStopsLikeAny()
    {
        int ran = 0;
        Job[] jobs = [.. Enumerable.Range(0, 10).Select(i => new Job(null, () => { ran++; return i % 3 == 2 ? throw new InvalidDataException() : i; }))];
        BatchException all = await Assert.ThrowsAsync<BatchException>(async () => await Batches.Of(jobs, s_lane));
        Assert.Equal([2L, 5L, 8L], all.Failures.Select(failure => failure.Index));
        Assert.Equal(10, ran);
        ran = 0;
        BatchException first = await Assert.ThrowsAsync<BatchException>(async () => await Batches.Of(jobs, s_lane).WithErrors(ErrorPolicy.FailFast));
        Assert.Equal((2L, 3), (Assert.Single(first.Failures).Index, ran));
    }

    [Fact]
    public async Task Batch_CancelledWhileAMethodRuns_TheMethodSeesItAndNothingFollows()
    {
        using var cancel = new CancellationTokenSource();
        int ran = 0;
        Job[] jobs = [.. Enumerable.Range(0, 10).Select(i => new Job(null, token =>
        {
            ran++;
            if (i == 3)
            {
                cancel.Cancel();
                Assert.True(token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
            }

            return new ValueTask<int>(i);
        }))];
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Batches.Of(jobs, s_lane).ToArrayAsync(cancel.Token).Within());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(4, ran);
    }

    [Fact]
    public async Task Call_KeyIsHeld_WaitsAndRunsInItsCallersContext()
    {
        Lane<Job, int> lane = Exclusives.Inline<Keyed>();
        (TaskCompletionSource started, TaskCompletionSource release) = (Exclusives.Signal(), Exclusives.Signal());
        Task<int> first = lane.RunAsync(Job.Waiting(1, started, release.Task), default);
        Assert.True(started.Task.IsCompleted);
        var local = new AsyncLocal<int> { Value = 4 };
        Task<int> second = lane.RunAsync(new Job(1, () => local.Value), default);
        local.Value = 5;
        Assert.False(second.IsCompleted);
        release.SetResult();
        Assert.Equal(4, await second.Within());
        await first.Within();
    }

    private readonly struct SquareCall : ICall<int, int>
    {
        private static readonly CallInfo s_info = new(typeof(SquareCall), 1, "Test.Square");

        static CallInfo IAnnotatedMethod<int>.Info => s_info;

        static ValueTask<int> ICall<int, int>.Invoke(int input, CancellationToken cancel) => new(input * Environment.CurrentManagedThreadId);
    }

    private sealed class Plain : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Plain), 1, "Test.Inline");
    }

    private sealed class Limited : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Limited), 1, "Test.InlineLimited") { TimeoutMilliseconds = 20 };
    }

    private sealed class Keyed : IMethod
    {
        public static CallInfo Info { get; } = new(typeof(Keyed), 1, "Test.InlineKeyed") { ExclusiveBy = "key" };
    }
}
