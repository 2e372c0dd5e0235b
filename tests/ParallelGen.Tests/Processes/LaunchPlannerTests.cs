using ParallelGen.Processes.Launching;

namespace ParallelGen.Tests.Processes;

/// <summary>Every host that the library was tried in, played by its facts.</summary>
public sealed class LaunchPlannerTests
{
    private const string Root = "/usr/share/dotnet";
    private const string Muxer = Root + "/dotnet";
    private const string App = "/srv/app/App";
    private const string Library = "/srv/app/ParallelGen.dll";

    [Fact]
    public void Plan_DotnetAppDll_UsesItsOwnMuxerAndTheAppsFiles()
    {
        LaunchPlan plan = Plan(Facts() with { ProcessPath = "/opt/other/dotnet", CommandLine = ["dotnet", "App.dll"] });
        Assert.Equal("/opt/other/dotnet", plan.Muxer);
        Assert.Equal(App + ".runtimeconfig.json", plan.RuntimeConfig);
        Assert.Equal(App + ".deps.json", plan.DepsFile);
        Assert.Equal(Library, plan.Library);
    }

    [Theory]
    [InlineData(App)]
    [InlineData("/srv/app/App.exe")]
    public void Plan_Apphost_FindsTheMuxerOfItsRuntime(string executable) =>
        Assert.Equal(Muxer, Plan(Facts() with { ProcessPath = executable, CommandLine = [executable, "argument"] }).Muxer);

    [Fact]
    public void Plan_DotnetRunOrTestingPlatform_IsAnApphost()
    {
        HostFacts facts = Facts() with { ProcessPath = App, CommandLine = [App, "--server", "dotnettestcli"] };
        LaunchPlan plan = Plan(With(facts, Muxer + "-sdk") with { Environment = name => name == "DOTNET_HOST_PATH" ? Muxer + "-sdk" : null });
        Assert.Equal(Muxer, plan.Muxer);
    }

    [Fact]
    public void Plan_VSTest_TakesBothFilesOfTheTestProject()
    {
        HostFacts facts = Facts() with
        {
            ProcessPath = Muxer,
            CommandLine = [Muxer, "exec", "--runtimeconfig", "/t/Tests.runtimeconfig.json", "--depsfile", "/t/Tests.deps.json", "/packages/testhost.dll", "--port", "1"],
            EntryAssemblyPath = "/packages/testhost.dll",
            DepsFiles = ["/t/Tests.deps.json", FrameworkDeps("Microsoft.NETCore.App")],
            LibraryPath = "/t/ParallelGen.dll",
        };
        LaunchPlan plan = Plan(With(facts, "/t/Tests.runtimeconfig.json", "/t/Tests.deps.json", "/packages/testhost.runtimeconfig.json"));
        Assert.Equal("/t/Tests.runtimeconfig.json", plan.RuntimeConfig);
        Assert.Equal("/t/Tests.deps.json", plan.DepsFile);
        Assert.Equal(
            ["exec", "--runtimeconfig", "/t/Tests.runtimeconfig.json", "--depsfile", "/t/Tests.deps.json", "/t/ParallelGen.dll", "parallelgen-worker"],
            plan.Arguments(plan.RuntimeConfig!));
    }

    [Theory]
    [InlineData("exec", "App.dll", "--runtimeconfig", "/users/own.json")]
    [InlineData("App.dll", "--runtimeconfig", "/users/own.json", "x")]
    [InlineData("exec", "--roll-forward", "Major", "App.dll", "--runtimeconfig", "/users/own.json")]
    public void Plan_ProgramsOwnArgumentLooksLikeAHostOption_IsNotOne(params string[] words)
    {
        LaunchPlan plan = Plan(With(Facts() with { ProcessPath = Muxer, CommandLine = [Muxer, .. words] }, "/users/own.json"));
        Assert.Equal(App + ".runtimeconfig.json", plan.RuntimeConfig);
    }

    [Fact]
    public void Plan_ApphostWithArgumentsOfThatName_LooksBesideTheDepsFile()
    {
        LaunchPlan plan = Plan(With(Facts() with { ProcessPath = App, CommandLine = [App, "--runtimeconfig", "/users/own.json"] }, "/users/own.json"));
        Assert.Equal(App + ".runtimeconfig.json", plan.RuntimeConfig);
    }

