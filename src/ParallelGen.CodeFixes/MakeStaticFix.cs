using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN005: a method that has no need of its object becomes static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeStaticFix))]
[Shared]
public sealed class MakeStaticFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public MakeStaticFix()
        : base(Descriptors.InstanceMethod)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel) =>
        node is MethodDeclarationSyntax method && await StaticConversion.TryAsync(document, method, cancel).ConfigureAwait(false) is Solution outcome
            ? new FixPlan($"Make '{method.Identifier.ValueText}' static", outcome)
            : null;
}
