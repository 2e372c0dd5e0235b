using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>This repository's own projects, as compilations.</summary>
internal static partial class OwnCode
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>These use packages that this program has not.</summary>
    private static readonly string[] s_excluded = ["tests/ParallelGen.Benchmarks", "tests/ParallelGen.EndToEnd", "tests/ParallelGen.Tests"];

    private static readonly Dictionary<string, MetadataReference> s_references =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .DistinctBy(Path.GetFileNameWithoutExtension)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => (MetadataReference)MetadataReference.CreateFromFile(path), StringComparer.Ordinal);

    /// <summary>The folders of the projects, from the repository's.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. new[] { "src", "samples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(RepositoryFolder.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
            .Where(file => !Excluded().IsMatch(Path.GetRelativePath(RepositoryFolder.Root, file)))
            .Select(file => Path.GetRelativePath(RepositoryFolder.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Except(s_excluded)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A project, with the references that this program has. Generators of others are not run, so what needs them does not compile.</summary>
    public static CSharpCompilation Compile(string project)
    {
        string root = RepositoryFolder.PathOf(project.Split('/'));
        CSharpParseOptions options = new(LanguageVersion.Latest);
        SyntaxTree[] files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Excluded().IsMatch(Path.GetRelativePath(root, file)))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(
                SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), options, Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/')))];
        string name = Path.GetFileName(root);
        string usings = Usings + (project.StartsWith("tests/", StringComparison.Ordinal) ? " global using Xunit;" : "");
        return CSharpCompilation.Create(
            name,
            [.. files, CSharpSyntaxTree.ParseText(SourceText.From(usings, System.Text.Encoding.UTF8), options, "usings")],
            s_references.Where(r => r.Key != name).Select(r => r.Value),
            new CSharpCompilationOptions(
                files.Any(f => Path.GetFileName(f.FilePath) == "Program.cs") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What is built, what is never compiled, and the folders of projects inside others.</summary>
    [GeneratedRegex(@"(^|[\\/])(bin|obj|Snapshots|Programs|Input|Strict)[\\/]")]
    private static partial Regex Excluded();
}
