using ParallelGen.EndToEnd.Launching;

namespace ParallelGen.EndToEnd;

/// <summary>Projects outside this repository that use the package.</summary>
internal static class Consumer
{
    /// <summary>Restore, build and run on a machine that is busy with other tests.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    /// <summary>Packs what was built, into a folder, and returns the package.</summary>
    public static async Task<string> PackAsync(string target)
    {
        using ChildProcess pack = Built.Dotnet(
            ["pack", Built.Project("ParallelGen.Package"), "--no-build", "--configuration", Built.Configuration, "-o", target, "-nodeReuse:false"], limit: s_limit);
        await pack.FinishAsync();
        return Assert.Single(Directory.EnumerateFiles(target));
    }

    /// <summary>A folder whose projects know one source of packages, and share no package folder with anything else.</summary>
    public static async Task PrepareAsync(string folder)
    {
        await PackAsync(Directory.CreateDirectory(Path.Combine(folder, "source")).FullName);
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
    public static async Task<string> BuildAsync(string project)
    {
        using ChildProcess build = Built.Dotnet(["build", project, "-nodeReuse:false"], limit: s_limit);
        await build.FinishAsync();
        return build.Said;
    }
}
