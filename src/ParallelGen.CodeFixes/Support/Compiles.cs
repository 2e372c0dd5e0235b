using System.Globalization;
using Microsoft.CodeAnalysis;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Whether an edit leaves a document that compiles as well as before.</summary>
internal static class Compiles
{
    /// <summary>False if the document has an error that it did not have, or one of its errors more often.</summary>
    public static async Task<bool> AsBeforeAsync(Document before, Solution after, CancellationToken cancel)
    {
        Dictionary<string, int> known = await ErrorsAsync(before, cancel).ConfigureAwait(false);
        Dictionary<string, int> now = await ErrorsAsync(after.GetDocument(before.Id)!, cancel).ConfigureAwait(false);
        return now.All(error => known.TryGetValue(error.Key, out int count) && count >= error.Value);
    }

    private static async Task<Dictionary<string, int>> ErrorsAsync(Document document, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        return model.GetDiagnostics(cancellationToken: cancel)
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .GroupBy(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")
            .ToDictionary(g => g.Key, g => g.Count());
    }
}
