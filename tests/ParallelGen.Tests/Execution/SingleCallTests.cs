using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

public sealed class SingleCallTests
{
    [Fact]
    public async Task SingleCall_Success_GivesTheResult()
    {
        var call = new SingleCall<int>(CancellationToken.None);
        Assert.False(call.Task.IsCompleted);
        call.Complete(0, Outcome<int>.Success(7));
        call.Complete(0, Outcome<int>.Success(8));
        Assert.False(call.TryCancel());
        Assert.Equal(7, await call.Task.Within());
    }

    [Fact]
    public async Task SingleCall_Failure_ThrowsThatException()
    {
        var call = new SingleCall<int>(CancellationToken.None);
        var error = new InvalidDataException();
        call.Complete(0, Outcome<int>.Failure(error));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => call.Task.Within()));
    }

    [Fact]
    public async Task SingleCall_MethodsOwnCancellation_IsAFailureUnlessTheCallersTokenAsked()
    {
        using var cancel = new CancellationTokenSource();
        foreach (CancellationToken token in new[] { CancellationToken.None, cancel.Token, new CancellationToken(canceled: true) })
        {
            var call = new SingleCall<int>(cancel.Token);
            var error = new OperationCanceledException(token);
            call.Complete(0, Outcome<int>.Failure(error));
            Assert.True(call.Task.IsFaulted);
            Assert.Same(error, await Assert.ThrowsAsync<OperationCanceledException>(() => call.Task.Within()));
        }

        var cancelled = new SingleCall<int>(cancel.Token);
        await cancel.CancelAsync();
        cancelled.Complete(0, Outcome<int>.Failure(new OperationCanceledException(cancel.Token)));
        Assert.True(cancelled.Task.IsCanceled);
    }

    [Fact]
    public async Task SingleCall_Cancelled_CarriesTheTokenAndIgnoresTheOutcome()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var call = new SingleCall<int>(cancel.Token);
        Assert.True(call.TryCancel());
        call.Complete(0, Outcome<int>.Success(7));
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Task.Within());
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public async Task SingleCall_Continuation_NeverRunsOnTheCompletingThread()
    {
        var call = new SingleCall<int>(CancellationToken.None);
        Task<int> continuation = Continue(call.Task);
        int completing = 0;
        var thread = new Thread(() =>
        {
            completing = Environment.CurrentManagedThreadId;
            call.Complete(0, Outcome<int>.Success(1));
        });
        thread.Start();
        Assert.NotEqual(await continuation.Within(), completing);
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));

        static async Task<int> Continue(Task<int> task)
        {
            await task.ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        }
    }
}
