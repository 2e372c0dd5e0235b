using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN305, off by default: an annotated method of the project is called directly. Silent within annotated methods, which run
/// elsewhere already, and on what an override calls of its base.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DirectCallAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.CalledDirectly);

    private protected override void Start(CompilationStartAnalysisContext context) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        IMethodSymbol method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (!SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, context.Compilation.Assembly)
            || method.RunOn() is not { } attribute
            || (context.ContainingSymbol is IMethodSymbol caller && caller.RunOn() is not null)
            || call.Instance?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax
            || GeneratedMembers.ForOneCall(method) is not { } generated)
        {
            return;
        }

        string place = MethodSource.IsOfProcesses(MethodSource.ModelOf(attribute)) ? "in this process" : "on this thread";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.CalledDirectly, call.Syntax.GetLocation(), CallFixKeys.With(CallFixKeys.Generated, generated), method.Name, place, generated));
    }
}
