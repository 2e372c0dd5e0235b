using ParallelGen.EndToEnd.Launching;

namespace ParallelGen.EndToEnd;

/// <summary>Projects outside this repository that use the package.</summary>
internal static class Consumer
{
    /// <summary>What the project file of a strict user says.</summary>
    public const string Settings = """
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        """;

    /// <summary>Restore, build and run on a machine that is busy with other tests.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>Packs what was built, into a folder, and returns the package.</summary>
    public static async Task<string> PackAsync(string target, string? version = null)
    {
        string[] named = version is null ? [] : ["-p:PackageVersion=" + version];
        using ChildProcess pack = Built.Dotnet(
            ["pack", Built.Project("ParallelGen.Package"), "--no-build", "--configuration", Built.Configuration, "-o", target, "-nodeReuse:false", .. named], limit: s_limit);
        await pack.FinishAsync();
        return Assert.Single(Directory.EnumerateFiles(target));
    }

    /// <summary>A folder whose projects know one source of packages, and share no package folder with anything else.</summary>
    /// <param name="folder">Where they will be.</param>
    /// <param name="version">The version of the package there; null for that of the repository.</param>
    public static async Task PrepareAsync(string folder, string? version = null)
    {
        await PackAsync(Directory.CreateDirectory(Path.Combine(folder, "source")).FullName, version);
        await File.WriteAllTextAsync(Path.Combine(folder, "NuGet.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="source" />
              </packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), """
            <Project>
              <PropertyGroup>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
              </PropertyGroup>
            </Project>
            """);
    }

    public static void Write(TempFolder folder, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.WriteAllText(folder.File(name), text);
    }

    /// <summary>Builds a project, which must succeed, and returns what the build said.</summary>
    public static Task<string> BuildAsync(string project) => RunAsync("build", project, []);

    /// <summary>Builds or publishes a project, which must succeed, and returns what that said.</summary>
    public static async Task<string> RunAsync(string verb, string project, string[] arguments)
    {
        using ChildProcess build = Built.Dotnet([verb, project, "-nodeReuse:false", .. arguments], limit: s_limit);
        await build.FinishAsync();
        return build.Said;
    }
}
