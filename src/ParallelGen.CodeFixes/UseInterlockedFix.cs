using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN201: a number is counted by <c>Interlocked</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseInterlockedFix))]
[Shared]
public sealed class UseInterlockedFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public UseInterlockedFix()
        : base(Descriptors.SharedWrite)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (node is not ExpressionSyntax write
            || Member(write, model, cancel) is not { } found
            || LosesText(write, found.Target, found.Amount)
            || model.GetSymbolInfo(found.Target, cancel).Symbol is not IFieldSymbol { IsVolatile: false, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } field
            || write.DescendantNodes().OfType<IdentifierNameSyntax>().Count(n => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancel).Symbol, field)) > 1)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = SyntaxFactory.SingletonSeparatedList(
            SyntaxFactory.Argument(found.Target.WithoutTrivia()).WithRefKindKeyword(SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space)));
        arguments = found.Amount is null ? arguments : arguments.Add(SyntaxFactory.Argument(found.Amount.WithoutTrivia()));
        ExpressionSyntax call = SyntaxFactory.InvocationExpression(
            SyntaxFactory.ParseExpression("global::System.Threading.Interlocked." + found.Member).WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ArgumentList(arguments));
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        Solution outcome = document.WithSyntaxRoot(root.ReplaceNode(write, call.WithTriviaFrom(write))).Project.Solution;
        return await Compiles.AsBeforeAsync(document.Project.Solution, outcome, cancel).ConfigureAwait(false)
            ? new FixPlan($"Use Interlocked.{found.Member}", outcome)
            : null;
    }

    /// <summary>What is written, by which member, and by how much. A checked sum would no longer throw, and <c>x++</c> is the old value where it is used.</summary>
    private static (ExpressionSyntax Target, string Member, ExpressionSyntax? Amount)? Member(ExpressionSyntax write, SemanticModel model, CancellationToken cancel) =>
        (write, model.GetOperation(write, cancel)) switch
        {
            (PrefixUnaryExpressionSyntax prefix, IIncrementOrDecrementOperation { IsChecked: false } step) => (prefix.Operand, Step(step), null),
            (PostfixUnaryExpressionSyntax { Parent: ExpressionStatementSyntax } postfix, IIncrementOrDecrementOperation { IsChecked: false } step) => (postfix.Operand, Step(step), null),
            (AssignmentExpressionSyntax sum, ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, IsChecked: false }) => (sum.Left, "Add", sum.Right),
            (AssignmentExpressionSyntax sum, ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract, IsChecked: false }) => (sum.Left, "Add", Negative(sum.Right)),
            _ => null,
        };

    /// <summary>Whether a comment or a directive stands beside the operator.</summary>
    private static bool LosesText(ExpressionSyntax write, ExpressionSyntax target, ExpressionSyntax? amount) => write.DescendantTrivia().Any(t =>
        (t.IsDirective || Layout.IsComment(t)) && write.Span.Contains(t.Span) && !target.Span.Contains(t.Span) && amount?.Span.Contains(t.Span) != true);

    private static string Step(IIncrementOrDecrementOperation operation) => operation.Kind == OperationKind.Increment ? "Increment" : "Decrement";

    private static PrefixUnaryExpressionSyntax Negative(ExpressionSyntax amount) => SyntaxFactory.PrefixUnaryExpression(
        SyntaxKind.UnaryMinusExpression,
        amount is LiteralExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? amount.WithoutTrivia()
            : SyntaxFactory.ParenthesizedExpression(amount.WithoutTrivia()));
}
