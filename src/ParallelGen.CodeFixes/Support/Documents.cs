using Microsoft.CodeAnalysis;

namespace ParallelGen.CodeFixes.Support;

/// <summary>What every C# document has.</summary>
internal static class Documents
{
    public static async Task<SyntaxNode> RootAsync(this Document document, CancellationToken cancel) =>
        (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false))!;

    public static async Task<SemanticModel> ModelAsync(this Document document, CancellationToken cancel) =>
        (await document.GetSemanticModelAsync(cancel).ConfigureAwait(false))!;
}
