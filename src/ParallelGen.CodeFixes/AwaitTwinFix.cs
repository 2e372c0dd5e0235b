using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN205: what blocks the event loop is awaited: the task itself, or the asynchronous twin of the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitTwinFix))]
[Shared]
public sealed class AwaitTwinFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public AwaitTwinFix()
        : base(Descriptors.BlocksTheLoop)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        diagnostic.Properties.TryGetValue(FixKeys.Twin, out string? twin);
        if (diagnostic.Properties[FixKeys.Way] == FixKeys.Ways.ForEach)
        {
            return await EnumerateAsync(document, node, twin!, cancel).ConfigureAwait(false);
        }

        Func<ExpressionSyntax, ExpressionSyntax?> operand = diagnostic.Properties[FixKeys.Way] switch
        {
            FixKeys.Ways.Await => Blocking.Awaitable,
            FixKeys.Ways.Twin => e => Twin(e, twin!),
            FixKeys.Ways.OtherType => e => OtherType(e, twin!),
            _ => _ => null,
        };
        return node is ExpressionSyntax expression && operand(expression) is not null
            && await AsyncConversion.TryAsync(document, expression, e => operand(e)!, cancel).ConfigureAwait(false) is Solution outcome
                ? new FixPlan(twin is null ? "Await the task" : $"Await '{twin.Substring(twin.LastIndexOf('.') + 1)}'", outcome)
                : null;
    }

    private static async Task<FixPlan?> EnumerateAsync(Document document, SyntaxNode node, string twin, CancellationToken cancel) =>
        node is ExpressionSyntax { Parent: CommonForEachStatementSyntax loop } lines && Twin(lines, twin) is not null
        && await AsyncConversion.TryReplaceAsync(document, loop, n => Awaiting((CommonForEachStatementSyntax)n, twin), cancel).ConfigureAwait(false) is Solution outcome
            ? new FixPlan($"Enumerate '{twin}'", outcome)
            : null;

    private static CommonForEachStatementSyntax Awaiting(CommonForEachStatementSyntax loop, string twin)
    {
        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return loop.WithExpression(Twin(loop.Expression, twin)!).WithForEachKeyword(loop.ForEachKeyword.WithLeadingTrivia()).WithAwaitKeyword(keyword).WithTriviaFrom(loop);
    }

    private static InvocationExpressionSyntax? Twin(ExpressionSyntax expression, string twin) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => call.WithExpression(access.WithName(Renamed(access.Name, twin))),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } call => call.WithExpression(Renamed(name, twin)),
        _ => null,
    };

    private static InvocationExpressionSyntax? OtherType(ExpressionSyntax expression, string twin) =>
        expression is InvocationExpressionSyntax call
            ? call.WithExpression(SyntaxFactory.ParseExpression("global::" + twin).WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(call.Expression))
            : null;

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string twin) =>
        name.WithIdentifier(SyntaxFactory.Identifier(twin).WithTriviaFrom(name.Identifier));
}
