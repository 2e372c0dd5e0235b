using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.GeneratedCode;

/// <summary>The programs under samples/, as the generator sees them.</summary>
internal static class SampleProject
{
    private static readonly MetadataReference[] s_references =
        [MetadataReference.CreateFromFile(typeof(SyntaxTree).Assembly.Location), MetadataReference.CreateFromFile(typeof(CSharpSyntaxTree).Assembly.Location)];

    /// <summary>References to older versions of the framework are no warning in a build.</summary>
    private static readonly Dictionary<string, ReportDiagnostic> s_asTheSdk = new() { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress };

    private static readonly ConcurrentDictionary<string, GeneratorRun> s_runs = new(StringComparer.Ordinal);

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(RepositoryFolder.PathOf("samples"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    /// <summary>The sample's files with the line ends of one system, and the implicit usings. The framework's generator of native calls is not here: the older attribute stands in.</summary>
    public static string[] Files(string name, string lineEnd = "\n") =>
    [
        .. Directory.EnumerateFiles(RepositoryFolder.PathOf("samples", name), "*.cs").Order(StringComparer.Ordinal)
            .Select(f => File.ReadAllText(f).Replace("[LibraryImport(", "[DllImport(", StringComparison.Ordinal).Replace("static partial nint ", "static extern nint ", StringComparison.Ordinal))
            .Append(UserProject.ImplicitUsings).Select(text => text.ReplaceLineEndings(lineEnd)),
    ];

    /// <summary>What is generated for a sample; the same object for all tests.</summary>
    public static GeneratorRun Run(string name) => s_runs.GetOrAdd(name, static n => Run(Files(n)));

    /// <summary>Runs the generator twice; any warning, those of nullability and documentation among them, fails.</summary>
    public static GeneratorRun Run(params string[] files)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(files, NullableContextOptions.Enable, OutputKind.ConsoleApplication, s_references);
        return GeneratorDriverHarness.Run(compilation.WithOptions(compilation.Options.WithAllowUnsafe(true).WithSpecificDiagnosticOptions(s_asTheSdk)));
    }
}
