using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Makes an asynchronous void method return a task where its end would be lost.</summary>
internal static class TaskConversion
{
    private const string Discard = "_";

    /// <summary>
    /// Null if the method is bound to return nothing, or is used where only such a method fits. Who calls it goes on without
    /// waiting, as before, and says so.
    /// </summary>
    public static async Task<Solution?> TryAsync(Document document, MethodDeclarationSyntax declaration, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol { ReturnsVoid: true } method
            || MethodUses.IsBound(method)
            || model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task") is not INamedTypeSymbol task
            || await MethodUses.FindAsync(method, document.Project.Solution, cancel).ConfigureAwait(false) is not { } uses)
        {
            return null;
        }

        SolutionEditor solution = new(document.Project.Solution);
        foreach ((Document user, SimpleNameSyntax name) in uses.Where(u => !MethodUses.IsInNameOf(u.Name)))
        {
            SemanticModel there = await user.ModelAsync(cancel).ConfigureAwait(false);
            if (MethodUses.Statement(name) is not InvocationExpressionSyntax call || !there.LookupSymbols(call.SpanStart, name: Discard).IsEmpty)
            {
                return null;
            }

            DocumentEditor editor = await solution.GetDocumentEditorAsync(user.Id, cancel).ConfigureAwait(false);
            editor.ReplaceNode(call, (current, _) => Discarded((ExpressionSyntax)current));
        }

        DocumentEditor own = await solution.GetDocumentEditorAsync(document.Id, cancel).ConfigureAwait(false);
        own.ReplaceNode(declaration.ReturnType, own.Generator.TypeExpression(task).WithTriviaFrom(declaration.ReturnType));
        return solution.GetChangedSolution();
    }

    private static AssignmentExpressionSyntax Discarded(ExpressionSyntax call) => SyntaxFactory.AssignmentExpression(
        SyntaxKind.SimpleAssignmentExpression,
        SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(call.GetLeadingTrivia(), SyntaxKind.UnderscoreToken, Discard, Discard, SyntaxFactory.TriviaList(SyntaxFactory.Space))),
        SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
        call.WithoutLeadingTrivia());
}