    [Fact]
    public void Plan_HostOptionsBeforeRuntimeConfig_AreSteppedOver()
    {
        HostFacts facts = Facts() with { ProcessPath = Muxer, CommandLine = [Muxer, "--roll-forward", "Major", "--runtimeconfig", "/x.json", "App.dll"] };
        Assert.Equal("/x.json", Plan(With(facts, "/x.json")).RuntimeConfig);
    }

    [Fact]
    public void Plan_AspNet_KnowsBothFrameworksAndTakesTheAppsDepsFile()
    {
        LaunchPlan plan = Plan(Facts() with
        {
            DepsFiles = [FrameworkDeps("Microsoft.AspNetCore.App"), App + ".deps.json", FrameworkDeps("Microsoft.NETCore.App")],
        });
        Assert.Equal(App + ".deps.json", plan.DepsFile);
        Assert.Equal([("Microsoft.AspNetCore.App", "10.0.1"), ("Microsoft.NETCore.App", "10.0.1")], plan.Frameworks);
    }

    [Fact]
    public void Plan_NoRuntimeConfig_LeavesItToTheFrameworks()
    {
        LaunchPlan plan = Plan(Only(Facts(), Muxer, App + ".deps.json"));
        Assert.Null(plan.RuntimeConfig);
        Assert.Equal([("Microsoft.NETCore.App", "10.0.1")], plan.Frameworks);
    }

    [Fact]
    public void Plan_NoDepsFile_LooksBesideTheEntryAssembly()
    {
        HostFacts facts = Facts() with { DepsFiles = [FrameworkDeps("Microsoft.NETCore.App")] };
        LaunchPlan plan = Plan(Only(facts, Muxer, App + ".runtimeconfig.json", FrameworkDeps("Microsoft.NETCore.App")));
        Assert.Null(plan.DepsFile);
        Assert.Equal(App + ".runtimeconfig.json", plan.RuntimeConfig);
        Assert.DoesNotContain("--depsfile", plan.Arguments("R"));
    }

    [Fact]
    public void Plan_NoEntryAssembly_StillPlans()
    {
        LaunchPlan plan = Plan(Only(Facts() with { EntryAssemblyPath = null, DepsFiles = [] }, Muxer));
        Assert.Null(plan.RuntimeConfig);
        Assert.Null(plan.DepsFile);
    }

    [Fact]
    public void Plan_PathsWithSpacesAndNonAscii_StayWhatTheyAre()
    {
        const string Folder = "/srv/Straße mit Leer 漢字";
        HostFacts facts = Facts() with
        {
            LibraryPath = Folder + "/ParallelGen.dll",
            EntryAssemblyPath = Folder + "/Ä p.dll",
            DepsFiles = [Folder + "/Ä p.deps.json"],
        };
        LaunchPlan plan = Plan(With(facts, Folder + "/Ä p.deps.json", Folder + "/Ä p.runtimeconfig.json"));
        Assert.Equal(Folder + "/Ä p.deps.json", plan.DepsFile);
        Assert.Equal(
            ["exec", "--runtimeconfig", Folder + "/Ä p.runtimeconfig.json", "--depsfile", Folder + "/Ä p.deps.json", Folder + "/ParallelGen.dll", "parallelgen-worker"],
            plan.Arguments(plan.RuntimeConfig!));
    }

    [Fact]
    public void Plan_EntryAssemblyWithDotsInItsName_KeepsThem()
    {
        HostFacts facts = Facts() with { EntryAssemblyPath = "/srv/My.App.Core.dll", DepsFiles = [] };
        Assert.Equal("/srv/My.App.Core.runtimeconfig.json", Plan(With(facts, "/srv/My.App.Core.runtimeconfig.json")).RuntimeConfig);
    }

