using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>
/// PGEN306: one batch is run twice on one path, or in a loop that it was made outside of. Silent on changed copies, which are run
/// for the change, where a function captures the batch, and where a loop tries it again.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchRunTwiceAnalyzer : CallAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.BatchRunTwice);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterOperationBlockStartAction(StartBody);

    private static void StartBody(OperationBlockStartAnalysisContext context)
    {
        ConcurrentQueue<SyntaxNode> runs = new();
        context.RegisterOperationAction(
            operation =>
            {
                if (Batches.IsBatch(operation.Operation.Type) && Batches.IsRun(operation.Operation))
                {
                    runs.Enqueue(operation.Operation.Syntax);
                }
            },
            OperationKind.LocalReference,
            OperationKind.ParameterReference);
        context.RegisterOperationBlockEndAction(end =>
        {
            // A body in which nothing of the kind stands costs no graph.
            foreach (IOperation body in end.OperationBlocks.Where(b => runs.Any(r => r.SyntaxTree == b.Syntax.SyntaxTree && b.Syntax.Span.Contains(r.Span))))
            {
                Analyze(end, FlowGraphs.WithInner(end.GetControlFlowGraph(body)).ToList());
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, List<ControlFlowGraph> graphs)
    {
        var mentions = graphs
            .SelectMany(graph => graph.Blocks.SelectMany(FlowGraphs.Operations).SelectMany(o => o.DescendantsAndSelf())
                .Where(o => BatchFlow.VariableOf(o) is not null && Batches.IsBatch(o.Type))
                .Select(o => (Variable: BatchFlow.VariableOf(o)!, Operation: o, Graph: graph)))
            .GroupBy(m => m.Variable, SymbolEqualityComparer.Default);
        foreach (var mention in mentions)
        {
            // A function that captures it may run any number of times, and one that gets it by reference may change it.
            if (mention.Any(m => m.Graph != mention.First().Graph || IsByReference(m.Operation)))
            {
                continue;
            }

            foreach ((IOperation again, IOperation first) in new BatchFlow(mention.First().Graph, mention.Key!).Repeated())
            {
                string how = again == first ? "is made outside of the loop that runs it here in each turn" : "is run here after it has been run before";
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.BatchRunTwice, again.Syntax.GetLocation(), new[] { first.Syntax.GetLocation() }, mention.Key!.Name, how));
            }
        }
    }

    private static bool IsByReference(IOperation mention) =>
        Batches.Outwards(mention).Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IAddressOfOperation
        || mention.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } };
}
