namespace ParallelGen.Tests.Execution;

public sealed class BatchErrorTests
{
    [Fact]
    public async Task WaitAll_SomeFail_RunsAllAndThrowsOneExceptionWithAllFailuresByIndex()
    {
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(new ProbedSource(5), lane).ToArrayAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(5);
        Exception[] errors = [new InvalidOperationException("a"), new OperationCanceledException("b"), new TimeoutException("c")];
        session.Fail(4, errors[2]);
        session.Succeed(3, 3);
        session.Fail(1, errors[0]);
        session.Succeed(0, 0);
        Assert.False(running.IsCompleted);
        session.Fail(2, errors[1]);

        BatchException exception = await Assert.ThrowsAsync<BatchException>(() => running.Within());
        Assert.Equal([new ItemFailure(1, errors[0]), new ItemFailure(2, errors[1]), new ItemFailure(4, errors[2])], exception.Failures);
        Assert.Equal(errors, exception.InnerExceptions);
        Assert.Equal(5, exception.Total);
        Assert.False(session.IsStopped);
    }

    [Fact]
    public async Task Await_Failing_ThrowsTheBatchExceptionItself()
    {
        Batch<int> batch = Batches.Of([0], new PoolLane<int, int>(_ => throw new InvalidDataException("no")));
        BatchException exception = await Assert.ThrowsAsync<BatchException>(async () => await batch);
        Assert.IsType<InvalidDataException>(Assert.Single(exception.Failures).Error);
        await Assert.ThrowsAsync<BatchException>(async () => await batch.ConfigureAwait(false));
    }

    [Fact]
    public async Task FailFast_FirstFailure_StopsTheRestAndReportsOnlyWhatFailed()
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(source, lane).WithErrors(ErrorPolicy.FailFast).ToArrayAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(16);
        var error = new InvalidOperationException();
        session.Fail(7, error);
        session.Fail(3, new InvalidOperationException("after the stop"));

        BatchException exception = await Assert.ThrowsAsync<BatchException>(() => running.Within());
        Assert.Equal([new ItemFailure(7, error)], exception.Failures);
        Assert.Equal(16, exception.Total);
        Assert.Equal(source.Pulled, exception.Total);
        Assert.True(session.IsStopped);
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task FailFast_AsyncSourceInTheMiddleOfAMove_IsCancelledAndDisposed()
    {
        var source = new PushedSource();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(source, lane).WithErrors(ErrorPolicy.FailFast).ToArrayAsync();
        source.Push(0);
        ScriptedLane<int>.Session session = await lane.Submitted(1);
        await source.Awaited();
        session.Fail(0, new InvalidOperationException());
        await Assert.ThrowsAsync<BatchException>(() => running.Within());
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task FailFast_FailureInsideSubmit_SubmitsNothingMore()
    {
        var lane = new ScriptedLane<int> { OnSubmit = (session, block) => session.Fail(block.FirstIndex, new InvalidDataException()) };
        Batch<int> batch = Batches.Of(new ProbedSource(), lane).WithErrors(ErrorPolicy.FailFast);
        BatchException exception = await Assert.ThrowsAsync<BatchException>(() => batch.ToArrayAsync().Within());
        Assert.Equal(0, Assert.Single(exception.Failures).Index);
        Assert.Equal(1, lane[0].SubmittedItems);
        Assert.True(lane[0].IsStopped);
        Assert.False(lane[0].SubmittedAfterStop);
    }

    [Fact]
    public async Task Outcomes_SomeFail_ThrowsNothing()
    {
        var lane = new ScriptedLane<int>();
        Task<Outcome<int>[]> running = Batches.Of(new ProbedSource(3), lane).OutcomesAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(3);
        var error = new InvalidOperationException();
        session.Fail(2, error);
        session.Fail(1, new OperationCanceledException());
        session.Succeed(0, 42);

        Outcome<int>[] outcomes = await running.Within();
        Assert.Equal(42, outcomes[0].ValueOrThrow());
        Assert.True(outcomes[1].IsCancelled);
        Assert.Same(error, outcomes[2].Error);
    }

    [Fact]
    public async Task Outcomes_FailFast_CoversThePulledItemsAndMarksTheStoppedOnes()
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>();
        Task<Outcome<int>[]> running = Batches.Of(source, lane).WithErrors(ErrorPolicy.FailFast).WithBuffer(6).OutcomesAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(6);
        var error = new InvalidOperationException();
        session.Succeed(1, 42);
        session.Fail(4, error);

        Outcome<int>[] outcomes = await running.Within();
        Assert.Equal(source.Pulled, outcomes.Length);
        Assert.Equal(42, outcomes[1].Value);
        Assert.Same(error, outcomes[4].Error);
        Exception?[] stopped = [outcomes[0].Error, outcomes[2].Error, outcomes[3].Error, outcomes[5].Error];
        Assert.All(stopped, stop => Assert.IsType<OperationCanceledException>(stop));
        Assert.Equal(4, stopped.Distinct().Count());
        Assert.True(outcomes[5].IsCancelled);
    }

