using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ParallelGen.CodeFixes.Support;

/// <summary>One way to mend what one rule finds. A derived class plans; what it plans is offered, here and for many places at once.</summary>
public abstract class RuleFix : CodeFixProvider
{
    private protected RuleFix(DiagnosticDescriptor rule) => FixableDiagnosticIds = ImmutableArray.Create(rule.Id);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>The same for each place, so that all can be mended in one way.</summary>
    internal string EquivalenceKey => GetType().Name;

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => OneByOneFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = await context.Document.RootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await PlanAsync(context.Document, Find(root, diagnostic), diagnostic, context.CancellationToken).ConfigureAwait(false) is FixPlan plan)
            {
                context.RegisterCodeFix(CodeAction.Create(plan.Title, plan.ApplyAsync, EquivalenceKey), diagnostic);
            }
        }
    }

    /// <summary>The node that the rule speaks of.</summary>
    internal static SyntaxNode Find(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>
    /// The fix; null unless everything that it needs was verified, or if there is nothing to mend. The node may have been
    /// mended together with another one, and the text around it since the diagnostic was made.
    /// </summary>
    internal abstract Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel);
}
