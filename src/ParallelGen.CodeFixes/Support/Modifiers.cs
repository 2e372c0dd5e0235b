using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Adds and removes modifiers; what stands around them stays where it is.</summary>
internal static class Modifiers
{
    public static bool Has(this MemberDeclarationSyntax declaration, SyntaxKind modifier) => declaration.Modifiers.Any(modifier);

    public static T AddPartial<T>(T declaration)
        where T : MemberDeclarationSyntax => Insert(declaration, declaration.Modifiers.Count, SyntaxKind.PartialKeyword);

    /// <summary>A static method has no object that it could leave unchanged.</summary>
    public static T MakeStatic<T>(T declaration)
        where T : MemberDeclarationSyntax
    {
        declaration = Remove(declaration, SyntaxKind.ReadOnlyKeyword);
        int index = declaration.Modifiers.TakeWhile(m => IsAccessibility(m) || m.IsKind(SyntaxKind.NewKeyword)).Count();
        return Insert(declaration, index, SyntaxKind.StaticKeyword);
    }

    public static T MakeInternal<T>(T declaration)
        where T : MemberDeclarationSyntax
    {
        SyntaxToken[] accessibility = declaration.Modifiers.Where(IsAccessibility).ToArray();
        if (accessibility.Length == 0)
        {
            return Insert(declaration, 0, SyntaxKind.InternalKeyword);
        }

        foreach (SyntaxToken second in accessibility.Skip(1))
        {
            declaration = Remove(declaration, second.Kind());
        }

        SyntaxToken first = declaration.Modifiers.First(IsAccessibility);
        return declaration.ReplaceToken(first, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(first));
    }

    public static T MakeAsync<T>(T declaration)
        where T : MemberDeclarationSyntax => Insert(declaration, declaration.Modifiers.Count, SyntaxKind.AsyncKeyword);

    private static bool IsAccessibility(SyntaxToken modifier) => SyntaxFacts.IsAccessibilityModifier(modifier.Kind());

    private static T Insert<T>(T declaration, int index, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        SyntaxToken next = TokenAt(declaration, index);
        SyntaxToken added = SyntaxFactory.Token(next.LeadingTrivia, modifier, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        declaration = declaration.ReplaceToken(next, next.WithLeadingTrivia());
        return (T)declaration.WithModifiers(declaration.Modifiers.Insert(index, added));
    }

    private static T Remove<T>(T declaration, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        int index = declaration.Modifiers.IndexOf(modifier);
        if (index < 0)
        {
            return declaration;
        }

        SyntaxToken next = TokenAt(declaration, index + 1);
        SyntaxToken removed = declaration.Modifiers[index];
        IEnumerable<SyntaxTrivia> behind = removed.TrailingTrivia.SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia));
        declaration = declaration.ReplaceToken(next, next.WithLeadingTrivia(removed.LeadingTrivia.Concat(behind).Concat(next.LeadingTrivia)));
        return (T)declaration.WithModifiers(declaration.Modifiers.RemoveAt(index));
    }

    /// <summary>The modifier at the index, or what comes behind the modifiers.</summary>
    private static SyntaxToken TokenAt(MemberDeclarationSyntax declaration, int index) =>
        index < declaration.Modifiers.Count ? declaration.Modifiers[index] : declaration switch
        {
            TypeDeclarationSyntax type => type.Keyword,
            MethodDeclarationSyntax method => method.ReturnType.GetFirstToken(),
            _ => throw new ArgumentException($"{declaration.Kind()} has no place for modifiers here.", nameof(declaration)),
        };
}