    [Fact]
    public async Task Outcomes_FailureInTheMiddleOfAMove_CountsThatItemWithoutSubmittingIt()
    {
        var lane = new ScriptedLane<int>();
        var source = new ProbedSource
        {
            OnMove = index =>
            {
                if (index == 1)
                {
                    lane[0].Fail(0, new InvalidDataException());
                }
            },
        };
        Outcome<int>[] outcomes = await Batches.Of(source, lane).WithErrors(ErrorPolicy.FailFast).OutcomesAsync().Within();
        Assert.Equal(2, source.Pulled);
        Assert.Equal([false, true], outcomes.Select(outcome => outcome.IsCancelled));
        Assert.Equal(1, lane[0].SubmittedItems);
    }

    [Fact]
    public async Task Enumeration_FailingItem_EndsThereWithThatItemsOwnExceptionAndStack()
    {
        var source = new ProbedSource();
        Batch<int> batch = Batches.Of(source, new PoolLane<int, int>(ThrowAtThree));
        var taken = new List<int>();
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int item in batch)
            {
                taken.Add(item);
            }
        });
        Assert.Equal([0, 1, 2], taken);
        Assert.Contains(nameof(ThrowAtThree), error.StackTrace, StringComparison.Ordinal);
        Assert.Equal(1, source.Disposed);
    }

    [Fact]
    public async Task Enumeration_FailureOfALaterItem_WaitsForItsTurnAndStopsTheLane()
    {
        var lane = new ScriptedLane<int>();
        IAsyncEnumerator<int> items = Batches.Of(new ProbedSource(), lane).GetAsyncEnumerator();
        ValueTask<bool> first = items.MoveNextAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(3);
        session.Fail(1, new InvalidDataException());
        Assert.False(first.IsCompleted);
        session.Succeed(0, 10);
        Assert.True(await first.Within());
        await Assert.ThrowsAsync<InvalidDataException>(() => items.MoveNextAsync().Within());
        Assert.False(await items.MoveNextAsync());
        await lane.Stopped();
        await items.DisposeAsync().Within();
    }

    [Fact]
    public async Task Enumeration_FailFast_EndsAtTheFirstFailureInTime()
    {
        var lane = new ScriptedLane<int>();
        Task<List<int>> running = Batches.Of(new ProbedSource(), lane).WithErrors(ErrorPolicy.FailFast).ToList();
        ScriptedLane<int>.Session session = await lane.Submitted(8);
        session.Fail(5, new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => running.Within());
        Assert.True(session.IsStopped);
    }

    [Fact]
    public async Task AsCompleted_SomeFail_YieldsEveryOutcome()
    {
        Batch<int> batch = Batches.Of(new ProbedSource(5), new PoolLane<int, int>(ThrowAtThree));
        List<Completed<int>> completed = await batch.AsCompleted().ToList().Within();
        Assert.Equal([0, 1, 2, 3, 4], completed.Select(item => item.Index).Order());
        Assert.Equal(3, Assert.Single(completed, item => !item.Outcome.Succeeded).Index);
    }

    [Fact]
    public async Task AsCompleted_FailFast_YieldsUpToTheFirstFailureAndEnds()
    {
        var lane = new ScriptedLane<int>();
        Task<List<Completed<int>>> running = Batches.Of(new ProbedSource(), lane).WithErrors(ErrorPolicy.FailFast).AsCompleted().ToList();
        ScriptedLane<int>.Session session = await lane.Submitted(8);
        session.Succeed(6, 6);
        session.Fail(2, new InvalidDataException());
        session.Succeed(1, 1);
        Assert.Equal([6L, 2L], (await running.Within()).Select(item => item.Index));
        Assert.True(session.IsStopped);
    }

    [Fact]
    public async Task Lane_ThatThrowsFromSubmit_StopsTheBatchWithThatException()
    {
        var lane = new ScriptedLane<int> { OnSubmit = (_, block) => ObjectDisposedException.ThrowIf(block.FirstIndex == 2, typeof(ScriptedLane<int>)) };
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Batches.Of(new ProbedSource(), lane).ToArrayAsync().Within());
        Assert.True(lane[0].IsStopped);
    }

    [Fact]
    public async Task Failure_WhoseMessageThrows_IsStillReported()
    {
        Batch<int> batch = Batches.Of([0], new PoolLane<int, int>(_ => throw new UnreadableException()));
        BatchException exception = await Assert.ThrowsAsync<BatchException>(() => batch.ToArrayAsync().Within());
        Assert.IsType<UnreadableException>(exception.Failures[0].Error);
        Assert.Contains(nameof(NotSupportedException), exception.Message, StringComparison.Ordinal);
    }

    private static int ThrowAtThree(int item) => item == 3 ? throw new InvalidDataException("three") : item;

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
