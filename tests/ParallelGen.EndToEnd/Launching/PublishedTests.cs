using System.Diagnostics;
using System.Globalization;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>Applications that no dotnet host starts: their workers are the application once more, entered through a hook or through Main.</summary>
public sealed class PublishedTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    [Theory]
    [InlineData("one-file", "PublishSingleFile=true")]
    [InlineData("self-contained", "SelfContained=true")]
    public async Task Application_OpenToHooks_StartsWorkersAsItIs(string name, params string[] properties) =>
        await AssertWorksAsync(await app.PublishAsync(name, properties));

    [Theory]
    [InlineData("trimmed", "PublishTrimmed=true", "PublishSingleFile=true")]
    [InlineData("aot", "PublishAot=true")]
    public async Task Application_ClosedToHooks_StartsWorkersThroughMainOrSaysWhatIsMissing(string name, params string[] properties)
    {
        string file = await app.PublishAsync(name, ["SelfContained=true", "Entry=true", .. properties]);
        await AssertWorksAsync(file);
        await AssertSaysWhatIsMissingAsync(file);
        await AssertSaysWhoWroteAsync(file);
        await AssertTakesNoOtherBuildAsync(file);
    }

    private async Task AssertWorksAsync(string file)
    {
        string log = app.File(Path.GetRandomFileName());
        using ChildProcess process = Start(file, log);
        ILookup<string, string> lines = await process.FinishAsync();
        string main = Assert.Single(lines["main"]);
        string worker = Assert.Single(lines["worker"]);
        Assert.NotEqual(main, worker);
        Assert.Equal([main], await File.ReadAllLinesAsync(log));
        await Deadline.UntilAsync(() => !ProcessTable.IsAlive(int.Parse(worker, CultureInfo.InvariantCulture)), "the worker has ended after its application");
        Assert.Equal(Path.GetDirectoryName(file) + "/", Assert.Single(lines["base"]));
        string[] others = [.. lines.Where(line => line.Key is not ("main" or "worker" or "base")).SelectMany(line => line.Select(value => $"{line.Key} {value}"))];
        Assert.Equal(
            [
                "isworker True",
                "entry app",
                "parcel True",
                "batch 994011992 997002999",
                "stream 1 2 3 4 5",
                "reports 3 0 1 2",
                "initialized yes",
                "hooks none",
                "nested False 343",
                "fresh True",
                "own-error ParcelException 12 InvalidDataException",
                "framework-error ArgumentOutOfRangeException how framework",
                "crash WorkerCrashedException 9",
                "late TimeoutException",
                "models 4 5 6",
            ],
            others);
    }

    private async Task AssertSaysWhatIsMissingAsync(string file)
    {
        string log = app.File(Path.GetRandomFileName());
        using ChildProcess process = Start(file, log, "no-entry");
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.EndsWith("Begin Main with: if (ParallelGen.ParallelRuntime.RunIfWorker()) return;", Assert.Single(lines["refused"]), StringComparison.Ordinal);
        Assert.Equal([Assert.Single(lines["main"])], await File.ReadAllLinesAsync(log));
    }

    /// <summary>What is written before the entry is no frame of a worker.</summary>
    private async Task AssertSaysWhoWroteAsync(string file)
    {
        using ChildProcess process = Start(file, app.File(Path.GetRandomFileName()), configure: start => start.Environment["PUBLISHED_BANNER"] = "banner of the application, version 1");
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.Contains("a statement of Main before ParallelRuntime.RunIfWorker()", Assert.Single(lines["refused"]), StringComparison.Ordinal);
    }

    /// <summary>The last test of a file: what it was started from is another build afterwards.</summary>
    private async Task AssertTakesNoOtherBuildAsync(string file)
    {
        using ChildProcess process = Start(file, app.File(Path.GetRandomFileName()), "rebuilt");
        ILookup<string, string> lines = await process.FinishAsync();
        Assert.Equal("True", Assert.Single(lines["found"]));
        Assert.Contains($"'{file}' was rebuilt while the calling process runs an older build", Assert.Single(lines["refused"]), StringComparison.Ordinal);
    }

    private static ChildProcess Start(string file, string log, string? argument = null, Action<ProcessStartInfo>? configure = null) =>
        ChildProcess.Start(file, argument is null ? [] : [argument], start =>
        {
            start.Environment["APPS_MAIN_LOG"] = log;
            configure?.Invoke(start);
        });
}
