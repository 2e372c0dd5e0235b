using System.Collections.Concurrent;

namespace ParallelGen.Tests.Execution;

public sealed class BatchContextTests
{
    [Fact]
    public async Task Await_OnAContext_ComesBackToItAndPullsTheSourceElsewhere()
    {
        using var loop = new SingleThreadContext();
        await loop.Run(async () =>
        {
            var seen = new ConcurrentBag<(SynchronizationContext?, int)>();
            var source = new ProbedSource(100) { OnMove = _ => seen.Add((SynchronizationContext.Current, Environment.CurrentManagedThreadId)) };
            Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => i)).WithBuffer(4);
            await batch;
            Assert.Same(loop, SynchronizationContext.Current);
            await foreach (int _ in batch)
            {
                Assert.Same(loop, SynchronizationContext.Current);
            }

            await foreach (Completed<int> _ in batch.AsCompleted())
            {
                Assert.Same(loop, SynchronizationContext.Current);
            }

            Assert.All(seen, place => Assert.True(place.Item1 is null && place.Item2 != Environment.CurrentManagedThreadId));
            await batch.ConfigureAwait(false);
            Assert.NotSame(loop, SynchronizationContext.Current);
        }).Within();
    }

    [Fact]
    public async Task BlockingOnABatch_OnAContext_DoesNotDeadlock()
    {
        using var loop = new SingleThreadContext();
        await loop.Run(() =>
        {
            int[] results = Batches.Of(Enumerable.Range(0, 50), new PoolLane<int, int>(i => i)).GetAwaiter().GetResult();
            Assert.Equal(50, results.Length);
            return Task.CompletedTask;
        }).Within();
    }

    [Fact]
    public async Task AsyncSource_CompletedOnAForeignThread_IsPulledOnThePool()
    {
        var source = new InlineSource();
        Task<int[]> running = Batches.Of(source, new PoolLane<int, int>(i => i)).ToArrayAsync();
        await source.Awaited.Within();
        using var loop = new SingleThreadContext();
        await loop.Run(() =>
        {
            source.CompleteMoveInline();
            return Task.CompletedTask;
        }).Within();
        Assert.Single(await running.Within());
        Assert.False(source.TouchedOffThePool);
    }

    [Fact]
    public async Task Completion_OnTheReportingThread_RunsNothingOfTheUsers()
    {
        var lane = new ScriptedLane<int>();
        using var reader = new SingleThreadContext();
        var context = new PostRecordingContext();
        var userThreads = new ConcurrentBag<int>();
        var source = new ProbedSource(40) { OnMove = _ => userThreads.Add(Environment.CurrentManagedThreadId) };
        Batch<int> batch = Batches.Of(source, lane).WithBuffer(2)
            .WithProgress(new InlineProgress(() => userThreads.Add(Environment.CurrentManagedThreadId)));
        Task<List<int>> consuming = Task.Run(async () =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            var list = new List<int>();
            await foreach (int item in batch)
            {
                list.Add(item);
            }

            return list;
        });
        for (int i = 0; i < 40; i++)
        {
            int index = i;
            ScriptedLane<int>.Session session = await lane.Submitted(i + 1);
            await reader.Run(() =>
            {
                session.Succeed(index, index);
                return Task.CompletedTask;
            }).Within();
        }

        Assert.Equal(40, (await consuming.Within()).Count);
        Assert.DoesNotContain(reader.ThreadId, userThreads);
        Assert.DoesNotContain(reader.ThreadId, context.PostingThreads);
        Assert.NotEmpty(context.PostingThreads);
    }

    [Fact]
    public async Task AsyncLocals_OfTheCaller_AreSeenByTheSource()
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var seen = new ConcurrentBag<string?>();
        var source = new ProbedSource(2) { OnMove = _ => seen.Add(local.Value) };
        await Batches.Of(source, new PoolLane<int, int>(i => i));
        Assert.Equal(["caller", "caller", "caller"], seen);
    }

    private sealed class InlineProgress(Action report) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => report();
    }

    private sealed class PostRecordingContext : SynchronizationContext
    {
        public ConcurrentBag<int> PostingThreads { get; } = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            PostingThreads.Add(Environment.CurrentManagedThreadId);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                SetSynchronizationContext(this);
                d(state);
                SetSynchronizationContext(null);
            });
        }
    }

    /// <summary>Completes its first move inline on whatever thread asks for it; then ends.</summary>
    private sealed class InlineSource : IAsyncEnumerable<int>, IAsyncEnumerator<int>, System.Threading.Tasks.Sources.IValueTaskSource<bool>
    {
        private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore<bool> _move;
        private int _moves;

        public Task Awaited => _awaited.Task;

        public bool TouchedOffThePool { get; private set; }

        public int Current
        {
            get
            {
                NoteThread();
                return 0;
            }
        }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            NoteThread();
            return _moves++ == 0 ? new ValueTask<bool>(this, _move.Version) : new ValueTask<bool>(false);
        }

        private void NoteThread() =>
            TouchedOffThePool |= !Thread.CurrentThread.IsThreadPoolThread || SynchronizationContext.Current is not null;

        public void CompleteMoveInline() => _move.SetResult(true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public bool GetResult(short token) => _move.GetResult(token);

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token) => _move.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags)
        {
            _move.OnCompleted(continuation, state, token, flags);
            _awaited.SetResult();
        }
    }
}
