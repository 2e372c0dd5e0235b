using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Where what a fix adds stands, and what its lines end with.</summary>
internal static class Layout
{
    /// <summary>Formats what is marked. An editor's own line end need not be that of the document.</summary>
    public static async Task<Document> FormatAsync(Document document, SyntaxAnnotation added, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        return await Formatter.FormatAsync(
            document,
            added,
            (await document.GetOptionsAsync(cancel).ConfigureAwait(false)).WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, LineEnd(root).ToString()),
            cancel).ConfigureAwait(false);
    }

    /// <summary>What the document's lines end with.</summary>
    public static SyntaxTrivia LineEnd(SyntaxNode root) => root.DescendantTrivia().Append(SyntaxFactory.LineFeed).First(IsLineEnd);

    /// <summary>The list with one more, which stands to the last one as that to the one before or to what closes the list: beside or below.</summary>
    public static SeparatedSyntaxList<T> Append<T>(SeparatedSyntaxList<T> list, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
        {
            return list.Add(added);
        }

        T last = list.Last();
        SyntaxTriviaList behind = last.GetTrailingTrivia();
        bool endsLine = behind.Any(IsLineEnd);
        if (!endsLine)
        {
            behind = list.Count > 1 && list.GetSeparator(list.Count - 2).TrailingTrivia.Any(IsLineEnd)
                ? SyntaxFactory.TriviaList(list.GetSeparator(list.Count - 2).TrailingTrivia.Last(IsLineEnd))
                : SyntaxFactory.TriviaList(SyntaxFactory.Space);
        }

        if (behind.Any(IsLineEnd))
        {
            added = added.WithLeadingTrivia(last.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        }

        if (endsLine)
        {
            added = added.WithTrailingTrivia(behind.Last(IsLineEnd));
            list = list.Replace(last, last.WithoutTrailingTrivia());
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(behind);
        return SyntaxFactory.SeparatedList<T>(list.GetWithSeparators().Add(comma).Add(added));
    }

    public static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    public static bool IsLineEnd(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
