using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN302: an annotated method takes no token, so that a cancelled call runs on, or takes its process along. Silent on sequences, which
/// are stopped between their items, and where a base class or an interface sets the parameters.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoCancellationAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.TakesNoToken);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSymbolAction(Analyze, SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        // The two parts of a partial method share their attributes.
        if (method.PartialDefinitionPart is not null || method.RunOn() is not { } attribute || Outcome(MethodSource.ModelOf(attribute)) is not { } outcome)
        {
            return;
        }

        // What is not generated has a problem that comes first.
        if (method.Parameters.Any(p => p.Type.Is("System.Threading.CancellationToken"))
            || ReturnParser.IsSequence(method)
            || HasGivenSignature(method)
            || GeneratedMembers.ForOneCall(method) is null)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.TakesNoToken, method.Locations[0], method.Name, outcome));
    }

    private static bool HasGivenSignature(IMethodSymbol method) => method.IsOverride || method.ContainingType.AllInterfaces
        .SelectMany(i => i.GetMembers(method.Name))
        .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method));

    /// <summary>What becomes of a cancelled call that has begun.</summary>
    private static string? Outcome(string? model) => model switch
    {
        KnownNames.Models.Thread or KnownNames.Models.ThreadPool or KnownNames.Models.EventLoop => "runs to its end all the same, and its result is dropped",
        KnownNames.Models.Process => "is ended by killing its process",
        KnownNames.Models.ProcessPool => "is ended by killing its worker, which another process must replace",
        _ => null,
    };
}
