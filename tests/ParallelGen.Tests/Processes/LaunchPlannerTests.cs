using System.Runtime.InteropServices;
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
        Assert.Equal("/opt/other/dotnet", plan.Executable);
        Assert.Equal(App + ".runtimeconfig.json", plan.Host!.RuntimeConfig);
        Assert.Equal(App + ".deps.json", plan.Host!.DepsFile);
        Assert.Equal(Library, plan.Host!.Library);
    }

    [Theory]
    [InlineData(App)]
    [InlineData("/srv/app/App.exe")]
    public void Plan_Apphost_FindsTheMuxerOfItsRuntime(string executable) =>
        Assert.Equal(Muxer, Plan(Facts() with { ProcessPath = executable, CommandLine = [executable, "argument"] }).Executable);

    [Fact]
    public void Plan_DotnetRunOrTestingPlatform_IsAnApphost()
    {
        HostFacts facts = Facts() with { ProcessPath = App, CommandLine = [App, "--server", "dotnettestcli"] };
        LaunchPlan plan = Plan(With(facts, Muxer + "-sdk") with { Environment = name => name == "DOTNET_HOST_PATH" ? Muxer + "-sdk" : null });
        Assert.Equal(Muxer, plan.Executable);
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
        Assert.Equal("/t/Tests.runtimeconfig.json", plan.Host!.RuntimeConfig);
        Assert.Equal("/t/Tests.deps.json", plan.Host!.DepsFile);
        Assert.Equal(
            ["exec", "--runtimeconfig", "/t/Tests.runtimeconfig.json", "--depsfile", "/t/Tests.deps.json", "/t/ParallelGen.dll", "parallelgen-worker"],
            plan.Arguments(plan.Host!.RuntimeConfig!));
    }

    [Theory]
    [InlineData("exec", "App.dll", "--runtimeconfig", "/users/own.json")]
    [InlineData("App.dll", "--runtimeconfig", "/users/own.json", "x")]
    [InlineData("exec", "--roll-forward", "Major", "App.dll", "--runtimeconfig", "/users/own.json")]
    public void Plan_ProgramsOwnArgumentLooksLikeAHostOption_IsNotOne(params string[] words)
    {
        LaunchPlan plan = Plan(With(Facts() with { ProcessPath = Muxer, CommandLine = [Muxer, .. words] }, "/users/own.json"));
        Assert.Equal(App + ".runtimeconfig.json", plan.Host!.RuntimeConfig);
    }

    [Fact]
    public void Plan_ApphostWithArgumentsOfThatName_LooksBesideTheDepsFile()
    {
        LaunchPlan plan = Plan(With(Facts() with { ProcessPath = App, CommandLine = [App, "--runtimeconfig", "/users/own.json"] }, "/users/own.json"));
        Assert.Equal(App + ".runtimeconfig.json", plan.Host!.RuntimeConfig);
    }

    [Fact]
    public void Plan_HostOptionsBeforeRuntimeConfig_AreSteppedOver()
    {
        HostFacts facts = Facts() with { ProcessPath = Muxer, CommandLine = [Muxer, "--roll-forward", "Major", "--runtimeconfig", "/x.json", "App.dll"] };
        Assert.Equal("/x.json", Plan(With(facts, "/x.json")).Host!.RuntimeConfig);
    }

    [Fact]
    public void Plan_AspNet_KnowsBothFrameworksAndTakesTheAppsDepsFile()
    {
        LaunchPlan plan = Plan(Facts() with
        {
            DepsFiles = [FrameworkDeps("Microsoft.AspNetCore.App"), App + ".deps.json", FrameworkDeps("Microsoft.NETCore.App")],
        });
        Assert.Equal(App + ".deps.json", plan.Host!.DepsFile);
        Assert.Equal([("Microsoft.AspNetCore.App", "10.0.1"), ("Microsoft.NETCore.App", "10.0.1")], plan.Host!.Frameworks);
    }

    [Fact]
    public void Plan_NoRuntimeConfig_LeavesItToTheFrameworks()
    {
        LaunchPlan plan = Plan(Only(Facts(), Muxer, App + ".deps.json"));
        Assert.Null(plan.Host!.RuntimeConfig);
        Assert.Equal([("Microsoft.NETCore.App", "10.0.1")], plan.Host!.Frameworks);
    }

    [Fact]
    public void Plan_NoDepsFile_LooksBesideTheEntryAssembly()
    {
        HostFacts facts = Facts() with { DepsFiles = [FrameworkDeps("Microsoft.NETCore.App")] };
        LaunchPlan plan = Plan(Only(facts, Muxer, App + ".runtimeconfig.json", FrameworkDeps("Microsoft.NETCore.App")));
        Assert.Null(plan.Host!.DepsFile);
        Assert.Equal(App + ".runtimeconfig.json", plan.Host!.RuntimeConfig);
        Assert.DoesNotContain("--depsfile", plan.Arguments("R"));
    }

    [Fact]
    public void Plan_NoEntryAssembly_StillPlans()
    {
        LaunchPlan plan = Plan(Only(Facts() with { EntryAssemblyPath = null, DepsFiles = [] }, Muxer));
        Assert.Null(plan.Host!.RuntimeConfig);
        Assert.Null(plan.Host!.DepsFile);
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
        Assert.Equal(Folder + "/Ä p.deps.json", plan.Host!.DepsFile);
        Assert.Equal(
            ["exec", "--runtimeconfig", Folder + "/Ä p.runtimeconfig.json", "--depsfile", Folder + "/Ä p.deps.json", Folder + "/ParallelGen.dll", "parallelgen-worker"],
            plan.Arguments(plan.Host!.RuntimeConfig!));
    }

    [Fact]
    public void Plan_EntryAssemblyWithDotsInItsName_KeepsThem()
    {
        HostFacts facts = Facts() with { EntryAssemblyPath = "/srv/My.App.Core.dll", DepsFiles = [] };
        Assert.Equal("/srv/My.App.Core.runtimeconfig.json", Plan(With(facts, "/srv/My.App.Core.runtimeconfig.json")).Host!.RuntimeConfig);
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
            Assert.Equal(candidates[missing], Plan(Only(facts, candidates[missing..])).Executable);
        }
    }

    [Fact]
    public void Plan_CoreLibraryElsewhere_FollowsTheFrameworksDepsFile()
    {
        HostFacts facts = Facts() with { CoreLibraryDirectory = "/elsewhere/shared/Microsoft.NETCore.App/10.0.1", FrameworkDepsFile = FrameworkDeps("Microsoft.NETCore.App") };
        Assert.Equal(Muxer, Plan(Only(facts, Muxer)).Executable);
    }

    [Fact]
    public void Plan_NoMuxer_SaysWhereItLooked()
    {
        WorkerStartException error = Refuse(Only(Facts() with { Environment = name => name == "DOTNET_ROOT" ? "/nowhere" : null }));
        Assert.Contains(Muxer, error.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/dotnet", error.Message, StringComparison.Ordinal);
        Assert.Contains("DOTNET_ROOT", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_NothingForAMuxer_StartsItselfThroughAHook(string kind) =>
        AssertStartsItself(Plan(s_withoutAHost[kind]), byHook: true);

    /// <summary>A plugin has its own library: the runtime of a self-contained application would not find that by name.</summary>
    [Theory]
    [InlineData("/plugins/rules/ParallelGen.dll", "/plugins/rules/ParallelGen.dll")]
    [InlineData("/plugins/a:b/ParallelGen.dll", "ParallelGen")]
    [InlineData("", "ParallelGen")]
    public void Plan_Hook_IsTheLibrarysFileWhereItHasOne(string library, string hook) =>
        Assert.Equal(hook, Plan(s_withoutAHost["self-contained files"] with { LibraryPath = library }).Hook);

    /// <summary>Where hooks are on in a trimmed application, what they would call may have been cut away.</summary>
    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_NothingForAMuxerAndMainAsks_MainComesBeforeAHook(string kind) =>
        AssertStartsItself(Plan(s_withoutAHost[kind] with { MainAsks = true }), byHook: false);

    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_HooksAreOff_MainIsTheWayOrIsAskedFor(string kind)
    {
        HostFacts facts = s_withoutAHost[kind] with { AllowsHooks = false };
        AssertStartsItself(Plan(facts with { MainAsks = true }), byHook: false);
        string message = Refuse(facts).Message;
        Assert.Contains("StartupHookSupport", message, StringComparison.Ordinal);
        Assert.EndsWith("Begin Main with: if (ParallelGen.ParallelRuntime.RunIfWorker()) return;", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_NativeAot_MainIsTheWayOrIsAskedFor()
    {
        HostFacts facts = Facts() with { HasTrustedAssemblies = false, LibraryPath = "", CoreLibraryDirectory = "" };
        AssertStartsItself(Plan(facts with { MainAsks = true }), byHook: false);
        string message = Refuse(facts).Message;
        Assert.Contains("NativeAOT", message, StringComparison.Ordinal);
        Assert.EndsWith("Begin Main with: if (ParallelGen.ParallelRuntime.RunIfWorker()) return;", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_RightsAreRaised_StartsNotItself(string kind) => Assert.Contains(
        "set-uid", Refuse(s_withoutAHost[kind] with { HasRaisedRights = true, MainAsks = true }).Message, StringComparison.Ordinal);

    /// <summary>No hook runs there, and no Main that could ask: it would go on as itself, and start itself again.</summary>
    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_RuntimeLoadedByANativeProgram_StartsThatNotAgain(string kind)
    {
        HostFacts facts = s_withoutAHost[kind] with { EntryAssemblyName = null, EntryAssemblyPath = null };
        Assert.Contains("native program, '/srv/app/App'", Refuse(facts).Message, StringComparison.Ordinal);
        Assert.Contains("native program, '/srv/app/App'", Refuse(facts with { MainAsks = true }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithoutAHost))]
    public void Plan_StartedAsAWorkerButNotEntered_StartsNoneInTurn(string kind)
    {
        HostFacts facts = s_withoutAHost[kind] with { CommandLine = [App, "parallelgen-worker"] };
        Assert.Contains("went on as the application", Refuse(facts).Message, StringComparison.Ordinal);
        Assert.Contains("went on as the application", Refuse(facts with { MainAsks = true }).Message, StringComparison.Ordinal);
        AssertStartsItself(Plan(facts with { IsWorker = true }), byHook: true);
    }

    [Fact]
    public void Facts_RaisedRights_AreWhatTheKernelTells()
    {
        const nuint Secure = 23;
        ReadOnlySpan<nuint> told = MemoryMarshal.Cast<byte, nuint>(File.ReadAllBytes("/proc/self/auxv"));
        Assert.Equal(told[told.IndexOf(Secure) + 1] != 0, HostFacts.OfThisProcess().HasRaisedRights);
    }

    [Fact]
    public void Plan_OwnExecutableUnknown_IsNamed() =>
        Assert.Contains("own executable", Refuse(s_withoutAHost["single file"] with { ProcessPath = null, MainAsks = true }).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_FilesAndMainAsks_StillTheMuxer() => Assert.Equal(Muxer, Plan(Facts() with { MainAsks = true }).Executable);

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

    public static TheoryData<string> WithoutAHost => [.. s_withoutAHost.Keys];

    private static readonly Dictionary<string, HostFacts> s_withoutAHost = new()
    {
        ["single file"] = Facts() with { LibraryPath = "" },
        ["single file, self-contained"] = Facts() with { LibraryPath = "", CoreLibraryDirectory = "", DepsFiles = [], FrameworkDepsFile = null },
        // Though a muxer is there: it would not take the runtimeconfig of such an application.
        ["self-contained files"] = With(
            Facts() with { CoreLibraryDirectory = "/srv/app", DepsFiles = [App + ".deps.json"], FrameworkDepsFile = null, Environment = name => name == "DOTNET_ROOT" ? Root : null },
            Muxer),
    };

    private static void AssertStartsItself(LaunchPlan plan, bool byHook)
    {
        Assert.Equal((App, null, byHook), (plan.Executable, plan.Host, plan.Hook is not null));
        Assert.Equal(["parallelgen-worker"], plan.Arguments(null));
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
            AllowsHooks = true,
            HasRaisedRights = false,
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
