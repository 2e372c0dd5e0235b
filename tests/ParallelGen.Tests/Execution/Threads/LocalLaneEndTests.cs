using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution.Threads;

/// <summary>Time limits and cancellation: who is told when, and what goes on running.</summary>
public sealed class LocalLaneEndTests
{
    // Long enough for what shall end within it.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public static TheoryData<Model> Models => [Model.Thread, Model.ThreadPool];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TimeLimit_OfAMethodThatIgnoresIt_IsToldAtOnceAndSlotAndKeyStayHeld(Model model)
    {
        using var release = new ManualResetEventSlim();
        var sink = new RecordingSink();
        RecordingSink.CountedEnd first = sink.NewEnd();
        RecordingSink.CountedEnd second = sink.NewEnd();
        CancellationToken token = default;
        LaneSession<Func<CancellationToken, ValueTask<int>>> session = LocalWork.Lane(model).Open(sink, 1, s_limit);
        session.Submit(LocalWork.Block(0, first, cancel =>
        {
            token = cancel;
            Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            return new(7);
        }));
        session.Submit(LocalWork.Block(1, second, _ => new(first.Ends)));
        session.Close();

        var error = Assert.IsType<TimeoutException>((await sink.Outcome(0)).Error);
        Assert.Contains("Test.LocalWork ran longer than its time limit of 1000 ms", error.Message, StringComparison.Ordinal);
        await token.Cancelled().Within();
        Assert.Equal((0, 1), (first.Ends, sink.Told));
        release.Set();
        Assert.Equal(1, (await sink.Outcome(1)).Value);
        await second.Come();
        Assert.Equal((1, 1), (first.Ends, second.Ends));
        sink.AssertAtMostOnce();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TimeLimit_OfAnAwaitingMethod_CancelsItsTokenAndDropsItsResult(Model model)
    {
        Func<CancellationToken, ValueTask<int>> work = async cancel =>
        {
            await cancel.Cancelled();
            return 1;
        };
        Outcome<int>[] outcomes = await Batches.Of([work, work, work], LocalWork.Lane(model))
            .WithTimeout(s_limit).WithDegreeOfParallelism(1).OutcomesAsync().Within();
        Assert.All(outcomes, outcome => Assert.IsType<TimeoutException>(outcome.Error));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TimeLimit_NotReached_ChangesNothing(Model model)
    {
        int[] results = await LocalWork.Batch(model, 200, (i, cancel) => new(cancel.CanBeCanceled ? i : -1))
            .WithTimeout(TimeSpan.FromMinutes(10)).ToArrayAsync().Within();
        Assert.Equal(Enumerable.Range(0, 200), results);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task TimeLimit_OfASingleCall_IsTheAttributes(Model model)
    {
        using var release = new ManualResetEventSlim();
        await Assert.ThrowsAsync<TimeoutException>(() => LimitedWork.RunAsync(model, _ =>
        {
            Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            return new(1);
        }).Within());
        release.Set();
        Assert.Equal(2, await LimitedWork.RunAsync(model, _ => new(2)).Within());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Cancel_OfASingleCall_IsToldAtOnceWithThatTokenAndReachesTheMethod(Model model)
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var started = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> call = LocalWork.RunAsync(
            model,
            token =>
            {
                started.SetResult(token);
                Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
                return new(1);
            },
            cancel.Token);
        CancellationToken method = await started.Task.Within();
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.True(call.IsCanceled);
        await method.Cancelled().Within();
        release.Set();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Cancel_BeforeASingleCall_RunsNothing(Model model)
    {
        Task<int> call = LocalWork.RunAsync(model, _ => throw new InvalidDataException(), new CancellationToken(canceled: true));
        Assert.True(call.IsCanceled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Cancel_OfABatch_IsToldAtOnceAndDropsWhatHasNotStarted(Model model)
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var state = new Observed();
        var tokens = new List<CancellationToken>();
        int returned = 0;
        Task<int[]> batch = LocalWork.Batch(model, 100, (i, token) =>
        {
            state.Change(() => tokens.Add(token));
            Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
            state.Change(() => returned++);
            return new(i);
        }).WithDegreeOfParallelism(3).ToArrayAsync(cancel.Token);
        await state.Until(() => tokens.Count == 3);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.Within());
        foreach (CancellationToken token in tokens)
        {
            await token.Cancelled().Within();
        }

        release.Set();
        await state.Until(() => returned == 3);
        Assert.Equal(3, tokens.Count);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task CallbackOnTheToken_ThatBlocksOrThrows_HoldsUpNobody(Model model)
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var state = new Observed();
        int registered = 0;
        Batch<int> batch = LocalWork.Batch(model, 2, async (i, token) =>
        {
            var cancelled = new TaskCompletionSource();
            token.Register(() =>
            {
                cancelled.TrySetResult();
                Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
                throw new InvalidDataException();
            });
            state.Change(() => registered++);
            await cancelled.Task;
            return i;
        }).WithDegreeOfParallelism(2);
        Task<int[]> running = batch.ToArrayAsync(cancel.Token);
        await state.Until(() => registered == 2);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Within());
        Outcome<int>[] outcomes = await batch.WithTimeout(s_limit).OutcomesAsync().Within();
        Assert.All(outcomes, outcome => Assert.IsType<TimeoutException>(outcome.Error));
        release.Set();
        Assert.Equal(new[] { 0 }, await LocalWork.Batch(model, 1, (i, _) => new(i)).ToArrayAsync().Within());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Stop_DropsQueuedBlocksAndEndsThemAtOnceAndTheRunningOneLater(Model model)
    {
        using var release = new ManualResetEventSlim();
        var sink = new RecordingSink();
        RecordingSink.CountedEnd[] ends = [.. Enumerable.Range(0, 4).Select(_ => sink.NewEnd())];
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LaneSession<Func<CancellationToken, ValueTask<int>>> session = LocalWork.Lane(model).Open(sink, 1, Timeout.InfiniteTimeSpan);
        session.Submit(LocalWork.Block(
            0,
            ends[0],
            _ =>
            {
                started.SetResult();
                Assert.True(release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));
                return new(0);
            },
            _ => throw new InvalidDataException("a later item of a stopped block")));
        session.Submit(LocalWork.Block(2, ends[1], _ => new(2)));
        session.Submit(LocalWork.Block(3, ends[2], _ => new(3)));
        await started.Task.Within();
        session.Stop();
        session.Stop();
        session.Submit(LocalWork.Block(4, ends[3], _ => new(4)));
        Assert.Equal(new[] { 0, 1, 1, 1 }, ends.Select(end => end.Ends));
        release.Set();
        await ends[0].Come();
        Assert.Equal(new[] { 1, 1, 1, 1 }, ends.Select(end => end.Ends));
        Assert.InRange(sink.Told, 0, 1);
    }
}
