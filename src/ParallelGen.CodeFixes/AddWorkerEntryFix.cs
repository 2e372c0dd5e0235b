using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN304: the application begins with the entry of its workers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddWorkerEntryFix))]
[Shared]
public sealed class AddWorkerEntryFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public AddWorkerEntryFix()
        : base(Descriptors.NoWorkerEntry)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        if (!diagnostic.Properties.TryGetValue(CallFixKeys.Entry, out string? entry))
        {
            return null;
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SyntaxTrivia lineEnd = Layout.LineEnd(root);
        SyntaxAnnotation added = new();
        IfStatementSyntax statement = Entry(entry!)
            .WithTrailingTrivia(lineEnd, lineEnd)
            .WithAdditionalAnnotations(added);
        SyntaxNode? changed = node switch
        {
            MethodDeclarationSyntax { Body: BlockSyntax body } => root.ReplaceNode(body, body.WithStatements(body.Statements.Insert(0, statement))),
            MethodDeclarationSyntax { ExpressionBody: not null } method => root.ReplaceNode(method, WithBlock(method, statement).WithAdditionalAnnotations(added)),
            _ when node.FirstAncestorOrSelf<GlobalStatementSyntax>() is GlobalStatementSyntax first => root.ReplaceNode(first, WithEntry(first, statement)),
            _ => null,
        };
        Document? outcome = changed is null ? null : document.WithSyntaxRoot(changed);
        return outcome is not null && await Compiles.AsBeforeAsync(document.Project.Solution, outcome.Project.Solution, cancel).ConfigureAwait(false)
            ? new FixPlan("Begin with the entry of worker processes", (await Layout.FormatAsync(outcome, added, cancel).ConfigureAwait(false)).Project.Solution)
            : null;
    }

    private static IfStatementSyntax Entry(string entry)
    {
        IfStatementSyntax statement = (IfStatementSyntax)SyntaxFactory.ParseStatement(entry);
        return statement.WithStatement(SyntaxFactory.Block(statement.Statement)).WithAdditionalAnnotations(Simplifier.Annotation);
    }

    /// <summary>Directives stay above, comments with the statement that they are about.</summary>
    private static GlobalStatementSyntax[] WithEntry(GlobalStatementSyntax first, StatementSyntax entry)
    {
        SyntaxTriviaList leading = first.GetLeadingTrivia();
        int above = leading.Select((t, i) => t.IsDirective || t.IsKind(SyntaxKind.EndOfLineTrivia) && leading.Take(i).All(b => !IsComment(b)) ? i + 1 : 0).DefaultIfEmpty(0).Max();
        return new[]
        {
            SyntaxFactory.GlobalStatement(entry).WithLeadingTrivia(leading.Take(above)),
            first.WithLeadingTrivia(leading.Skip(above)),
        };
    }

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsDirective && !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia);

    private static MethodDeclarationSyntax WithBlock(MethodDeclarationSyntax method, IfStatementSyntax entry)
    {
        ExpressionSyntax expression = method.ExpressionBody!.Expression;
        bool returnsValue = entry.DescendantNodes().OfType<ReturnStatementSyntax>().Any(r => r.Expression is not null);
        StatementSyntax body = returnsValue ? SyntaxFactory.ReturnStatement(expression) : SyntaxFactory.ExpressionStatement(expression);
        return method.WithExpressionBody(null).WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(entry, body))
            .WithTrailingTrivia(method.GetTrailingTrivia());
    }
}
