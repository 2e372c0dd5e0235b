using System.Collections.Concurrent;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>What the lanes of this process have in common.</summary>
public sealed class LocalLaneTests
{
    public static TheoryData<Model> Models => [Model.Thread, Model.ThreadPool];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Batch_SyncAndAsyncMethods_GiveResultsInInputOrder(Model model)
    {
        int[] results = await LocalWork.Batch(model, 500, async (i, _) =>
        {
            if (i % 3 == 0)
            {
                await Task.Yield();
            }

            Thread.SpinWait(i % 7 * 100);
            return i;
        }).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 500), results);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Batch_OfAMillion_LosesNothing(Model model)
    {
        int[] results = await LocalWork.Batch(model, 1_000_000, (i, _) => new(i)).ToArrayAsync().Within();
        Assert.Equal(1_000_000, results.Length);
        Assert.All(results.Index(), pair => Assert.Equal(pair.Index, pair.Item));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Degree_BeyondTheProcessors_IsReachedAndNeverExceeded(Model model)
    {
        const int Degree = 6;
        var state = new Observed();
        int running = 0;
        int most = 0;
        using var release = new ManualResetEventSlim();
        Task<int[]> batch = LocalWork.Batch(model, 60, async (i, _) =>
        {
            state.Change(() => most = Math.Max(most, ++running));
            if (i % 2 == 0)
            {
                await Task.Yield();
            }

            Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            state.Change(() => running--);
            return i;
        }).WithDegreeOfParallelism(Degree).ToArrayAsync();
        await state.Until(() => running == Degree);
        release.Set();
        await batch.Within();
        Assert.Equal(Degree, most);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Degree_WhereNobodySays_IsTheProcessors(Model model) =>
        Assert.Equal((Environment.ProcessorCount, int.MaxValue), (LocalWork.Lane(model).DefaultConcurrency, LocalWork.Lane(model).MaxConcurrency));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Exception_OfAMethod_ArrivesAsThatObjectWithItsStack(Model model)
    {
        var thrown = new InvalidDataException();
        foreach (Func<CancellationToken, ValueTask<int>> work in new Func<CancellationToken, ValueTask<int>>[]
        {
            _ => ThrowHere(thrown),
            async _ =>
            {
                await Task.Yield();
                return await ThrowHere(thrown);
            },
        })
        {
            Exception single = await Assert.ThrowsAsync<InvalidDataException>(() => LocalWork.RunAsync(model, work).Within());
            Assert.Same(thrown, single);
            Assert.Contains(nameof(ThrowHere), single.StackTrace, StringComparison.Ordinal);
            Outcome<int>[] outcomes = await Batches.Of([work], LocalWork.Lane(model)).OutcomesAsync().Within();
            Assert.Same(thrown, outcomes[0].Error);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task MethodsOwnCancellation_IsAFailureWithThatObject(Model model)
    {
        var thrown = new OperationCanceledException();
        Task<int> call = LocalWork.RunAsync(model, _ => throw thrown);
        Assert.Same(thrown, await Assert.ThrowsAsync<OperationCanceledException>(() => call.Within()));
        Assert.True(call.IsFaulted);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Context_OfTheCaller_FlowsAndNothingOfACallReachesTheNext(Model model)
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var seen = new ConcurrentBag<string?>();
        Func<int, CancellationToken, ValueTask<int>> work = (i, _) =>
        {
            seen.Add(local.Value);
            local.Value = "call";
            return i % 2 == 0 ? new(i) : Later(local, seen, i);
        };
        await LocalWork.RunAsync(model, cancel => work(1, cancel)).Within();
        Batch<int> batch = LocalWork.Batch(model, 40, work).WithDegreeOfParallelism(2);
        await batch.ToArrayAsync().Within();
        await batch.WithChunkSize(7).ToArrayAsync().Within();
        Assert.Equal("caller", local.Value);
        Assert.Equal(81, seen.Count(value => value == "caller"));
        Assert.Equal(41, seen.Count(value => value == "call"));

        static async ValueTask<int> Later(AsyncLocal<string> local, ConcurrentBag<string?> seen, int i)
        {
            await Task.Yield();
            seen.Add(local.Value);
            return i;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Context_WhoseFlowIsSuppressed_DoesNotFlowAndIsIsolatedAllTheSame(Model model)
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var seen = new ConcurrentBag<string?>();
        Task<int[]> batch;
        using (ExecutionContext.SuppressFlow())
        {
            batch = LocalWork.Batch(model, 20, (i, _) =>
            {
                seen.Add(local.Value);
                local.Value = "call";
                return new(i);
            }).ToArrayAsync();
        }

        await batch.Within();
        Assert.All(seen, Assert.Null);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Source_ThatSetsAsyncLocals_LeavesTheCallsAlone(Model model)
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        var seen = new ConcurrentBag<string?>();
        Func<CancellationToken, ValueTask<int>> work = _ =>
        {
            seen.Add(local.Value);
            return new(0);
        };
        IEnumerable<Func<CancellationToken, ValueTask<int>>> source = Enumerable.Range(0, 20).Select(_ =>
        {
            local.Value = "source";
            return work;
        });
        await Batches.Of(source, LocalWork.Lane(model)).ToArrayAsync().Within();
        Assert.Equal(20, seen.Count);
        Assert.All(seen, value => Assert.Equal("caller", value));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Call_FromAContextAndScheduler_SeesNeither(Model model)
    {
        using var loop = new SingleThreadContext();
        await loop.Run(async () =>
        {
            await Task.Factory.StartNew(
                async () =>
                {
                    Func<CancellationToken, ValueTask<int>> work = _ =>
                    {
                        Assert.NotSame(loop, SynchronizationContext.Current);
                        Assert.Same(TaskScheduler.Default, TaskScheduler.Current);
                        Assert.NotEqual(loop.ThreadId, Environment.CurrentManagedThreadId);
                        return new(0);
                    };
                    await LocalWork.RunAsync(model, work);
                    await Batches.Of([work, work], LocalWork.Lane(model));
                    Assert.Same(loop, SynchronizationContext.Current);
                },
                default,
                TaskCreationOptions.None,
                TaskScheduler.FromCurrentSynchronizationContext()).Unwrap();
        }).Within();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task SynchronizationContext_LeftBehindByACall_IsNotInTheNext(Model model)
    {
        var left = new SynchronizationContext();
        int seen = 0;
        await LocalWork.Batch(model, 50, (i, _) =>
        {
            seen += SynchronizationContext.Current == left ? 1 : 0;
            SynchronizationContext.SetSynchronizationContext(left);
            return new(i);
        }).WithDegreeOfParallelism(1).ToArrayAsync().Within();
        Assert.Equal(0, seen);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TaskCompletedByAThread_DoesNotLendItsThreadToTheNextCalls(Model model)
    {
        var state = new Observed();
        TaskCompletionSource<int>? waiting = null;
        Task<int[]> batch = LocalWork.Batch(model, 3, async (i, _) =>
        {
            if (i > 0)
            {
                return Environment.CurrentManagedThreadId;
            }

            var source = new TaskCompletionSource<int>();
            state.Change(() => waiting = source);
            return await source.Task.ConfigureAwait(false);
        }).WithDegreeOfParallelism(1).ToArrayAsync();
        await state.Until(() => waiting is not null);
        int foreign = 0;
        var thread = new Thread(() =>
        {
            foreign = Environment.CurrentManagedThreadId;
            waiting!.SetResult(foreign);
        });
        thread.Start();
        int[] threads = await batch.Within();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(foreign, threads[0]);
        Assert.NotEqual(foreign, threads[1]);
        Assert.NotEqual(foreign, threads[2]);
    }

    private static ValueTask<int> ThrowHere(Exception error) => throw error;
}
