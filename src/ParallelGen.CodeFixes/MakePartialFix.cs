using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN001: the type, and each around it, becomes partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public MakePartialFix()
        : base(Descriptors.ContainingTypeNotPartial)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        TypeDeclarationSyntax[] lacking = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(t => !t.Has(SyntaxKind.PartialKeyword)).Reverse().ToArray();
        if (lacking.Length == 0)
        {
            return null;
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        root = root.ReplaceNodes(lacking, (_, rewritten) => Modifiers.AddPartial(rewritten));
        return new FixPlan(
            $"Make {string.Join(" and ", lacking.Select(t => $"'{t.Identifier.ValueText}'"))} partial",
            document.WithSyntaxRoot(root).Project.Solution);
    }
}
