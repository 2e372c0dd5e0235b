using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Which methods write a field or property.</summary>
internal static class StateWriters
{
    /// <summary>
    /// Whether the state is written by this method alone, or by helpers that nothing but this method calls; by constructors, before
    /// anyone shares it. To keep calls of the method apart is enough then.
    /// </summary>
    public static async Task<bool> AreOnlyAsync(IMethodSymbol method, ISymbol state, Solution solution, CancellationToken cancel)
    {
        foreach (ReferencedSymbol symbol in await SymbolFinder.FindReferencesAsync(state, solution, cancel).ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in symbol.Locations)
            {
                SyntaxNode root = await location.Document.RootAsync(cancel).ConfigureAwait(false);
                SyntaxNode name = root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (IsWritten(name) && !await IsOfAsync(method, location.Document, name, solution, cancel).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static async Task<bool> IsOfAsync(IMethodSymbol method, Document document, SyntaxNode name, Solution solution, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (Writer(name) is ConstructorDeclarationSyntax)
        {
            return true;
        }

        if (Writer(name) is not MethodDeclarationSyntax declaration || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol writer)
        {
            return false;
        }

        return IsSame(writer, method)
            || (writer.DeclaredAccessibility == Accessibility.Private
                && writer.RunOn() is null
                && await MethodUses.FindAsync(writer, solution, cancel).ConfigureAwait(false) is { Count: > 0 } uses
                && await AreInAsync(method, uses, cancel).ConfigureAwait(false));
    }

    private static async Task<bool> AreInAsync(IMethodSymbol method, IReadOnlyList<(Document Document, SimpleNameSyntax Name)> uses, CancellationToken cancel)
    {
        foreach ((Document user, SimpleNameSyntax name) in uses)
        {
            SemanticModel model = await user.ModelAsync(cancel).ConfigureAwait(false);
            if (Writer(name) is not MethodDeclarationSyntax declaration || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol caller || !IsSame(caller, method))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Symbols of two snapshots are compared by what they are called.</summary>
    private static bool IsSame(IMethodSymbol left, IMethodSymbol right) => left.GetDocumentationCommentId() == right.GetDocumentationCommentId();

    private static MemberDeclarationSyntax? Writer(SyntaxNode name) => name.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    private static bool IsWritten(SyntaxNode name)
    {
        SyntaxNode target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
            RefExpressionSyntax => true,
            // What is done to a collection or an object may write it.
            ElementAccessExpressionSyntax => true,
            _ => false,
        };
    }
}
