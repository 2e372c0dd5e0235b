using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ParallelGen.Benchmarks.Peers.Report;
using ParallelGen.Generators;
using ParallelGen.Generators.Tests.Editing;

namespace ParallelGen.Benchmarks.Rules;

/// <summary>
/// The command <c>ide</c>: what an edit of a large project costs, and what the analyzers cost beside those of others. It fails when an edit
/// writes more files than it must.
/// </summary>
internal static class IdeCommand
{
    private const int Methods = 1_000;
    private const int Types = 200;
    private const int UsualPasses = 7;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <param name="arguments">The number of passes, or nothing.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int passes = arguments.Length == 0 ? UsualPasses : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        CSharpCompilation project = Project();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Methods} annotated methods, {Types} wire types, {project.SyntaxTrees.Length} files, {AnalyzerCost.Lines(project)} lines; medians of {passes} passes\n"));
        List<Row> rows =
        [
            Measure("first run", project, null, Methods + Types + 1, passes),
            Measure("keystroke elsewhere", project, LargeProject.Unrelated, 0, passes),
            Measure("keystroke in an annotated body", project, LargeProject.AnnotatedBody, 0, passes),
            Measure("member added to a wire type", project, LargeProject.WireType, 1, passes),
        ];
        Console.Write(ConsoleTables.Write(
            new Table(["edit", "generator, ms", "compiler alone, ms", "ratio", "files written"], [.. rows.Select(row => row.Cells)], Names: 1), []));
        Console.WriteLine();
        Console.Write(ConsoleTables.Write(await AnalyzerCost.MeasureAsync(project, passes), AnalyzerCost.Notes));
        return rows.All(row => row.Written == row.Expected) ? 0 : 1;
    }

    private static CSharpCompilation Project() => CSharpCompilation.Create(
        "Large",
        LargeProject.Files(Methods, Types).Select(file => Parse(file.Value, file.Key)),
        Decompiled.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The generator over an edited project, and beside it the compiler over the same project without the generator.</summary>
    private static Row Measure(string name, CSharpCompilation project, LargeProject.Edit? edit, int expected, int passes)
    {
        List<double> generator = [];
        List<double> compiler = [];
        int written = 0;
        for (int i = 0; i < passes + 1; i++)
        {
            GeneratorDriver driver = CSharpGeneratorDriver.Create(
                [new ParallelGenGenerator().AsSourceGenerator()],
                parseOptions: s_options,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: i == 0));
            CSharpCompilation before = project.Clone();
            if (edit is not null)
            {
                driver = driver.RunGenerators(before);
            }

            CSharpCompilation after = edit is { } change ? Apply(change, before, i) : before;
            CSharpCompilation same = after.Clone();
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(after);
            double taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            same.GetDiagnostics();
            // The first pass is the compiler's own, in more than one sense. It alone records its steps, which takes time that no editor spends.
            if (i == 0)
            {
                written = LargeProject.Written(driver);
                continue;
            }

            generator.Add(taken);
            compiler.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new Row(name, AnalyzerCost.Median(generator), AnalyzerCost.Median(compiler), written, expected);
    }

    private static CSharpCompilation Apply(LargeProject.Edit edit, CSharpCompilation project, int pass)
    {
        SyntaxTree tree = project.SyntaxTrees.Single(t => t.FilePath == edit.Path);
        string text = tree.ToString().Replace(edit.From, edit.To, StringComparison.Ordinal);
        return project.ReplaceSyntaxTree(tree, Parse(string.Create(CultureInfo.InvariantCulture, $"{text}// {pass}\n"), edit.Path));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), s_options, path);

    private sealed record Row(string Name, double Generator, double Compiler, int Written, int Expected)
    {
        public IReadOnlyList<string> Cells =>
        [
            Name,
            Generator.ToString("0.0", CultureInfo.InvariantCulture),
            Compiler.ToString("0.0", CultureInfo.InvariantCulture),
            (Generator / Compiler).ToString("0.00", CultureInfo.InvariantCulture),
            Written == Expected ? Written.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Written}, not {Expected}"),
        ];
    }
}
