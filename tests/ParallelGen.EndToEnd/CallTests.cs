using System.Globalization;

namespace ParallelGen.EndToEnd;

/// <summary>The plain path: results, order, errors, culture.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task Call_RunsInAnotherProcess()
    {
        Assert.NotEqual(Environment.ProcessId, await Work.ProcessIdAsync().InTime());
        Assert.False(WorkerContext.IsWorker);
    }

    [Fact]
    public async Task Batch_ManyItems_ComeBackInOrderFromBothWorkers()
    {
        int[] inputs = [.. Enumerable.Range(0, 2000)];
        Assert.Equal(inputs.Select(value => value * value), await Work.SquareAll(inputs).ToArrayAsync().InTime());
        // Their numbers, not their process ids: tests beside this one kill workers, and replacements take over the numbers.
        Assert.All(await Work.WorkerIndexAll(200).ToArrayAsync().InTime(), index => Assert.InRange(index, 0, 1));
    }

    [Fact]
    public async Task Call_AssemblyHasAnInitializer_RanOnceInEachWorkerAndNotHere()
    {
        Assert.All(await StartUp.InitializerRunsAll(50).ToArrayAsync().InTime(), runs => Assert.Equal(1, runs));
        Assert.Equal(0, StartUp.InitializerRunsCore());
    }

    [Fact]
    public async Task Batch_Enumerated_YieldsInOrder()
    {
        int next = 0;
        await foreach (int square in Work.SquareAll(Enumerable.Range(0, 100)).WithChunkSize(7))
        {
            Assert.Equal(next * next, square);
            next++;
        }

        Assert.Equal(100, next);
    }

    [Fact]
    public async Task Call_MethodThrows_SameTypeMessageInnerAndRemoteStack()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => Work.ThrowAsync("speed").InTime());
        Assert.Equal("speed", error.ParamName);
        Assert.Equal(new ArgumentException("The value is wrong.", "speed").Message, error.Message);
        Assert.Equal("inner cause", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Contains("Work.ThrowCore(String parameter)", error.StackTrace, StringComparison.Ordinal);
        Assert.Contains("worker process", error.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("WireCallEntry", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CultureOfTheCaller_Travels()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo uiCulture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal("de-DE/fr-FR/1,5", await Work.CultureAsync().InTime());
            Assert.All(await Work.CultureAll(10).ToArrayAsync().InTime(), text => Assert.Equal("de-DE/fr-FR/1,5", text));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }
}