    [Fact]
    public void Plan_SeveralMuxers_TheRuntimesOwnThenTheHostPathThenTheRoot()
    {
        string[] candidates = [Muxer, "/sdk/dotnet", "/root/dotnet"];
        for (int missing = 0; missing < candidates.Length; missing++)
        {
            HostFacts facts = Facts() with
            {
                Environment = name => name switch { "DOTNET_HOST_PATH" => "/sdk/dotnet", "DOTNET_ROOT" => "/root", _ => null },
            };
            Assert.Equal(candidates[missing], Plan(Only(facts, candidates[missing..])).Muxer);
        }
    }

    [Fact]
    public void Plan_CoreLibraryElsewhere_FollowsTheFrameworksDepsFile()
    {
        HostFacts facts = Facts() with { CoreLibraryDirectory = "/elsewhere/shared/Microsoft.NETCore.App/10.0.1", FrameworkDepsFile = FrameworkDeps("Microsoft.NETCore.App") };
        Assert.Equal(Muxer, Plan(Only(facts, Muxer)).Muxer);
    }

    [Fact]
    public void Plan_NoMuxer_SaysWhereItLooked()
    {
        WorkerStartException error = Refuse(Only(Facts() with { Environment = name => name == "DOTNET_ROOT" ? "/nowhere" : null }));
        Assert.Contains(Muxer, error.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/dotnet", error.Message, StringComparison.Ordinal);
        Assert.Contains("DOTNET_ROOT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SelfContained_IsNamedThoughAMuxerIsThere()
    {
        HostFacts facts = Facts() with
        {
            CoreLibraryDirectory = "/srv/app",
            DepsFiles = [App + ".deps.json"],
            FrameworkDepsFile = null,
            Environment = name => name == "DOTNET_ROOT" ? Root : null,
        };
        Assert.Contains("self-contained", Refuse(With(facts, Muxer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SingleFile_IsNamed() =>
        Assert.Contains("PublishSingleFile", Refuse(Facts() with { LibraryPath = "" }).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_NativeAot_IsNamed() =>
        Assert.Contains("NativeAOT", Refuse(Facts() with { HasTrustedAssemblies = false, LibraryPath = "", CoreLibraryDirectory = "" }).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_Windows_IsNamedWithWhatToDo()
    {
        string message = Refuse(Facts() with { IsWindows = true }).Message;
        Assert.Contains("Windows", message, StringComparison.Ordinal);
        Assert.Contains("on Linux, or call the method itself", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_AssemblyFromMemory_IsNamed()
    {
        WorkerStartException error = Assert.Throws<WorkerStartException>(() => LaunchPlanner.Plan(Facts(), "Rules", ""));
        Assert.Contains("Rules", error.Message, StringComparison.Ordinal);
        Assert.Contains("loaded from memory", error.Message, StringComparison.Ordinal);
    }

    private static string FrameworkDeps(string name) => $"{Root}/shared/{name}/10.0.1/{name}.deps.json";

    /// <summary>An ordinary application started through its executable.</summary>
    private static HostFacts Facts() => With(
        new HostFacts
        {
            LibraryPath = Library,
            ProcessPath = App,
            CommandLine = [App],
            CoreLibraryDirectory = $"{Root}/shared/Microsoft.NETCore.App/10.0.1",
            EntryAssemblyPath = App + ".dll",
            EntryAssemblyName = "App",
            DepsFiles = [App + ".deps.json", FrameworkDeps("Microsoft.NETCore.App")],
            FrameworkDepsFile = FrameworkDeps("Microsoft.NETCore.App"),
            HasTrustedAssemblies = true,
            IsWindows = false,
            Environment = _ => null,
            FileExists = _ => false,
        },
        Muxer, App + ".deps.json", App + ".runtimeconfig.json", FrameworkDeps("Microsoft.NETCore.App"));

    private static HostFacts With(HostFacts facts, params string[] files) => facts with { FileExists = path => files.Contains(path) || facts.FileExists(path) };

    private static HostFacts Only(HostFacts facts, params string[] files) => facts with { FileExists = path => files.Contains(path) };

    private static LaunchPlan Plan(HostFacts facts) => LaunchPlanner.Plan(facts, "App", App + ".dll");

    private static WorkerStartException Refuse(HostFacts facts) => Assert.Throws<WorkerStartException>(() => Plan(facts));
}
