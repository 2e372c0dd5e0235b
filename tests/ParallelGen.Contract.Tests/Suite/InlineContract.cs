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
    public async Task Inline_StreamsReportsAndSharedValues_AreTheSame()
    {
        Expect.Sequence([0, 1, 2], await TWork.CountStream(3).ToListInTime());
        Expect.Sequence([0, 1, 2], await TWork.CountLaterStream(3).ToListInTime());

        int thread = Environment.CurrentManagedThreadId;
        var threads = new List<int>();
        var reports = new Reports<int> { OnReport = _ => threads.Add(Environment.CurrentManagedThreadId) };
        Task<int> call = TWork.ReportAsync(3, reports);
        Assert.True(call.IsCompleted);
        Assert.Equal([0, 1, 2], reports.ToArray());
        Assert.Equal([thread, thread, thread], threads);
        Assert.Equal(3, await call);

        Expect.Sequence([0, 7, 10], await TWork.WeighAll([0, 1, 2], [5, 7]).InTime());
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
