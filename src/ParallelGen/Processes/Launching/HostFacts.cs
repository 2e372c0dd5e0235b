using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ParallelGen.Channels.Native;

namespace ParallelGen.Processes.Launching;

/// <summary>What the launcher knows of the program that it runs in. A record of plain values, so that every host can be played in a test.</summary>
internal sealed record HostFacts
{
    /// <summary>The file of ParallelGen.dll; empty inside a single-file application or NativeAOT.</summary>
    public required string LibraryPath { get; init; }

    /// <summary>The executable of this process.</summary>
    public required string? ProcessPath { get; init; }

    /// <summary>The words of this process's own command line, host options included; empty where the system does not tell.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>The directory of System.Private.CoreLib; empty where it is not a file.</summary>
    public required string CoreLibraryDirectory { get; init; }

    /// <summary>The file of the entry assembly, if it has one.</summary>
    public required string? EntryAssemblyPath { get; init; }

    /// <summary>The full name of the entry assembly, if there is one.</summary>
    public required string? EntryAssemblyName { get; init; }

    /// <summary>The deps files that the host read, the application's first.</summary>
    public required IReadOnlyList<string> DepsFiles { get; init; }

    /// <summary>The deps file of the shared framework, which lies inside the .NET installation.</summary>
    public required string? FrameworkDepsFile { get; init; }

    /// <summary>Whether the runtime loaded assemblies from files named by a host: false for NativeAOT.</summary>
    public required bool HasTrustedAssemblies { get; init; }

    /// <summary>Whether the runtime calls startup hooks: trimming switches them off.</summary>
    public required bool AllowsHooks { get; init; }

    /// <summary>Whether Main has called <see cref="ParallelRuntime.RunIfWorker"/> by now.</summary>
    public bool MainAsks { get; init; }

    /// <summary>Whether this process is a worker, entered in whichever way.</summary>
    public bool IsWorker { get; init; }

    /// <summary>Whether this process has rights that whoever started it has not.</summary>
    public required bool HasRaisedRights { get; init; }

    /// <summary>Whether this is Windows.</summary>
    public required bool IsWindows { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Whether a file is there.</summary>
    public required Func<string, bool> FileExists { get; init; }

    /// <summary>The facts of this process.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is what tells a single-file application.")]
    public static HostFacts OfThisProcess()
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        return new HostFacts
        {
            LibraryPath = typeof(HostFacts).Assembly.Location,
            ProcessPath = System.Environment.ProcessPath,
            CommandLine = ReadCommandLine(),
            CoreLibraryDirectory = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "",
            EntryAssemblyPath = entry?.Location is { Length: > 0 } path ? path : null,
            EntryAssemblyName = entry?.FullName,
            DepsFiles = Split(AppContext.GetData("APP_CONTEXT_DEPS_FILES")),
            FrameworkDepsFile = AppContext.GetData("FX_DEPS_FILE") as string,
            HasTrustedAssemblies = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not null,
            AllowsHooks = !AppContext.TryGetSwitch("System.StartupHookProvider.IsSupported", out bool allowed) || allowed,
            HasRaisedRights = Posix.HasRaisedRights,
            IsWindows = OperatingSystem.IsWindows(),
            Environment = System.Environment.GetEnvironmentVariable,
            FileExists = File.Exists,
        };
    }

    private static string[] Split(object? list) => (list as string)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Environment.GetCommandLineArgs hides the host's own options, and --runtimeconfig is one.</summary>
    private static string[] ReadCommandLine()
    {
        const string File = "/proc/self/cmdline";
        return System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Split('\0', StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
