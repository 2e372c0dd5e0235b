namespace ParallelGen.Contract;

/// <summary><c>ParallelRuntime.Inline</c>, for debugging.</summary>
public abstract class InlineContract<TWork> : IDisposable
    where TWork : IWork
{
    protected InlineContract() => ParallelRuntime.Inline = true;

    [Fact]
    public async Task Inline_Call_RunsOnTheCallersThread()
    {
        (int Process, int Thread) here = (Environment.ProcessId, Environment.CurrentManagedThreadId);
        Assert.Equal(here, await TWork.PlaceAsync());
    }

    [Fact]
    public async Task Inline_ResultsAndErrors_AreTheSame()
    {
        Expect.Sequence([0, 1, 4], await TWork.SquareAll([0, 1, 2]).InTime());
        Expect.Sequence([0, 2, 4], await TWork.DoubleLaterAll([0, 1, 2]).ToListInTime());
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => TWork.EvenAll([0, 1, 2]).InTime());
        Assert.Equal((1L, 3L), (Assert.Single(error.Failures).Index, error.Total));
    }

    [Fact]
    public async Task Inline_ProgressHandlerThrows_FailsTheCall()
    {
        var error = new SoldOutException("of the handler", 2);
        var reports = new Reports<int> { OnReport = value => { if (value == 2) { throw error; } } };
        Assert.Same(error, await Assert.ThrowsAsync<SoldOutException>(() => TWork.ReportAsync(9, reports).InTime()));
        Assert.Equal([0, 1, 2], reports.ToArray());
    }

    public void Dispose()
    {
        ParallelRuntime.Inline = false;
        GC.SuppressFinalize(this);
    }
}
