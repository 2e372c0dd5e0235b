using Microsoft.CodeAnalysis;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Whether an edit leaves documents that compile as well as before.</summary>
internal static class Compiles
{
    /// <summary>False if a changed document has an error or a warning more often than before; what its message names may have changed.</summary>
    public static async Task<bool> AsBeforeAsync(Solution before, Solution after, CancellationToken cancel)
    {
        foreach (DocumentId changed in after.GetChanges(before).GetProjectChanges().SelectMany(p => p.GetChangedDocuments()))
        {
            Dictionary<string, int> known = await ComplaintsAsync(before.GetDocument(changed)!, cancel).ConfigureAwait(false);
            Dictionary<string, int> now = await ComplaintsAsync(after.GetDocument(changed)!, cancel).ConfigureAwait(false);
            if (now.Any(error => !known.TryGetValue(error.Key, out int count) || count < error.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<Dictionary<string, int>> ComplaintsAsync(Document document, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        return model.GetDiagnostics(cancellationToken: cancel)
            .Where(d => d.Severity >= DiagnosticSeverity.Warning)
            .GroupBy(d => d.Id)
            .ToDictionary(g => g.Key, g => g.Count());
    }
}
