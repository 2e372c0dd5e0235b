using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN006: an iterator that nobody calls yet returns the sequence in place of its enumerator; its body is the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnSequenceFix))]
[Shared]
public sealed class ReturnSequenceFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public ReturnSequenceFix()
        : base(Descriptors.ReturnTypeNotSupported)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        // The asynchronous one would have to be told which parameter is the enumerator's token.
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not MethodDeclarationSyntax declaration
            || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol { IsIterator: true } method
            || method.ReturnType.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerator_T
            || declaration.ReturnType.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is not GenericNameSyntax name
            || MethodUses.IsBound(method)
            || await MethodUses.FindAsync(method, document.Project.Solution, cancel).ConfigureAwait(false) is not { } uses
            || !uses.All(use => MethodUses.IsInNameOf(use.Name)))
        {
            return null;
        }

        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SyntaxToken sequence = SyntaxFactory.Identifier("IEnumerable").WithTriviaFrom(name.Identifier);
        Solution outcome = document.WithSyntaxRoot(root.ReplaceToken(name.Identifier, sequence)).Project.Solution;
        return await Compiles.AsBeforeAsync(document.Project.Solution, outcome, cancel).ConfigureAwait(false)
            ? new FixPlan($"Return IEnumerable{name.TypeArgumentList}", outcome)
            : null;
    }
}
