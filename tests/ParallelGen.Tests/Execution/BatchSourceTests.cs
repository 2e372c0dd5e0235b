namespace ParallelGen.Tests.Execution;

public sealed class BatchSourceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(16, 4)]
    [InlineData(3, 8)]
    public async Task Await_EndlessSource_PullsTheWindowAheadOfCompletionAndNoMore(int buffer, int chunk)
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>(concurrency: 2);
        using var cancel = new CancellationTokenSource();
        Task<int[]> running = Batches.Of(source, lane).WithBuffer(buffer).WithChunkSize(chunk).ToArrayAsync(cancel.Token);
        int firstFill = buffer / Math.Min(chunk, buffer) * Math.Min(chunk, buffer);
        ScriptedLane<int>.Session session = await lane.Submitted(firstFill);
        for (int completed = 0; completed < 200; completed++)
        {
            session = await lane.Submitted(completed + 1);
            Assert.InRange(source.Pulled, 0, completed + buffer);
            session.Succeed(completed, 0);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        Assert.All(session.BlockSizes, size => Assert.InRange(size, 1, Math.Min(chunk, buffer)));
    }

    [Fact]
    public async Task Enumeration_EndlessSource_PullsTheWindowAheadOfTheConsumerAndNoMore()
    {
        const int Buffer = 6;
        var source = new ProbedSource();
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => i)).WithBuffer(Buffer);
        int taken = 0;
        await foreach (int item in batch)
        {
            Assert.Equal(taken++, item);
            Assert.InRange(source.Pulled, taken, taken + Buffer);
            if (taken == 500)
            {
                break;
            }
        }

        Assert.InRange(source.Pulled, 500, 500 + Buffer);
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task AsCompleted_ConsumerThatTakesNothing_StopsPullingAtTheWindow()
    {
        const int Buffer = 4;
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>();
        await using IAsyncEnumerator<Completed<int>> items = Batches.Of(source, lane).WithBuffer(Buffer).AsCompleted().GetAsyncEnumerator();
        ValueTask<bool> first = items.MoveNextAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(Buffer);
        session.Succeed(3, 3);
        Assert.True(await first.Within());
        for (int i = 0; i < 3; i++)
        {
            session.Succeed(i, i);
        }

        Assert.InRange(source.Pulled, Buffer, Buffer + 1);
        Assert.True(await items.MoveNextAsync().Within());
        Assert.True(await items.MoveNextAsync().Within());
        await lane.Submitted(Buffer + 2);
        Assert.InRange(source.Pulled, Buffer + 2, Buffer + 3);
    }

    [Fact]
    public async Task Lane_WhileThePumpIsStuckInTheSource_StillHasQueuedBlocks()
    {
        using var release = new ManualResetEventSlim();
        var source = new ProbedSource(30) { OnMove = index => Assert.True(index != 20 || release.Wait(TimeSpan.FromSeconds(30))) };
        var lane = new ScriptedLane<int>(concurrency: 2);
        Task<int[]> running = Batches.Of(source, lane).ToArrayAsync();
        // 16 fill the window; half of them free it again; then the source hangs with 4 more submitted.
        ScriptedLane<int>.Session session = await lane.Submitted(16);
        for (int i = 0; i < 8; i++)
        {
            session.Succeed(i, i);
        }

        await lane.Submitted(20);
        release.Set();
        for (int i = 8; i < 30; i++)
        {
            await lane.Submitted(i + 1);
            session.Succeed(i, i);
        }

        Assert.Equal(Enumerable.Range(0, 30), await running.Within());
    }

    [Theory]
    [InlineData(SourcePoint.GetEnumerator, 0)]
    [InlineData(SourcePoint.MoveNext, 0)]
    [InlineData(SourcePoint.MoveNext, 3)]
    [InlineData(SourcePoint.Current, 0)]
    [InlineData(SourcePoint.Current, 3)]
    [InlineData(SourcePoint.Dispose, 0)]
    public async Task SourceThatThrows_InAnyForm_StopsTheBatchWithThatException(SourcePoint point, int at)
    {
        foreach (Func<Batch<int>, Task> run in Forms)
        {
            var source = new ProbedSource(6) { Throws = point, ThrowAt = at };
            var lane = new ScriptedLane<int>();
            Exception error = await Assert.ThrowsAsync<InvalidDataException>(() => run(Batches.Of(source, lane)).Within());
            Assert.Same(source.Error, error);
            Assert.Equal(point == SourcePoint.GetEnumerator ? 0 : 1, source.Disposed);
            Assert.Equal(at > 0 || point == SourcePoint.Dispose ? 1 : 0, lane.Opened);
            if (lane.Opened > 0)
            {
                await lane.Stopped();
            }
        }
    }

    [Fact]
    public async Task SelectThatThrows_StopsTheBatchWithThatException()
    {
        var error = new InvalidDataException();
        var source = new ProbedSource(5);
        var inputs = CompilerServices.BatchInputs.From<int, int>(source, item => item == 2 ? throw error : item);
        var batch = new Batch<int>(new ParallelGen.Execution.BatchPlan<int, int>(inputs, new PoolLane<int, int>(i => i)));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => batch.ToArrayAsync().Within()));
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task AsyncSourceThatThrows_InAnyForm_StopsTheBatchWithThatException()
    {
        foreach (Func<Batch<int>, Task> run in Forms)
        {
            var error = new InvalidDataException();
            var source = new PushedSource();
            var lane = new ScriptedLane<int>();
            Task running = run(Batches.Of(source, lane));
            source.Push(1, 2);
            await lane.Submitted(2);
            source.End(error);
            Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => running.Within()));
            Assert.Equal(1, source.Disposed);
            await lane.Stopped();
        }
    }

    [Fact]
    public async Task AsyncSourceWhoseDisposalThrows_StopsTheBatchWithThatException()
    {
        var source = new PushedSource { DisposeError = new InvalidDataException() };
        source.Push(1);
        source.End();
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => i));
        Assert.Same(source.DisposeError, await Assert.ThrowsAsync<InvalidDataException>(() => batch.ToArrayAsync().Within()));
    }

    [Fact]
    public async Task SourceThatThrowsInMoveNextAndDispose_IsReportedWithTheFirst()
    {
        var first = new InvalidDataException();
        var source = new PushedSource { DisposeError = new InvalidOperationException() };
        source.End(first);
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(i => i));
        Assert.Same(first, await Assert.ThrowsAsync<InvalidDataException>(() => batch.ToArrayAsync().Within()));
    }

    [Fact]
    public async Task Enumeration_SourceThatThrows_YieldsTheReadyResultsFirst()
    {
        using var release = new ManualResetEventSlim();
        var source = new ProbedSource(6)
        {
            Throws = SourcePoint.MoveNext,
            ThrowAt = 3,
            OnMove = index => Assert.True(index < 2 || release.Wait(TimeSpan.FromSeconds(30))),
        };
        var lane = new ScriptedLane<int>();
        await using IAsyncEnumerator<int> items = Batches.Of(source, lane).GetAsyncEnumerator();
        ValueTask<bool> first = items.MoveNextAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(2);
        session.Succeed(1, 11);
        session.Succeed(0, 10);
        Assert.True(await first.Within());
        release.Set();
        await lane.Stopped();
        Assert.True(await items.MoveNextAsync().Within());
        Assert.Equal(11, items.Current);
        await Assert.ThrowsAsync<InvalidDataException>(() => items.MoveNextAsync().Within());
        Assert.False(await items.MoveNextAsync());
    }

    [Fact]
    public async Task AsyncSource_ThatMakesThePumpWait_GetsItsPendingItemsSubmitted()
    {
        var source = new PushedSource();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(source, lane).WithChunkSize(10).ToArrayAsync();
        source.Push(1, 2, 3);
        ScriptedLane<int>.Session session = await lane.Submitted(3);
        source.Push(4);
        await lane.Submitted(4);
        source.End();
        for (int i = 0; i < 4; i++)
        {
            session.Succeed(i, i);
        }

        int[] results = await running.Within();
        Assert.Equal([0, 1, 2, 3], results);
        Assert.Equal([1, 2, 3, 4], session.Inputs);
    }

    [Fact]
    public async Task Source_EndsInAPartialBlock_SubmitsIt()
    {
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(new ProbedSource(10), lane).WithChunkSize(4).ToArrayAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(10);
        Assert.Equal([4, 4, 2], session.BlockSizes);
        for (int i = 0; i < 10; i++)
        {
            session.Succeed(i, i);
        }

        await running.Within();
    }

    [Fact]
    public async Task Chunk_LargerThanAnySource_CostsNoMoreThanTheItems()
    {
        Batch<int> batch = Batches.Of(Enumerable.Range(0, 300), new PoolLane<int, int>(i => i)).WithChunkSize(int.MaxValue);
        Assert.Equal(Enumerable.Range(0, 300), await batch.ToArrayAsync().Within());
        Assert.Equal(Enumerable.Range(0, 300), await batch.WithBuffer(int.MaxValue).ToList().Within());
    }

    [Fact]
    public async Task Source_UnderManyCompletingThreads_IsPulledByOneThreadAtATimeAndDisposedOnce()
    {
        foreach (int leaveAt in new[] { 1, 50, 5_000 })
        {
            var source = new ProbedSource(5_000);
            await foreach (int item in Batches.Of(source, new PoolLane<int, int>(i => i, 8)).WithBuffer(9))
            {
                if (item == leaveAt)
                {
                    break;
                }
            }

            Assert.False(source.Overlapped);
            Assert.Equal(1, source.Disposed);
        }
    }

    [Fact]
    public async Task Source_ReturningANullEnumerator_FailsTheBatch()
    {
        Batch<int> batch = Batches.Of(new NullSequence(), new PoolLane<int, int>(i => i));
        await Assert.ThrowsAsync<NullReferenceException>(() => batch.ToArrayAsync().Within());
    }

    private static Func<Batch<int>, Task>[] Forms =>
    [
        batch => batch.ToArrayAsync(),
        batch => batch.OutcomesAsync(),
        batch => batch.ToList(),
        batch => batch.AsCompleted().ToList(),
        batch => batch.WithErrors(ErrorPolicy.FailFast).ToArrayAsync(),
    ];

    private sealed class NullSequence : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => null!;

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null!;
    }
}
