using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Expressions that wait for a task on their thread.</summary>
internal static class Blocking
{
    /// <summary>What to await in place of the expression; null if it has another shape.</summary>
    public static ExpressionSyntax? Awaitable(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result => result.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax called } => called switch
        {
            { Name.Identifier.ValueText: "Wait" } => called.Expression,
            { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter } } => awaiter.Expression,
            _ => null,
        },
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } all } call
            when arguments.All(a => a.NameColon is null) => call.WithExpression(all.WithName(SyntaxFactory.IdentifierName("WhenAll"))),
        _ => null,
    };
}
