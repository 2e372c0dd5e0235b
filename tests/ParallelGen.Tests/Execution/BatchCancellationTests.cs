namespace ParallelGen.Tests.Execution;

public sealed class BatchCancellationTests
{
    private static readonly (string Name, Func<Batch<int>, CancellationToken, Task> Run)[] s_forms =
    [
        ("array", (batch, cancel) => batch.ToArrayAsync(cancel)),
        ("outcomes", (batch, cancel) => batch.OutcomesAsync(cancel)),
        ("stream", (batch, cancel) => Drain(batch, cancel)),
        ("completed", (batch, cancel) => Drain(batch.AsCompleted(), cancel)),
        ("with", (batch, cancel) => batch.WithCancellation(cancel).ToArrayAsync()),
        ("with stream", (batch, cancel) => batch.WithCancellation(cancel).ToList()),
        ("two tokens", (batch, cancel) => batch.WithCancellation(cancel).WithCancellation(new CancellationTokenSource().Token).ToArrayAsync()),
    ];

    public static TheoryData<string> Forms => [.. s_forms.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Token_CancelledBefore_LetsNothingBePulledOrRun(string form)
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>();
        var cancelled = new CancellationToken(canceled: true);
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Run(form, Batches.Of(source, lane), cancelled).Within());
        Assert.Equal(cancelled, error.CancellationToken);
        Assert.Equal(0, source.Enumerations);
        Assert.Equal(0, lane.Opened);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Token_CancelledWhile_ThrowsWithThatTokenWithoutWaitingForRunningItems(string form)
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int>();
        using var cancel = new CancellationTokenSource();
        Task running = Run(form, Batches.Of(source, lane), cancel.Token);
        ScriptedLane<int>.Session session = await lane.Submitted(16);
        session.Succeed(3, 3);
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.True(session.IsStopped);
        Assert.False(session.SubmittedAfterStop);
        Assert.Equal(1, source.Disposed);
        session.Succeed(0, 0);
        session.Fail(1, new InvalidDataException("too late to matter"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Token_CancelledInTheMiddleOfAMove_DoesNotWaitForTheSource(string form)
    {
        var source = new PushedSource { HonoursToken = false };
        var lane = new ScriptedLane<int>();
        using var cancel = new CancellationTokenSource();
        Task running = Run(form, Batches.Of(source, lane), cancel.Token);
        source.Push(1);
        await lane.Submitted(1);
        await source.Awaited();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        await lane.Stopped();
        Assert.Equal(0, source.Disposed);
    }

    [Fact]
    public async Task Token_CancelledAfter_ChangesNothing()
    {
        using var cancel = new CancellationTokenSource();
        Task<int[]> running = Batches.Of(new ProbedSource(3), new PoolLane<int, int>(i => i)).ToArrayAsync(cancel.Token);
        await running.Within();
        await cancel.CancelAsync();
        int[] results = await running;
        Assert.Equal([0, 1, 2], results);
    }

    [Fact]
    public async Task Token_CancelledDuringSubmit_StopsTheLaneOnlyAfterwards()
    {
        using var cancel = new CancellationTokenSource();
        var lane = new ScriptedLane<int>
        {
            OnSubmit = (session, block) =>
            {
                if (block.FirstIndex == 4)
                {
                    cancel.Cancel();
                    Assert.False(session.IsStopped);
                }
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Batches.Of(new ProbedSource(), lane).ToArrayAsync(cancel.Token).Within());
        await lane.Stopped();
        Assert.Equal(5, lane[0].SubmittedItems);
    }

    [Fact]
    public async Task Token_CancelledDuringSubmitInTheMiddleOfAMove_LeavesTheStopToThePump()
    {
        using var cancel = new CancellationTokenSource();
        var source = new PushedSource { HonoursToken = false };
        bool stoppedDuringSubmit = false;
        var lane = new ScriptedLane<int>
        {
            OnSubmit = (session, _) =>
            {
                cancel.Cancel();
                // The source's token is cancelled after the lane would have been stopped.
                Assert.True(source.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
                stoppedDuringSubmit = session.IsStopped;
            },
        };
        source.Push(1);
        Task<int[]> running = Batches.Of(source, lane).WithChunkSize(10).ToArrayAsync(cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        Assert.False(stoppedDuringSubmit);
        Assert.True(lane[0].IsStopped);
        Assert.Equal(0, source.Disposed);
    }

    [Fact]
    public async Task Enumeration_ReadyResultsAndACancelledToken_Throws()
    {
        var lane = new ScriptedLane<int>();
        using var cancel = new CancellationTokenSource();
        await using IAsyncEnumerator<int> items = Batches.Of(new ProbedSource(), lane).GetAsyncEnumerator(cancel.Token);
        ValueTask<bool> first = items.MoveNextAsync();
        ScriptedLane<int>.Session session = await lane.Submitted(3);
        for (int i = 0; i < 3; i++)
        {
            session.Succeed(i, i);
        }

        Assert.True(await first.Within());
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => items.MoveNextAsync().Within());
        Assert.False(await items.MoveNextAsync().Within());
    }

    [Fact]
    public async Task SeveralTokens_OneCancelled_IsTheOneThatTheExceptionCarries()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        using var third = new CancellationTokenSource();
        var lane = new ScriptedLane<int>();
        Task<int[]> running = Batches.Of(new ProbedSource(), lane)
            .WithCancellation(first.Token).WithCancellation(second.Token).ToArrayAsync(third.Token);
        await lane.Submitted(1);
        await second.CancelAsync();
        await first.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        Assert.Equal(second.Token, error.CancellationToken);
        Assert.True(running.IsCanceled);
    }

    [Fact]
    public async Task Leaving_TheLoopEarly_StopsTheLaneAndWaitsForTheSource()
    {
        var source = new ProbedSource();
        var lane = new ScriptedLane<int> { OnSubmit = (session, block) => session.Succeed(block.FirstIndex, 1) };
        await foreach (int _ in Batches.Of(source, lane))
        {
            break;
        }

        Assert.Equal(1, source.Disposed);
        Assert.True(lane[0].IsStopped);
    }

    [Fact]
    public async Task Leaving_InTheMiddleOfAMove_CancelsTheSourcesToken()
    {
        var source = new PushedSource();
        var lane = new ScriptedLane<int>();
        IAsyncEnumerator<int> items = Batches.Of(source, lane).GetAsyncEnumerator();
        ValueTask<bool> pending = items.MoveNextAsync();
        await source.Awaited();
        await items.DisposeAsync().Within();
        Assert.Equal(1, source.Disposed);
        Assert.False(await pending.Within());
        await items.DisposeAsync().Within();
    }

    [Fact]
    public async Task Leaving_ASourceWhoseDisposalThrows_Throws()
    {
        var source = new PushedSource { DisposeError = new InvalidDataException() };
        source.Push(1, 2, 3);
        IAsyncEnumerator<int> items = Batches.Of(source, new PoolLane<int, int>(i => i)).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().Within());
        Assert.Same(source.DisposeError, await Assert.ThrowsAsync<InvalidDataException>(() => items.DisposeAsync().Within()));
    }

    [Fact]
    public async Task MoveNext_WhileOneIsPending_IsRefused()
    {
        var lane = new ScriptedLane<int>();
        await using IAsyncEnumerator<int> items = Batches.Of(new ProbedSource(), lane).GetAsyncEnumerator();
        ValueTask<bool> pending = items.MoveNextAsync();
        Assert.Throws<InvalidOperationException>(() => items.MoveNextAsync().AsTask().IsCompleted);
        (await lane.Submitted(1)).Succeed(0, 5);
        Assert.True(await pending.Within());
        Assert.Equal(5, items.Current);
    }

    private static Task Run(string form, Batch<int> batch, CancellationToken cancel) =>
        s_forms.Single(candidate => candidate.Name == form).Run(batch, cancel);

    private static async Task Drain<T>(IAsyncEnumerable<T> items, CancellationToken cancel)
    {
        await foreach (T _ in items.WithCancellation(cancel)) { }
    }
}
