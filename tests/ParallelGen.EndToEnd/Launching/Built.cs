using System.Diagnostics;
using System.Reflection;
using ParallelGen.Processes.Launching;

namespace ParallelGen.EndToEnd.Launching;

/// <summary>What was built before these tests, and how to start it.</summary>
internal static class Built
{
    private static readonly Dictionary<string, string> s_metadata = typeof(Built).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");

    /// <summary>The configuration that everything was built in.</summary>
    public static string Configuration => Metadata("Configuration");

    /// <summary>The <c>dotnet</c> of the installation that runs this test.</summary>
    public static string Muxer { get; } =
        LaunchPlanner.Plan(HostFacts.OfThisProcess(), "tests", typeof(Built).Assembly.Location).Executable;

    /// <summary>What the project file noted under this key.</summary>
    public static string Metadata(string key) => s_metadata[key];

    /// <summary>The built file of an app.</summary>
    public static string Assembly(string app) => s_metadata[$"{app}.dll"];

    /// <summary>The project file that something was built from.</summary>
    public static string Project(string name) => s_metadata[$"{name}.csproj"];

    /// <summary>The ways to start an app that is built.</summary>
    public static ChildProcess Start(string app, Host host, string[] arguments, Action<ProcessStartInfo>? configure = null) =>
        Start(Assembly(app), app, host, arguments, configure);

    /// <summary>Starts a copy of an app that lies elsewhere.</summary>
    public static ChildProcess Start(string assembly, string app, Host host, string[] arguments, Action<ProcessStartInfo>? configure = null) => host switch
    {
        Host.Run => Dotnet(["run", "--no-build", "--configuration", Configuration, "--project", Project(app), "--", .. arguments], configure),
        Host.Muxer => Dotnet([assembly, .. arguments], configure),
        Host.Apphost => ChildProcess.Start(Path.ChangeExtension(assembly, null), arguments, configure),
        _ => throw new ArgumentOutOfRangeException(nameof(host)),
    };

    /// <summary>Starts the <c>dotnet</c> command.</summary>
    public static ChildProcess Dotnet(string[] arguments, Action<ProcessStartInfo>? configure = null, TimeSpan? limit = null) =>
        ChildProcess.Start(Muxer, arguments, configure, limit);
}
