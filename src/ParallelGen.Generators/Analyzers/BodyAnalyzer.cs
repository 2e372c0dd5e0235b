using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Analyzers.Body;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers;

/// <summary>Says where a body, or what it calls, will not behave in the execution model of its annotated method.</summary>
/// <remarks>
/// What is found lies where the cause is, mostly in a helper and often in another file. So the whole project is looked at once,
/// when the first file is asked for, and each file is told what lies in it.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.OfTheBody;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // Nobody can change what a generator wrote, so nobody is told of it.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypesByMetadataName(KnownNames.Types.RunOnAttribute).IsEmpty)
            {
                return;
            }

            BodyFindings findings = new(start.Compilation);
            start.RegisterSemanticModelAction(file =>
            {
                foreach (Diagnostic diagnostic in findings.In(file.SemanticModel.SyntaxTree, file.CancellationToken))
                {
                    file.ReportDiagnostic(diagnostic);
                }
            });
        });
    }
}
