using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Analyzers;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>The analyzers as a compiler finds them: every class of the assembly that says it is one.</summary>
internal static class AllAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> Make() =>
    [
        .. typeof(RunOnAnalyzer).Assembly.GetTypes()
            .Where(t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Those that can report the rule.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Of(string id) => [.. Make().Where(a => a.SupportedDiagnostics.Any(d => d.Id == id))];
}
