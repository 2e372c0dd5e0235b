using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Rename;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;

namespace ParallelGen.CodeFixes;

/// <summary>PGEN007: a method that stands in the way of its own generated member is renamed, with all that names it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenameToCoreFix))]
[Shared]
public sealed class RenameToCoreFix : RuleFix
{
    /// <summary>Made by the compiler's host.</summary>
    public RenameToCoreFix()
        : base(Descriptors.NameTaken)
    {
    }

    internal override async Task<FixPlan?> PlanAsync(Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancel)
    {
        SemanticModel model = await document.ModelAsync(cancel).ConfigureAwait(false);
        if (node is not MethodDeclarationSyntax declaration
            || model.GetDeclaredSymbol(declaration, cancel) is not IMethodSymbol method
            || MethodUses.IsBound(method)
            || NameParser.Free(method) is var name && await IsTakenAsync(method, name, document.Project.Solution, cancel).ConfigureAwait(false)
            || !await HelpsAsync(document, declaration, name, cancel).ConfigureAwait(false))
        {
            return null;
        }

        return new FixPlan(
            $"Rename '{method.Name}' to '{name}'",
            stop => Renamer.RenameSymbolAsync(document.Project.Solution, method, new SymbolRenameOptions(), name, stop));
    }

    /// <summary>By a member of the type, or by one that would hide the method or be hidden. An overload that was renamed before this one is not in its way.</summary>
    private static async Task<bool> IsTakenAsync(IMethodSymbol method, string name, Solution solution, CancellationToken cancel)
    {
        List<INamedTypeSymbol> types = (await SymbolFinder.FindDerivedClassesAsync(method.ContainingType, solution, cancellationToken: cancel).ConfigureAwait(false)).ToList();
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            types.Add(type);
        }

        return method.ContainingType.Name == name || types.Any(t => !t.GetMembers(name).All(m => IsOverload(m, method)));
    }

    private static bool IsOverload(ISymbol member, IMethodSymbol method) =>
        member is IMethodSymbol other && other.Has(KnownNames.Types.RunOnAttribute) && !NameClashes.SameSignature(other, method);

    /// <summary>Where another member is in the way, a new name that leads to the same generated names does not help.</summary>
    private static async Task<bool> HelpsAsync(Document document, MethodDeclarationSyntax declaration, string name, CancellationToken cancel)
    {
        SyntaxNode root = await document.RootAsync(cancel).ConfigureAwait(false);
        SyntaxAnnotation mark = new();
        SyntaxToken identifier = SyntaxFactory.Identifier(name).WithTriviaFrom(declaration.Identifier);
        Document renamed = document.WithSyntaxRoot(root.ReplaceNode(declaration, declaration.WithIdentifier(identifier).WithAdditionalAnnotations(mark)));
        return (await Verdict.OfAsync(renamed, mark, cancel).ConfigureAwait(false))?.Contains(Descriptors.NameTaken) == false;
    }
}
