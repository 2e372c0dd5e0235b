using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN303: the call is awaited where its task was waited for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitCallFix))]
[Shared]
public sealed class AwaitCallFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public AwaitCallFix()
        : base(Descriptors.BlocksOnGeneratedCall)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel) =>
        node is ExpressionSyntax expression && Blocking.Awaitable(expression) is not null
        && await AsyncConversion.TryAsync(document, expression, e => Blocking.Awaitable(e)!, cancel).ConfigureAwait(false) is Solution outcome
            ? new FixPlan("Await the call", outcome)
            : null;
}
