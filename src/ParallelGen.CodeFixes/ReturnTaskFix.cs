using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN006: an <c>async void</c> method returns a task. Its callers stay: where they ought to await it now, the compiler says so.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix))]
[Shared]
public sealed class ReturnTaskFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public ReturnTaskFix()
        : base(Descriptors.ReturnTypeNotSupported)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel) =>
        node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is MethodDeclarationSyntax method
        && await TaskConversion.TryAsync(document, method, cancel).ConfigureAwait(false) is Solution outcome
            ? new FixPlan("Return Task", outcome)
            : null;
}
