using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using ParallelGen.EndToEnd.Launching;
using ParallelGen.EndToEnd.Samples;

namespace ParallelGen.EndToEnd;

/// <summary>The package as its users get it: what is inside, and that it works in projects that know nothing of this repository.</summary>
public sealed class PackageTests
{
    private const string Method = """
        namespace Consumer;

        public static partial class Numbers
        {
            [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)]
            public static (int Square, int Process) Square(int value) => (value * value, System.Environment.ProcessId);
        }
        """;

    private const string Program = """
        (int square, int process) = await Consumer.Numbers.SquareAsync(12);
        System.Console.WriteLine($"square {square}");
        System.Console.WriteLine($"separate {process != System.Environment.ProcessId}");
        """;

    /// <summary>What a release has beside the library as it is.</summary>
    private static readonly string[] s_compiledAhead =
        Built.Configuration == "Release" && RuntimeInformation.RuntimeIdentifier == "linux-x64" ? ["runtimes/linux-x64/lib/net10.0/ParallelGen.dll"] : [];

    [Fact]
    public async Task Pack_TheProject_OnePackageWithLibraryGeneratorFixesAndNoDependencies()
    {
        using var folder = new TempFolder();
        using ZipArchive package = await ZipFile.OpenReadAsync(await Consumer.PackAsync(folder.Path));
        string[] own = [.. package.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheFormat(name)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "analyzers/dotnet/cs/ParallelGen.CodeFixes.dll",
                "analyzers/dotnet/cs/ParallelGen.Generators.dll",
                "buildTransitive/ParallelGen.targets",
                "lib/net10.0/ParallelGen.dll",
                "lib/net10.0/ParallelGen.xml",
                .. s_compiledAhead,
            ],
            own);

