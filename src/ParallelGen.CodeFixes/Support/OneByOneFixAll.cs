using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ParallelGen.CodeFixes.Support;

/// <summary>
/// Mends one place after the other, each in what the ones before it left: two fixes of one type or one attribute do not
/// conflict, and a method that can be mended only after another one has its turn.
/// </summary>
internal sealed class OneByOneFixAll : FixAllProvider
{
    public static OneByOneFixAll Instance { get; } = new();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        $"Fix all of {string.Join(", ", fixAllContext.DiagnosticIds)}",
        cancel => FixAsync(fixAllContext.WithCancellationToken(cancel)),
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        RuleFix fix = (RuleFix)context.CodeFixProvider;
        (Solution solution, List<Mark> open) = await MarkAsync(context).ConfigureAwait(false);
        bool isAnyMended = true;
        while (isAnyMended)
        {
            isAnyMended = false;
            foreach (Mark mark in open.ToArray())
            {
                if (await FixAsync(fix, solution, mark, context.CancellationToken).ConfigureAwait(false) is Solution mended)
                {
                    solution = mended;
                    open.Remove(mark);
                    isAnyMended = true;
                }
            }
        }

        return solution;
    }

    private static async Task<Solution?> FixAsync(RuleFix fix, Solution solution, Mark mark, CancellationToken cancel)
    {
        Document document = solution.GetDocument(mark.Document)!;
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        return root.GetAnnotatedNodes(mark.Annotation).FirstOrDefault() is SyntaxNode node
            && await fix.PlanAsync(document, node, mark.Diagnostic, cancel).ConfigureAwait(false) is FixPlan plan
                ? await plan.ApplyAsync(cancel).ConfigureAwait(false)
                : null;
    }

    /// <summary>Marks every place, so that it is found again however the text around it changes.</summary>
    private static async Task<(Solution Solution, List<Mark> Marks)> MarkAsync(FixAllContext context)
    {
        Solution solution = context.Solution;
        List<Mark> marks = new();
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsAsync(context).ConfigureAwait(false);
        foreach (IGrouping<SyntaxTree?, Diagnostic> file in diagnostics.GroupBy(d => d.Location.SourceTree))
        {
            if (file.Key is null || context.Solution.GetDocument(file.Key) is not Document document)
            {
                continue;
            }

            SyntaxNode root = await file.Key.GetRootAsync(context.CancellationToken).ConfigureAwait(false);
            Dictionary<SyntaxNode, Mark> found = file.OrderBy(d => d.Location.SourceSpan.Start)
                .GroupBy(d => RuleFix.Find(root, d))
                .ToDictionary(d => d.Key, d => new Mark(document.Id, new SyntaxAnnotation(), d.First()));
            marks.AddRange(found.Values);
            root = root.ReplaceNodes(found.Keys, (node, rewritten) => rewritten.WithAdditionalAnnotations(found[node].Annotation));
            solution = solution.WithDocumentSyntaxRoot(document.Id, root);
        }

        return (solution, marks);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            return context.Document is Document document
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : ImmutableArray<Diagnostic>.Empty;
        }

        List<Diagnostic> all = new();
        foreach (Project project in context.Scope == FixAllScope.Project ? new[] { context.Project } : context.Solution.Projects)
        {
            all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return all.ToImmutableArray();
    }

    private sealed record Mark(DocumentId Document, SyntaxAnnotation Annotation, Diagnostic Diagnostic);
}
