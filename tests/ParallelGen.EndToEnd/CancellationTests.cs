using System.Globalization;

namespace ParallelGen.EndToEnd;

/// <summary>Cancelling and time limits: the caller is told at once, the worker is asked first and killed after the grace.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Call_CancelledWhileRunning_MethodSeesItsTokenAndWorkerLivesOn()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<int> call = Work.WaitForCancelAsync(folder.File("started"), cancel.Token);
        await Deadline.UntilAsync(() => File.Exists(folder.File("started")), "the method has started");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.True(call.IsCanceled);
        Assert.Equal(9, await Work.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Call_CancelledButIgnoresItsToken_WorkerIsKilledAfterTheGrace()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        string started = folder.File("started");
        Task<int> call = Work.SpinAsync(started, cancel.Token);
        await Deadline.UntilAsync(() => File.Exists(started) && File.ReadAllText(started).Length > 0, "the method has started");
        int process = int.Parse(File.ReadAllText(started), CultureInfo.InvariantCulture);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        await Deadline.UntilAsync(() => !ProcessTable.IsAlive(process), "the worker is gone");
        Assert.Equal(9, await Work.SquareAsync(3).InTime());
    }

    [Fact]
    public async Task Call_CancelledBefore_DoesNotStart()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        using var folder = new TempFolder();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Work.SpinAsync(folder.File("started"), cancel.Token).InTime());
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public async Task Call_PastItsTimeLimit_ThrowsTimeoutExceptionAndNeighboursLive()
    {
        TimeoutException error = await Assert.ThrowsAsync<TimeoutException>(() => Work.LimitedAsync(Timeout.Infinite).InTime());
        Assert.Contains("300 ms", error.Message, StringComparison.Ordinal);

        Outcome<int>[] outcomes = await Work.LimitedAll([1, 2, Timeout.Infinite, 3, 4]).WithChunkSize(5).OutcomesAsync().InTime();
        Assert.IsType<TimeoutException>(outcomes[2].Error);
        Assert.Equal([1, 2, 3, 4], outcomes.Where(outcome => outcome.Succeeded).Select(outcome => outcome.Value));
    }

    [Fact]
    public async Task Batch_Cancelled_ThrowsAtOnceAndPoolServesTheNext()
    {
        using var folder = new TempFolder();
        using var cancel = new CancellationTokenSource();
        Task<int[]> batch = Work.WaitForCancelAll(Enumerable.Range(0, 50).Select(i => folder.File($"started{i}"))).ToArrayAsync(cancel.Token);
        await Deadline.UntilAsync(() => Directory.EnumerateFiles(folder.Path).Any(), "a call has started");
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch.InTime());
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal(16, await Work.SquareAsync(4).InTime());
        Assert.InRange(Directory.EnumerateFiles(folder.Path).Count(), 1, 2);
    }
}
