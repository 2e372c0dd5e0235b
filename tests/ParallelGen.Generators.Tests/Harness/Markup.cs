using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ParallelGen.Generators.Analyzers;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>Sources that mark the spans where rules must fire: <c>{|PGEN001:Text|}</c>. Where nothing is marked, nothing may be reported.</summary>
internal static partial class Markup
{
    /// <summary>Runs generator and analyzer over the text as a build does, and compares what is reported with the marks.</summary>
    /// <returns>The diagnostics.</returns>
    /// <param name="marked">The project's one file.</param>
    /// <param name="editorConfig">Severities by rule.</param>
    /// <param name="analyzers">What looks at it: that of annotated methods alone if nothing is said.</param>
    /// <param name="properties">Of the project file, as <c>Name=value</c>.</param>
    public static async Task<IReadOnlyList<Diagnostic>> VerifyAsync(
        string marked, IReadOnlyDictionary<string, string>? editorConfig = null, ImmutableArray<DiagnosticAnalyzer>? analyzers = null, params string[] properties)
    {
        (string text, List<(string Id, TextSpan Span)> expected) = Read(marked);
        IReadOnlyList<Diagnostic> reported = await AnalyzeAsync(text, editorConfig, analyzers, properties);
        Assert.Equal(
            expected.OrderBy(e => e.Span.Start).ThenBy(e => e.Id, StringComparer.Ordinal).Select(e => $"{e.Id} at '{text.Substring(e.Span.Start, e.Span.Length)}' ({e.Span})"),
            reported.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)
                .Select(d => $"{d.Id} at '{text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}' ({d.Location.SourceSpan})"));
        return reported;
    }

    /// <summary>What the analyzer reports, errors of the analyzer itself included.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(
        string text, IReadOnlyDictionary<string, string>? editorConfig = null, ImmutableArray<DiagnosticAnalyzer>? analyzers = null, params string[] properties)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([text], NullableContextOptions.Enable, OutputKindOf(text));
        if (editorConfig is not null)
        {
            compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new EditorConfig(editorConfig)));
        }

        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(true));
        GeneratorDriverHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, cancel);
        CompilationWithAnalyzers analysis = output.WithAnalyzers(
            analyzers ?? [new RunOnAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new BuildProperties(properties)), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reported = await analysis.GetAnalyzerDiagnosticsAsync(cancel);
        return [.. reported.Where(d => !d.IsSuppressed)];
    }

    /// <summary>For rules about programs that are right otherwise: where nothing compiles, nothing may be reported either.</summary>
    public static void AssertCompiles(string marked)
    {
        string text = Read(marked).Text;
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([text], NullableContextOptions.Enable, OutputKindOf(text));
        GeneratorDriverHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
    }

    private static OutputKind OutputKindOf(string text) =>
        text.Contains("// top-level", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The text without its marks.</summary>
    public static string Plain(string marked) => Read(marked).Text;

    private static (string Text, List<(string Id, TextSpan Span)> Expected) Read(string marked)
    {
        List<(string, TextSpan)> expected = [];
        string text = marked.ReplaceLineEndings("\n");
        // Innermost first, so that marks may be nested; every replacement shortens the text before later marks only.
        while (Mark().Match(text) is { Success: true } match)
        {
            string inner = match.Groups[2].Value;
            int start = match.Index;
            int head = match.Groups[2].Index - start;
            int shrunk = match.Length - inner.Length;
            text = string.Concat(text.AsSpan(0, start), inner, text.AsSpan(start + match.Length));
            expected = [.. expected.Select(e => (e.Item1, Moved(e.Item2, start, head, match.Length, shrunk)))];
            expected.AddRange(match.Groups[1].Value.Split(',').Select(id => (id, new TextSpan(start, inner.Length))));
        }

        return (text, expected);
    }

    private static TextSpan Moved(TextSpan span, int start, int head, int length, int shrunk) =>
        span.Start >= start + length ? new TextSpan(span.Start - shrunk, span.Length)
        : span.Start >= start ? new TextSpan(span.Start - head, span.Length)
        : span;

    [GeneratedRegex(@"\{\|((?:PGEN\d{3},?)+):((?:(?!\{\||\|\}).)*)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
