using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>Severities by rule, as an .editorconfig sets them for every file: <c>none</c> or <c>suggestion</c>.</summary>
internal sealed class EditorConfig(IReadOnlyDictionary<string, string> severities) : SyntaxTreeOptionsProvider
{
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        bool isSet = severities.TryGetValue(diagnosticId, out string? value);
        severity = value switch { "suggestion" => ReportDiagnostic.Info, _ => ReportDiagnostic.Suppress };
        return isSet;
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = default;
        return false;
    }
}
