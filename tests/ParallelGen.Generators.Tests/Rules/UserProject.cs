using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Analyzers;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>A user's project in memory, built as a build does it: generator, then compiler and analyzer. Implicit usings are on.</summary>
internal sealed class UserProject
{
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Rules that are off by default say nothing otherwise.</summary>
    private static readonly ImmutableDictionary<string, string> s_turnedOn =
        Descriptors.All.Where(d => !d.IsEnabledByDefault).ToImmutableDictionary(d => d.Id, d => "suggestion");

    private readonly CSharpCompilation _before;

    private UserProject(CSharpCompilation before, GeneratorRun run, IReadOnlyList<Diagnostic> reported)
    {
        _before = before;
        Run = run;
        Reported = reported;
    }

    /// <summary>What the generator made.</summary>
    public GeneratorRun Run { get; }

    /// <summary>What the analyzer reports, failures of the analyzer itself included.</summary>
    public IReadOnlyList<Diagnostic> Reported { get; }

    /// <summary>The rules that fire, each once, in order.</summary>
    public string Rules => string.Join(", ", Reported.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Errors that the user's own text has without the generator.</summary>
    public IReadOnlyList<Diagnostic> OwnErrors => Errors(_before);

    /// <summary>Errors of the project with what was generated.</summary>
    public IReadOnlyList<Diagnostic> AllErrors => Errors(Run.Output);

    /// <summary>Errors and warnings that are there only because of what was generated.</summary>
    public IReadOnlyList<string> BroughtIn
    {
        get
        {
            HashSet<string> own = [.. _before.GetDiagnostics(TestContext.Current.CancellationToken).Select(d => d.ToString())];
            return [.. Run.Output.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed && !own.Contains(d.ToString()))
                .Select(d => $"{d}\n{d.Location.SourceTree}")];
        }
    }

    /// <param name="files">The user's files.</param>
    /// <param name="kind">What they make.</param>
    /// <param name="isChecked">Whether arithmetic is checked.</param>
    /// <param name="analyzers">What looks at them: that of annotated methods alone if nothing is said.</param>
    /// <param name="properties">Of the project file, as <c>Name=value</c>; <c>OutputType=Exe</c> makes a program.</param>
    /// <param name="editorConfig">Severities by rule.</param>
    /// <param name="references">Beside those of every project.</param>
    public static async Task<UserProject> BuildAsync(
        IReadOnlyList<string> files,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        bool isChecked = false,
        ImmutableArray<DiagnosticAnalyzer>? analyzers = null,
        IEnumerable<string>? properties = null,
        IReadOnlyDictionary<string, string>? editorConfig = null,
        params MetadataReference[] references)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        kind = properties?.Contains("OutputType=Exe") == true ? OutputKind.ConsoleApplication : kind;
        CSharpCompilation before = GeneratorDriverHarness.Compile([.. files, ImplicitUsings], NullableContextOptions.Enable, kind, references);
        before = before.WithOptions(before.Options.WithAllowUnsafe(true).WithOverflowChecks(isChecked)
            .WithSyntaxTreeOptionsProvider(new EditorConfig(s_turnedOn.SetItems(editorConfig ?? s_turnedOn))));
        GeneratorRun run = GeneratorDriverHarness.RunOnly(before);
        CompilationWithAnalyzers analysis = run.Output.WithAnalyzers(
            analyzers ?? [new RunOnAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new BuildProperties(properties ?? [])), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reported = await analysis.GetAnalyzerDiagnosticsAsync(cancel);
        return new UserProject(before, run, [.. reported.Where(d => !d.IsSuppressed)]);
    }

    private static IReadOnlyList<Diagnostic> Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error && !d.IsSuppressed)];
}
