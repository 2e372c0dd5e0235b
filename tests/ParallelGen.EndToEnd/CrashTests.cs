namespace ParallelGen.EndToEnd;

/// <summary>Workers that die: exactly the call that ran is blamed, nothing runs twice, the pool goes on.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(20, 4, 1)]
    [InlineData(200, 100, 64)]
    public async Task Batch_OneItemKillsItsWorker_OnlyThatItemFailsAndNothingRunsTwice(int items, int fatal, int chunk)
    {
        using var log = new TempFolder();
        Outcome<int>[] outcomes = await Work.LogAll(Enumerable.Range(0, items).Select(number => (number, log.Path, fatal)))
            .WithChunkSize(chunk).OutcomesAsync().InTime();

        Assert.Equal(items, outcomes.Length);
        for (int i = 0; i < items; i++)
        {
            if (i == fatal)
            {
                WorkerCrashedException error = Assert.IsType<WorkerCrashedException>(outcomes[i].Error);
                Assert.Equal(9, error.Signal);
                Assert.Equal(137, error.ExitCode);
                Assert.Contains("Work.Log", error.Message, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(i, outcomes[i].ValueOrThrow());
            }
        }

        int[] lines = [.. Directory.EnumerateFiles(log.Path).SelectMany(File.ReadAllLines).Select(int.Parse).Order()];
        Assert.Equal(Enumerable.Range(0, items), lines);
        Assert.Equal(49, await Work.SquareAsync(7).InTime());
    }

    [Fact]
    public async Task Batch_OneItemKillsItsWorkerAndIsAwaited_ThrowsOneBatchException()
    {
        using var log = new TempFolder();
        BatchException error = await Assert.ThrowsAsync<BatchException>(
            async () => await Work.LogAll(Enumerable.Range(0, 20).Select(number => (number, log.Path, 4))));
        ItemFailure failure = Assert.Single(error.Failures);
        Assert.Equal(4, failure.Index);
        Assert.IsType<WorkerCrashedException>(failure.Error);
        Assert.Equal(20, error.Total);
    }

    [Fact]
    public async Task Call_WorkerExits_ReportsTheExitCode()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => Work.ExitAsync(42).InTime());
        Assert.Equal(42, error.ExitCode);
        Assert.Null(error.Signal);
        Assert.True(error.ProcessId > 0);
    }

    [Fact]
    public async Task Call_FailFast_ReportsSignalAndMessage()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => Work.FailFastAsync("the reactor is hot").InTime());
        Assert.Equal(6, error.Signal);
        Assert.Contains("the reactor is hot", error.StandardErrorTail, StringComparison.Ordinal);
        Assert.EndsWith("It said: Process terminated. the reactor is hot", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_StackOverflow_NamesItselfAtTheHead()
    {
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => Work.OverflowAsync(0).InTime());
        Assert.Equal(6, error.Signal);
        Assert.StartsWith("Stack overflow.", error.StandardErrorTail, StringComparison.Ordinal);
        Assert.InRange(error.StandardErrorTail.Length, 1, 9000);
        Assert.EndsWith("It said: Stack overflow.", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.StandardErrorTail.TrimEnd(), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WildPointer_FailsOnlyThatCall()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => Work.SegfaultAsync(0x10_0000_0000).InTime());
        Assert.Equal(6, Assert.IsType<WorkerCrashedException>(error).Signal);
        Assert.Equal(4, await Work.SquareAsync(2).InTime());
    }
}
