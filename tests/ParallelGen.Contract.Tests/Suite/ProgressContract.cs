using System.Diagnostics;

namespace ParallelGen.Contract;

/// <summary>How a batch tells how far it is.</summary>
public abstract class ProgressContract<TWork>
    where TWork : IWork
{
    private static int Count => TWork.Model == Model.Process ? 20 : 5000;

    [Fact]
    public async Task Progress_OfALargeBatch_IsRateLimitedAndNeverRunsBackwards()
    {
        var reports = new Reports<BatchProgress>();
        var clock = Stopwatch.StartNew();
        await TWork.SquareAll(Enumerable.Range(0, Count)).WithProgress(reports).InTime();
        int most = 2 + (int)Math.Ceiling(clock.Elapsed.TotalSeconds * 10);
        BatchProgress[] all = reports.ToArray();
        Assert.InRange(all.Length, 1, most);
        Assert.Equal(all.OrderBy(report => report.Completed), all);
        Assert.False(reports.Overlapped);
    }

    [Theory]
    [InlineData("await")]
    [InlineData("outcomes")]
    [InlineData("stream")]
    [InlineData("completed")]
    public async Task Progress_LastReport_ComesBeforeCompletionAndCountsEverything(string form)
    {
        var reports = new Reports<BatchProgress>();
        Batch<int> batch = TWork.SquareAll(Enumerable.Range(0, 5)).WithProgress(reports);
        await (form switch
        {
            "await" => batch.InTime(),
            "outcomes" => batch.OutcomesAsync().InTime(),
            "stream" => batch.ToListInTime(),
            _ => (Task)batch.AsCompleted().ToListInTime(),
        });
        BatchProgress last = reports.ToArray()[^1];
        Assert.Equal((5, 0, 5), (last.Completed, last.Failed, last.Total));
        Assert.Equal(TimeSpan.Zero, last.Remaining);
        Assert.True(last.ItemsPerSecond > 0 && last.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public async Task Progress_SomeFail_CountsThem()
    {
        var reports = new Reports<BatchProgress>();
        await Assert.ThrowsAsync<BatchException>(() => TWork.EvenAll([0, 1, 2, 3, 5]).WithProgress(reports).InTime());
        BatchProgress last = reports.ToArray()[^1];
        Assert.Equal((5, 3), (last.Completed, last.Failed));
    }

    [Fact]
    public async Task Progress_OfAnEmptyBatch_IsReportedOnce()
    {
        var reports = new Reports<BatchProgress>();
        await TWork.SquareAll(Array.Empty<int>()).WithProgress(reports).InTime();
        Assert.Equal((0, 0), (Assert.Single(reports.ToArray()).Completed, reports.ToArray()[0].Total));
    }

    [Fact]
    public async Task Progress_HandlerThrows_FailsTheBatchWithThatException()
    {
        var error = new InvalidDataException("the handler broke");
        var reports = new Reports<BatchProgress> { OnReport = _ => throw error };
        Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => TWork.SquareAll([1, 2, 3]).WithProgress(reports).InTime()));
    }

    [Fact]
    public async Task Progress_OfASourceThatCannotBeCounted_HasNoTotalUntilItEnds()
    {
        using var folder = new SignalFolder();
        var reports = new Reports<BatchProgress>();
        string other = Directory.CreateDirectory(Path.Combine(folder.Path, "other")).FullName;
        Signal.Set(other, Signal.Go);
        var source = new List<(string, int)> { (other, 0), (folder.Path, 1) }.Where(_ => true).Concat(Hang(folder));
        Task<int[]> running = TWork.HoldAll(source).WithProgress(reports).ToArrayAsync();
        await Deadline.UntilAsync(() => reports.ToArray().Any(report => report.Completed == 1), folder);
        Assert.All(reports.ToArray(), report => Assert.Null(report.Total));
        folder.Set(Signal.Go);
        Expect.Sequence([0, 1, 2], await running.InTime());
        Assert.Equal(3, reports.ToArray()[^1].Total);
    }

    /// <summary>The end of the source comes with the signal.</summary>
    private static IEnumerable<(string, int)> Hang(SignalFolder folder)
    {
        Signal.WaitAsync(folder.Path, Signal.Go).GetAwaiter().GetResult();
        yield return (folder.Path, 2);
    }
}
