using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Expressions that wait for a task on their thread.</summary>
internal static class Blocking
{
    /// <summary>
    /// What to await in place of the expression; null if it has another shape, or if an AggregateException is caught around it: an
    /// await throws what that would wrap.
    /// </summary>
    public static ExpressionSyntax? Awaitable(ExpressionSyntax expression) => IsAggregateCaught(expression) ? null : expression switch
    {
        MemberAccessExpressionSyntax result => result.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax called } => called switch
        {
            { Name.Identifier.ValueText: "Wait" } => called.Expression,
            { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter } } => awaiter.Expression,
            _ => null,
        },
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } all } call
            => call.WithExpression(all.WithName(SyntaxFactory.IdentifierName("WhenAll"))),
        _ => null,
    };

    private static bool IsAggregateCaught(ExpressionSyntax expression) => expression.Ancestors().OfType<TryStatementSyntax>().Any(t =>
        t.Block.Span.Contains(expression.Span)
        && t.Catches.Any(c => c.Declaration?.Type.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText == nameof(AggregateException)));
}
