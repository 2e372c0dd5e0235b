using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>What the generator made of a project.</summary>
internal sealed class GeneratorRun(GeneratorDriver driver, Compilation output, GeneratorRunResult result)
{
    /// <summary>The driver, ready for the next edit.</summary>
    public GeneratorDriver Driver { get; } = driver;

    /// <summary>The project with the generated files.</summary>
    public Compilation Output { get; } = output;

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        result.GeneratedSources.ToDictionary(f => f.HintName, f => f.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The file whose name starts so.</summary>
    public string File(string start) => Assert.Single(Files, f => f.Key.StartsWith(start, StringComparison.Ordinal)).Value;

    /// <summary>Fails on any warning; users of these tests write no documentation, which generated code may not do.</summary>
    public void AssertCompiles()
    {
        string[] warnings = [.. Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed && !(d.Id == "CS1591" && IsUserCode(d)))
            .Select(d => $"{d}\n{d.Location.SourceTree}")];
        Assert.True(warnings.Length == 0, string.Join("\n", warnings));
    }

    /// <summary>Loads the project, with what was generated, and the libraries that it references.</summary>
    public Assembly Load(params IReadOnlyList<byte[]> libraries)
    {
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        AssemblyLoadContext context = new("generated", isCollectible: true);
        foreach (byte[] library in libraries)
        {
            context.LoadFromStream(new MemoryStream(library));
        }

        return context.LoadFromStream(image);
    }

    private static bool IsUserCode(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath.StartsWith("/user/", StringComparison.Ordinal) == true;
}
