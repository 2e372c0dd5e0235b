using System.Diagnostics;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

/// <summary>The surroundings that a worker gets.</summary>
public sealed class WorkerLauncherTests
{
    [Fact]
    public void StartInfo_CodeThatOthersInject_DoesNotReachTheWorker()
    {
        ProcessStartInfo start = StartInfo(new ProcessPoolOptions());
        Assert.DoesNotContain("DOTNET_STARTUP_HOOKS", start.Environment.Keys);
        Assert.DoesNotContain("DOTNET_MODIFIABLE_ASSEMBLIES", start.Environment.Keys);
        Assert.Equal("0", start.Environment["DOTNET_gcServer"]);
        Assert.Equal("1", start.Environment["DOTNET_GCRetainVM"]);
        Assert.Equal("", start.WorkingDirectory);
    }

    [Fact]
    public void StartInfo_Options_HaveTheLastWord()
    {
        var options = new ProcessPoolOptions { WorkingDirectory = "/srv" };
        options.Environment["DOTNET_gcServer"] = "1";
        options.Environment["PARALLELGEN_TEST"] = "ä b";
        options.Environment["PATH"] = null;
        ProcessStartInfo start = StartInfo(options);
        Assert.Equal("1", start.Environment["DOTNET_gcServer"]);
        Assert.Equal("ä b", start.Environment["PARALLELGEN_TEST"]);
        Assert.False(start.Environment.TryGetValue("PATH", out string? path) && path is not null);
        Assert.Equal("/srv", start.WorkingDirectory);
    }

    [Theory]
    [InlineData(null, "ParallelGen")]
    [InlineData("", "ParallelGen")]
    [InlineData("/tools/profiler.dll", "/tools/profiler.dll:ParallelGen")]
    public void StartInfo_ApplicationItselfByHook_NamesThisLibraryBehindTheHooksOfTheOptions(string? asked, string hooks)
    {
        var options = new ProcessPoolOptions();
        if (asked is not null)
        {
            options.Environment["DOTNET_STARTUP_HOOKS"] = asked;
        }

        ProcessStartInfo start = WorkerLauncher.StartInfo(new LaunchPlan("/srv/app", null, Hook: "ParallelGen"), null, options);
        Assert.Equal(("/srv/app", hooks), (start.FileName, start.Environment["DOTNET_STARTUP_HOOKS"]));
        Assert.Equal(["parallelgen-worker"], start.ArgumentList);
    }

    [Fact]
    public void StartInfo_ApplicationItselfByMain_SetsNoHook() => Assert.DoesNotContain(
        "DOTNET_STARTUP_HOOKS", WorkerLauncher.StartInfo(new LaunchPlan("/srv/app", null), null, new ProcessPoolOptions()).Environment.Keys);

    [Fact]
    public void RunIfWorker_InAnOrdinaryProcess_IsFalse() => Assert.False(ParallelRuntime.RunIfWorker());

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    public async Task Library_StartedByHand_SaysWhatItIs(string argument)
    {
        LaunchPlan plan = Plan();
        string[] words = [.. plan.Arguments(plan.Host!.RuntimeConfig!)];
        using Process process = Process.Start(new ProcessStartInfo(plan.Executable, [.. words[..^1], argument]) { RedirectStandardError = true })!;
        string said = await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(64, process.ExitCode);
        Assert.Contains("is a library", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WorkingDirectoryMissing_NamesCommandAndDirectory()
    {
        var options = new ProcessPoolOptions { WorkingDirectory = "/nowhere at all" };
        WorkerStartException error = Assert.Throws<WorkerStartException>(() => WorkerLauncher.Instance.Start(typeof(Calls).Assembly, options));
        Assert.Contains("'/nowhere at all'", error.Message, StringComparison.Ordinal);
        Assert.Contains("parallelgen-worker", error.Message, StringComparison.Ordinal);
    }

    private static LaunchPlan Plan() => LaunchPlanner.Plan(HostFacts.OfThisProcess(), "tests", typeof(WorkerLauncherTests).Assembly.Location);

    private static ProcessStartInfo StartInfo(ProcessPoolOptions options) => WorkerLauncher.StartInfo(Plan(), "R", options);
}
