using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>
/// Runs the generator over a project in memory. Every run is followed by a second one that must find nothing to do, and its
/// result must compile against the real runtime without a warning.
/// </summary>
internal static class GeneratorDriverHarness
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference s_runtime = MetadataReference.CreateFromFile(typeof(RunOnAttribute).Assembly.Location);

    private static readonly MetadataReference[] s_references = [.. Net100.References.All, s_runtime];

    /// <summary>A library of these files, in this order. Implicit usings are off.</summary>
    public static CSharpCompilation Compile(params string[] files) => Compile(files, NullableContextOptions.Enable);

    public static CSharpCompilation Compile(
        IReadOnlyList<string> files, NullableContextOptions nullable, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params MetadataReference[] references) =>
        CSharpCompilation.Create(
            "Demo.App",
            files.Select((text, i) => Parse(text, $"/user/File{i}.cs")),
            [.. s_references, .. references],
            new CSharpCompilationOptions(kind, nullableContextOptions: nullable, warningLevel: 9999));

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), ParseOptions, path);

    public static GeneratorDriver CreateDriver(IIncrementalGenerator? generator = null) => CSharpGeneratorDriver.Create(
        [(generator ?? new ParallelGenGenerator()).AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs twice, and compiles: any warning fails.</summary>
    public static GeneratorRun Run(params string[] files) => Run(Compile(files));

    /// <summary>Runs twice, and compiles: any warning fails.</summary>
    public static GeneratorRun Run(CSharpCompilation compilation)
    {
        GeneratorRun run = RunOnly(compilation);
        run.AssertCompiles();
        return run;
    }

    /// <summary>Runs twice over something that need not compile.</summary>
    public static GeneratorRun RunOnly(CSharpCompilation compilation)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        GeneratorDriver driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, cancel);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        // A clone has new symbols for the same text: each model is parsed again and must turn out equal.
        Purity.AssertNothingToDo(driver.RunGenerators(compilation.Clone(), cancel).GetRunResult().Results[0]);
        return new GeneratorRun(driver, output, result);
    }
}
