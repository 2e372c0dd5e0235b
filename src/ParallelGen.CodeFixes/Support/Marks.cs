using Microsoft.CodeAnalysis;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Nodes that are to be found again after edits around them.</summary>
internal sealed class Marks
{
    private readonly List<(DocumentId Document, SyntaxNode Node, SyntaxAnnotation Mark)> _marks = new();

    public SyntaxAnnotation Add(DocumentId document, SyntaxNode node)
    {
        SyntaxAnnotation mark = new();
        _marks.Add((document, node, mark));
        return mark;
    }

    public IEnumerable<(DocumentId Document, SyntaxAnnotation Mark)> Except(params SyntaxAnnotation[] marks) =>
        _marks.Where(m => !marks.Contains(m.Mark)).Select(m => (m.Document, m.Mark)).ToArray();

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancel)
    {
        foreach (IGrouping<DocumentId, (DocumentId, SyntaxNode Node, SyntaxAnnotation Mark)> file in _marks.GroupBy(m => m.Document))
        {
            SyntaxNode root = await solution.GetDocument(file.Key)!.RootAsync(cancel).ConfigureAwait(false);
            ILookup<SyntaxNode, SyntaxAnnotation> marks = file.ToLookup(m => m.Node, m => m.Mark);
            root = root.ReplaceNodes(marks.Select(m => m.Key), (node, rewritten) => rewritten.WithAdditionalAnnotations(marks[node]));
            solution = solution.WithDocumentSyntaxRoot(file.Key, root);
        }

        return solution;
    }
}
