using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>A rule about calls: looks at the user's own code only, and at nothing in a project that does not reference the runtime.</summary>
public abstract class CallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Types.RunOnAttribute) is not null)
            {
                Start(start);
            }
        });
    }

    /// <summary>Registers what the rule looks at.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);
}
