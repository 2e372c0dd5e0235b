using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>Runs generator and analyzers over ordinary code: first as it is, then with <c>[RunOn]</c> on its static methods, one model after the other.</summary>
internal sealed class CorpusRun(CancellationToken cancel)
{
    private static readonly SymbolDisplayFormat s_qualified = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    public CorpusResult Result { get; } = new();

    /// <summary>Adds a project; each round gives a method another of the five models.</summary>
    public async Task AddAsync(CSharpCompilation project, int rounds)
    {
        Result.Lines += project.SyntaxTrees.Sum(tree => tree.GetText(cancel).Lines.Count);
        (Diagnostic[] own, Diagnostic[] unasked) = await AnalyzeAsync(Generate(project).Output);
        Result.Unasked.AddRange(unasked.Where(d => d.Severity >= DiagnosticSeverity.Warning && !IsAsked(d)).Select(d => CorpusFinding.Of(d)));
        HashSet<string> known = [.. own.Select(Text)];
        for (int round = 0; round < rounds; round++)
        {
            (CSharpCompilation sprinkled, int methods) = Sprinkler.Sprinkle(project, round, own);
            Result.Methods += round == 0 ? methods : 0;
            await AddAsync(sprinkled, known);
        }
    }

    private async Task AddAsync(CSharpCompilation sprinkled, HashSet<string> known)
    {
        (Compilation output, GeneratorRunResult run) = Generate(sprinkled);
        (Diagnostic[] errors, Diagnostic[] reported) = await AnalyzeAsync(output);
        Result.BroughtIn.AddRange(errors.Where(e => !known.Contains(Text(e))).Select(e => e.ToString()));
        Result.Findings.AddRange(reported.Select(d => CorpusFinding.Of(d)));
        AddFates(sprinkled, output, run, reported);
    }

    private (Compilation Output, GeneratorRunResult Run) Generate(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ParallelGenGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> failures, cancel);
        Result.Crashes.AddRange(failures.Select(f => f.ToString()));
        return (output, driver.GetRunResult().Results[0]);
    }

    /// <summary>Every annotated method is either generated or told why not.</summary>
    private void AddFates(CSharpCompilation sprinkled, Compilation output, GeneratorRunResult run, Diagnostic[] reported)
    {
        HashSet<string> generated = [.. run.GeneratedSources.Select(f => f.SourceText.Lines[1].ToString().Split(' ') is [_, "The", "members", "that", "run", var name, ..] ? name : "")];
        ILookup<SyntaxTree?, Diagnostic> refusals = reported.Where(d => d.Severity == DiagnosticSeverity.Error).ToLookup(d => d.Location.SourceTree);
        foreach (SyntaxTree tree in sprinkled.SyntaxTrees)
        {
            SemanticModel semantics = output.GetSemanticModel(tree);
            foreach (MethodDeclarationSyntax method in tree.GetRoot(cancel).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsAnnotated))
            {
                if (refusals[tree].Any(refusal => Concerns(refusal, method)))
                {
                    continue;
                }

                string name = semantics.GetDeclaredSymbol(method, cancel)!.ToDisplayString(s_qualified);
                if (generated.Contains(name))
                {
                    Result.Generated++;
                }
                else
                {
                    Result.Ignored.Add($"{method.GetLocation().GetLineSpan()}: {name}");
                }
            }
        }
    }

    /// <summary>Some rules point at the method, some at the type around it, which they name it beside.</summary>
    private static bool Concerns(Diagnostic refusal, MethodDeclarationSyntax method) =>
        method.Span.Contains(refusal.Location.SourceSpan)
        || (method.Parent!.Span.Contains(refusal.Location.SourceSpan) && refusal.GetMessage(CultureInfo.InvariantCulture).Contains($"'{method.Identifier.ValueText}'", StringComparison.Ordinal));

    private static bool IsAnnotated(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == "global::ParallelGen.RunOn");

    /// <summary>In a method that its author annotated; what is said of those is among the findings of each round.</summary>
    private static bool IsAsked(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan)
        .AncestorsAndSelf().OfType<MethodDeclarationSyntax>().Any(m => m.AttributeLists.ToString().Contains("RunOn", StringComparison.Ordinal)) == true;

    /// <summary>The compiler's errors, and what our analyzers say; an analyzer that throws is noted.</summary>
    private async Task<(Diagnostic[] Errors, Diagnostic[] Reported)> AnalyzeAsync(Compilation compilation)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            AllAnalyzers.Make(), new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> all = await analysis.GetAllDiagnosticsAsync(cancel);
        Result.Crashes.AddRange(all.Where(d => d.Id.StartsWith("AD0", StringComparison.Ordinal)).Select(d => d.ToString()));
        return (
            [.. all.Where(d => d.Severity == DiagnosticSeverity.Error && !IsOurs(d))],
            [.. all.Where(d => IsOurs(d) && !d.IsSuppressed).OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)]);
    }

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("PGEN", StringComparison.Ordinal);

    /// <summary>Without the column, which the attribute moves.</summary>
    private static string Text(Diagnostic diagnostic) =>
        $"{diagnostic.Location.GetLineSpan().Path}({diagnostic.Location.GetLineSpan().StartLinePosition.Line}): {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
