using System.Text.RegularExpressions;

namespace ParallelGen.Tests;

/// <summary>The layers and the style of the house, as far as a text can show them.</summary>
public partial class RepositoryTests
{
    private const int MaxLines = 400;

    private static readonly string s_root = FindRoot();

    public static TheoryData<string> Sources => [.. SourcesUnder("src")];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfTheProduct_IsShort(string file)
    {
        int lines = File.ReadAllLines(Absolute(file)).Length;
        Assert.True(lines <= MaxLines, $"{file} has {lines} lines; split it, {MaxLines} is the most.");
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfTheProduct_DeclaresTheTypeOfItsName(string file)
    {
        string[] types = [.. TopLevelType().Matches(WithoutNonCode(File.ReadAllText(Absolute(file)))).Select(m => m.Groups["name"].Value).Distinct()];
        Assert.True(types.Length == 1 && types[0] == TypeOf(file), $"{file} declares {(types.Length == 0 ? "nothing" : string.Join(", ", types))}.");
    }

    [Theory]
    [InlineData("Wire", "Channels", "Processes", "Execution")]
    [InlineData("Channels", "Wire", "Processes", "Execution", "CompilerServices")]
    [InlineData("Execution", "Processes", "Channels", "Wire")]
    [InlineData("Loops", "Wire", "Channels", "Processes", "Execution", "CompilerServices")]
    public void Layer_OfTheRuntime_NamesNothingOfOthers(string layer, params string[] others)
    {
        // Types stand in the root namespace too, so it takes more than a look at the namespaces.
        IEnumerable<string> namespaces = others.Select(o => $@"ParallelGen\.{o}|(?<![\w.]){o}\.");
        IEnumerable<string> types = others.SelectMany(o => SourcesUnder("src/ParallelGen/" + o)).Select(TypeOf);
        string anyType = string.Join('|', types.Distinct());
        // A member may be named like a type of another layer: it stands behind a dot, or before parentheses or an assignment.
        Regex forbidden = new($@"\bnew (?:{anyType})\b|(?<![\w.])(?:{anyType})\b(?!(?:<\w+>)?\s*[(=])|{string.Join('|', namespaces)}");
        AssertNotNamed("src/ParallelGen/" + layer, forbidden);
    }

    [Theory]
    [InlineData("Model")]
    [InlineData("Emission")]
    public void Layer_OfTheGenerator_NamesNothingOfRoslyn(string layer) =>
        AssertNotNamed("src/ParallelGen.Generators/" + layer, new Regex(@"Microsoft\.CodeAnalysis|\b(?:SyntaxFacts|SymbolDisplay|Compilation|Location|I\w+Symbol)\b"));

    [Fact]
    public void Runtime_ReferencesTheFrameworkAlone()
    {
        string project = File.ReadAllText(Absolute("src/ParallelGen/ParallelGen.csproj"));
        // An analyzer with PrivateAssets="all" is a tool of the build; nobody who uses the library gets it.
        Assert.DoesNotMatch("<(ProjectReference|Reference|FrameworkReference) |<PackageReference (?![^>]*PrivateAssets=\"all\")", project);
        Assert.All(
            typeof(RunOnAttribute).Assembly.GetReferencedAssemblies(),
            name => Assert.True(name.Name!.StartsWith("System.", StringComparison.Ordinal) || name.Name == "Microsoft.Win32.Primitives", $"The runtime references {name}."));
    }

    [Fact]
    public void SignalHandlers_AreInstalledByWorkersOnly() => Assert.All(SourcesUnder("src/ParallelGen"), file => Assert.True(
        file.StartsWith("src/ParallelGen/Processes/Worker/", StringComparison.Ordinal)
            || !SignalHandler().IsMatch(WithoutNonCode(File.ReadAllText(Absolute(file)))),
        $"{file} handles signals: in the calling process they are the application's."));

    [Fact]
    public void Files_OfTheRepository_NameNoMachineOrRegistry() => Assert.All(TextFiles(), file =>
    {
        Match found = MachineName().Match(File.ReadAllText(file));
        Assert.True(!found.Success, $"{Path.GetRelativePath(s_root, file)} says '{found.Value}'.");
    });

    private static void AssertNotNamed(string folder, Regex forbidden)
    {
        string[] sources = [.. SourcesUnder(folder)];
        Assert.NotEmpty(sources);
        Assert.All(sources, file =>
        {
            Match found = forbidden.Match(WithoutNonCode(File.ReadAllText(Absolute(file))));
            Assert.True(!found.Success, $"{file} names '{found.Value}'.");
        });
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ParallelGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds ParallelGen.sln.");
    }

    /// <summary>A part of a type is Type.Part.cs; of two types that differ by their arguments, the generic one is TypeOfT.cs.</summary>
    private static string TypeOf(string file) => Regex.Replace(Path.GetFileName(file).Split('.')[0], @"(?<=\w)Of(?:T|Result)$", "");

    private static string Absolute(string file) => Path.Combine(s_root, file);

    private static IEnumerable<string> SourcesUnder(string folder) => FilesUnder(Absolute(folder), "*.cs")
        .Select(f => Path.GetRelativePath(s_root, f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> TextFiles() => new[] { "*.cs", "*.csproj", "*.props", "*.targets", "*.md", "*.json", "*.sln", "*.config", "*.yml" }
        .SelectMany(pattern => FilesUnder(s_root, pattern))
        .Where(f => Path.GetFileName(f) != nameof(RepositoryTests) + ".cs");

    private static IEnumerable<string> FilesUnder(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(f => !Path.GetRelativePath(s_root, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git" or "TestResults"));

    private static string WithoutNonCode(string text) => NonCode().Replace(text, "");

    /// <summary>Comments and strings. A verbatim or raw string over several lines ends the same way.</summary>
    [GeneratedRegex("""(?<q>"{3,}).*?\k<q>|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/""", RegexOptions.Singleline)]
    private static partial Regex NonCode();

    /// <summary>In files with a file-scoped namespace, what is not indented is at the top.</summary>
    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record(?: class| struct)?|delegate [\w<>?\[\]., ]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:PosixSignalRegistration|CancelKeyPress|ProcessExit|UnhandledException|sigaction)\b")]
    private static partial Regex SignalHandler();

    [GeneratedRegex(@"/(?:home|root|Users|work|tmp)/\w+/|[A-Z]:\\\\?Users|\blocalhost:\d+|https?://(?:[\w-]+\.)*(?:nuget\.org|npmjs\.org|pypi\.org|artifactory[\w.]*|proxy[\w.]*)", RegexOptions.None)]
    private static partial Regex MachineName();
}
