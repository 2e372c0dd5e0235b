using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN301: the batch is awaited where it was dropped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitBatchFix))]
[Shared]
public sealed class AwaitBatchFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public AwaitBatchFix()
        : base(Descriptors.BatchNeverRun)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        // A batch without results, given to a discard, leaves nothing to give.
        ExpressionSyntax? dropped = node switch
        {
            { Parent: ExpressionStatementSyntax or EqualsValueClauseSyntax } => node as ExpressionSyntax,
            { Parent: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } assignment } => assignment,
            _ => null,
        };
        return dropped is not null
            && await AsyncConversion.TryAsync(document, dropped, Batch, cancel).ConfigureAwait(false) is Solution outcome
                ? new FixPlan("Await the batch", outcome)
                : null;
    }

    private static ExpressionSyntax Batch(ExpressionSyntax dropped) => dropped is AssignmentExpressionSyntax assignment ? assignment.Right : dropped;
}