        await using Stream stream = await package.GetEntry("ParallelGen.nuspec")!.OpenAsync();
        XDocument nuspec = await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
        XElement dependencies = nuspec.Descendants().Single(element => element.Name.LocalName == "dependencies");
        XElement group = Assert.Single(dependencies.Elements());
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Assert.Empty(group.Elements());
    }

    [Fact]
    public async Task Package_InAStrictProject_BuildsAndRuns()
    {
        using var folder = new TempFolder();
        await Consumer.PrepareAsync(folder.Path);
        Consumer.Write(folder, "app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
            {Consumer.Settings}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="ParallelGen" Version="*" /></ItemGroup>
            </Project>
            """);
        Consumer.Write(folder, "app/Numbers.cs", Method);
        Consumer.Write(folder, "app/Program.cs", Program);

        await BuildAndRunAsync(folder.File("app"));
        string[] files = [.. Directory.EnumerateFiles(folder.File("app/bin"), "ParallelGen*", SearchOption.AllDirectories).Select(Path.GetFileName)!];
        Assert.Equal(["ParallelGen.dll"], files.Distinct());
        Assert.Equal(1 + s_compiledAhead.Length, files.Length);
    }

    [Fact]
    public async Task Package_BehindALibrary_ServesTheLibraryAndTheApp()
    {
        using var folder = new TempFolder();
        await Consumer.PrepareAsync(folder.Path);
        Consumer.Write(folder, "library/library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
            {Consumer.Settings}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="ParallelGen" Version="*" /></ItemGroup>
            </Project>
            """);
        Consumer.Write(folder, "library/Numbers.cs", Method);
        Consumer.Write(folder, "app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
            {Consumer.Settings}
              </PropertyGroup>
              <ItemGroup><ProjectReference Include="../library/library.csproj" /></ItemGroup>
            </Project>
            """);
        Consumer.Write(folder, "app/Own.cs", Method.Replace("Numbers", "Own", StringComparison.Ordinal));
        Consumer.Write(folder, "app/Program.cs", Program + """
            (int own, _) = await Consumer.Own.SquareAsync(5);
            System.Console.WriteLine($"own {own}");
            """);

        ILookup<string, string> lines = await BuildAndRunAsync(folder.File("app"));
        Assert.Equal("25", Assert.Single(lines["own"]));
    }

    /// <summary>That generator does not see the members of this one: where the handler says what it returns, it need not.</summary>
    [Fact]
    public async Task Package_BesideTheGeneratorOfAspNetCore_HandlersThatStateTheirResultBuild()
    {
        using var folder = new TempFolder();
        await Consumer.PrepareAsync(folder.Path);
        Consumer.Write(folder, "web/web.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
            {Consumer.Settings}
                <EnableRequestDelegateGenerator>true</EnableRequestDelegateGenerator>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="ParallelGen" Version="*" /></ItemGroup>
            </Project>
            """);
        Consumer.Write(folder, "web/Numbers.cs", Method);
        Consumer.Write(folder, "web/Program.cs", """
            WebApplication app = WebApplication.CreateSlimBuilder(args).Build();
            app.MapGet("/{value}", async Task<int> (int value) => (await Consumer.Numbers.SquareAsync(value)).Square);
            app.Run();
            """);
        await Consumer.BuildAsync(folder.File("web"));
        Assert.Contains(
            Directory.EnumerateFiles(folder.File("web/obj"), "*.g.cs", SearchOption.AllDirectories),
            file => file.Contains("RequestDelegateGenerator", StringComparison.Ordinal));
    }

    /// <summary>The library's project is an executable too, which the SDK would not let such an application reference.</summary>
    [Fact]
    public async Task Project_OfTheLibrary_MayBeReferencedByASelfContainedApplication()
    {
        using var folder = new TempFolder();
        Consumer.Write(folder, "app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
            {Consumer.Settings}
                <OutputType>Exe</OutputType>
                <Configuration>{Built.Configuration}</Configuration>
                <RuntimeIdentifier>{Built.Metadata("Runtime")}</RuntimeIdentifier>
                <SelfContained>true</SelfContained>
                <BuildProjectReferences>false</BuildProjectReferences>
              </PropertyGroup>
              <ItemGroup><ProjectReference Include="{Path.GetFullPath("../../../src/ParallelGen/ParallelGen.csproj", SampleProgram.Folder)}" /></ItemGroup>
            </Project>
            """);
        Consumer.Write(folder, "app/Program.cs", "System.Console.WriteLine(ParallelGen.WorkerContext.IsWorker);");
        await Consumer.BuildAsync(folder.File("app"));
    }

    /// <summary>What the package shows the compiler of the project file. The property is set late, so that the build does not fetch a linker for it.</summary>
    [Fact]
    public async Task Package_InATrimmedApplication_SaysThatWorkersHaveNoEntry()
    {
        using var folder = new TempFolder();
        await Consumer.PrepareAsync(folder.Path);
        Consumer.Write(folder, "app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
            {Consumer.Settings.Replace("true</TreatWarningsAsErrors>", "false</TreatWarningsAsErrors>", StringComparison.Ordinal)}
              </PropertyGroup>
              <ItemGroup><PackageReference Include="ParallelGen" Version="*" /></ItemGroup>
              <Target Name="Trim" BeforeTargets="GenerateMSBuildEditorConfigFileShouldRun">
                <PropertyGroup><PublishTrimmed>true</PublishTrimmed></PropertyGroup>
              </Target>
            </Project>
            """);
        Consumer.Write(folder, "app/Numbers.cs", Method);
        Consumer.Write(folder, "app/Program.cs", Program);

        string said = await Consumer.BuildAsync(folder.File("app"));

        Assert.Contains("Program.cs(1,1): warning PGEN304: 'Square' runs in worker processes", said, StringComparison.Ordinal);
    }

    private static bool IsOfTheFormat(string name) =>
        name is "[Content_Types].xml" or "ParallelGen.nuspec" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    private static async Task<ILookup<string, string>> BuildAndRunAsync(string project)
    {
        await Consumer.BuildAsync(project);
        using ChildProcess run = Built.Dotnet([Path.Combine(project, "bin", "Debug", "net10.0", "app.dll")]);
        ILookup<string, string> lines = await run.FinishAsync();
        Assert.Equal("144", Assert.Single(lines["square"]));
        Assert.Equal("True", Assert.Single(lines["separate"]));
        return lines;
    }
}
