using CsCheck;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

public sealed class BatchOrderTests
{
    private static readonly Gen<(int Count, int Chunk, int Degree, int Buffer, int Seed)> s_shapes =
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 7], Gen.Int[1, 6], Gen.Int[1, 80], Gen.Int);

    [Fact]
    public async Task ToArray_AnyCompletionOrder_GivesResultsInInputOrder() =>
        await s_shapes.SampleAsync(async shape =>
        {
            (ScriptedLane<int> lane, Batch<int> batch) = Make(shape);
            Task<int[]> running = batch.ToArrayAsync();
            await CompleteInRandomOrder(lane, shape.Count, shape.Seed, running);
            Assert.Equal(Squares(shape.Count), await running.Within());
        }, iter: 150, threads: 1);

    [Fact]
    public async Task Enumeration_AnyCompletionOrder_GivesResultsInInputOrder() =>
        await s_shapes.SampleAsync(async shape =>
        {
            (ScriptedLane<int> lane, Batch<int> batch) = Make(shape);
            Task<List<int>> running = batch.ToList();
            await CompleteInRandomOrder(lane, shape.Count, shape.Seed, running);
            Assert.Equal(Squares(shape.Count), await running.Within());
        }, iter: 150, threads: 1);

    [Fact]
    public async Task AsCompleted_AnyCompletionOrder_GivesOutcomesInThatOrder() =>
        await s_shapes.SampleAsync(async shape =>
        {
            (ScriptedLane<int> lane, Batch<int> batch) = Make(shape);
            Task<List<Completed<int>>> running = batch.AsCompleted().ToList();
            List<long> order = await CompleteInRandomOrder(lane, shape.Count, shape.Seed, running);
            List<Completed<int>> completed = await running.Within();
            Assert.Equal(order, completed.Select(item => item.Index));
            Assert.All(completed, item => Assert.Equal(item.Index * item.Index, item.Outcome.Value));
        }, iter: 150, threads: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Batch_OfAnySize_GivesEveryResultInEveryForm(int count)
    {
        foreach (int chunk in new[] { 1, 64 })
        {
            Batch<int> batch = Batches.Of(Enumerable.Range(0, count), new PoolLane<int, int>(i => unchecked(i * i))).WithChunkSize(chunk);
            int[] expected = Squares(count);
            Assert.Equal(expected, await batch.ToArrayAsync().Within());
            Assert.Equal(expected, (await batch.OutcomesAsync().Within()).Select(outcome => outcome.ValueOrThrow()));
            Assert.Equal(expected, await batch.ToList().Within());
            List<Completed<int>> completed = await batch.AsCompleted().ToList().Within();
            Assert.Equal(expected, completed.OrderBy(item => item.Index).Select(item => item.Outcome.Value));
        }
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(10, 3)]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(5, 0)]
    public async Task Batch_CountThatLies_GivesWhatTheSourceYields(int claimed, int actual)
    {
        Batch<int> batch = Batches.Of(new LyingCollection(claimed, actual), new PoolLane<int, int>(i => i * i));
        Assert.Equal(Squares(actual), await batch.ToArrayAsync().Within());
        Assert.Equal(Squares(actual), (await batch.OutcomesAsync().Within()).Select(outcome => outcome.Value));
        Assert.Equal(Squares(actual), await batch.ToList().Within());
    }

    [Fact]
    public async Task Batch_EachAwait_IsARunOfItsOwn()
    {
        var source = new ProbedSource(5);
        int calls = 0;
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => Interlocked.Increment(ref calls) * 0 + i));
        Assert.Equal(0, source.Enumerations);

        int[] expected = [0, 1, 2, 3, 4];
        Assert.Equal(expected, await batch);
        Assert.Equal(expected, await batch.ConfigureAwait(false));
        Assert.Equal(expected, await batch.ToList());
        var configured = new List<int>();
        await foreach (int item in batch.ConfigureAwait(false))
        {
            configured.Add(item);
        }

        Assert.Equal(expected, configured);
        Assert.Equal(4, source.Enumerations);
        Assert.Equal(4, source.Disposed);
        Assert.Equal(20, calls);
    }

    [Fact]
    public async Task Batch_MadeOrConfiguredOrGivenAnEnumerator_RunsNothing()
    {
        var source = new ProbedSource(5);
        var lane = new ScriptedLane<int>();
        Batch<int> batch = Batches.Of(source, lane).WithBuffer(2).WithChunkSize(2);
        _ = batch.ConfigureAwait(false);
        _ = batch.AsCompleted();
        IAsyncEnumerator<int> enumerator = batch.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await enumerator.DisposeAsync();

        Assert.False(await enumerator.MoveNextAsync());
        Assert.Equal(0, source.Enumerations);
        Assert.Equal(0, lane.Opened);
    }

    [Fact]
    public async Task Batch_OfNothing_NeverOpensTheLane()
    {
        var lane = new ScriptedLane<int>();
        Batch<int> batch = Batches.Of([], lane);
        Assert.Empty(await batch);
        Assert.Empty(await batch.OutcomesAsync());
        Assert.Empty(await batch.ToList());
        Assert.Empty(await batch.AsCompleted().ToList());
        Assert.Equal(0, lane.Opened);
    }

    [Fact]
    public async Task Lane_ThatCompletesInsideSubmit_IsHeard()
    {
        var lane = new ScriptedLane<int>
        {
            OnSubmit = (session, block) =>
            {
                for (int i = 0; i < block.Inputs.Length; i++)
                {
                    session.Succeed(block.FirstIndex + i, block.Inputs.Span[i]);
                }
            },
        };
        Batch<int> batch = Batches.Of(Enumerable.Range(0, 1000), lane).WithBuffer(3).WithChunkSize(2);
        Assert.Equal(Enumerable.Range(0, 1000), await batch.ToArrayAsync().Within());
        Assert.Equal(Enumerable.Range(0, 1000), await batch.ToList().Within());
    }

    private static (ScriptedLane<int>, Batch<int>) Make((int Count, int Chunk, int Degree, int Buffer, int Seed) shape)
    {
        var lane = new ScriptedLane<int>(concurrency: 100);
        Batch<int> batch = Batches.Of(Enumerable.Range(0, shape.Count), lane)
            .WithChunkSize(shape.Chunk).WithDegreeOfParallelism(shape.Degree).WithBuffer(shape.Buffer);
        return (lane, batch);
    }

    /// <summary>Completes what is submitted in a random order until everything is, and returns that order.</summary>
    private static async Task<List<long>> CompleteInRandomOrder(ScriptedLane<int> lane, int count, int seed, Task running)
    {
        var random = new Random(seed);
        var order = new List<long>();
        var pending = new List<int>();
        int seen = 0;
        while (order.Count < count)
        {
            ScriptedLane<int>.Session session = await lane.Submitted(seen + (pending.Count == 0 ? 1 : 0));
            for (; seen < session.SubmittedItems; seen++)
            {
                pending.Add(seen);
            }

            int at = random.Next(pending.Count);
            int index = pending[at];
            pending.RemoveAt(at);
            order.Add(index);
            session.Succeed(index, index * index);
        }

        await running.Within();
        return order;
    }

    private static int[] Squares(int count) => [.. Enumerable.Range(0, count).Select(i => unchecked(i * i))];

    private sealed class LyingCollection(int claimed, int actual) : ICollection<int>
    {
        public int Count => claimed;

        public bool IsReadOnly => true;

        public IEnumerator<int> GetEnumerator() => Enumerable.Range(0, actual).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Contains(int item) => throw new NotSupportedException();

        public void CopyTo(int[] array, int arrayIndex) => throw new NotSupportedException();

        public void Add(int item) => throw new NotSupportedException();

        public bool Remove(int item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();
    }
}
