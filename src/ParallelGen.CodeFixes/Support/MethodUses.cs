using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.CodeFixes.Support;

/// <summary>Where code of the solution names a method.</summary>
internal static class MethodUses
{
    /// <summary>
    /// All places but those in documentation; null if one is where nothing can be edited. What is generated for an annotated
    /// method is generated anew.
    /// </summary>
    public static async Task<IReadOnlyList<(Document Document, SimpleNameSyntax Name)>?> FindAsync(IMethodSymbol method, Solution solution, CancellationToken cancel)
    {
        List<(Document, SimpleNameSyntax)> uses = new();
        foreach (ReferencedSymbol symbol in await SymbolFinder.FindReferencesAsync(method, solution, cancel).ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in symbol.Locations)
            {
                SyntaxNode root = await location.Document.RootAsync(cancel).ConfigureAwait(false);
                if (location.Document is SourceGeneratedDocument && method.RunOn() is not null)
                {
                    continue;
                }

                SyntaxNode node = root.FindNode(location.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (node.FirstAncestorOrSelf<CrefSyntax>() is not null)
                {
                    continue;
                }

                if (location.Document is SourceGeneratedDocument || node is not SimpleNameSyntax name)
                {
                    return null;
                }

                uses.Add((location.Document, name));
            }
        }

        return uses;
    }

    /// <summary>Whether other declarations have a say in what the method looks like, or more than one text declares it.</summary>
    public static bool IsBound(IMethodSymbol method) =>
        method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsExtern
        || method.IsPartialDefinition || method.PartialDefinitionPart is not null
        || method.ContainingType.AllInterfaces.Any(i => i.GetMembers(method.Name).Any(m => Implements(method, m)));

    /// <summary>Whether the name stands in <c>nameof</c>, where nothing is called.</summary>
    public static bool IsInNameOf(SyntaxNode name) => name.Ancestors().OfType<InvocationExpressionSyntax>()
        .Any(i => i.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    /// <summary>The call, if the name is that of what is called.</summary>
    public static InvocationExpressionSyntax? Call(SimpleNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access ? access : (SyntaxNode)name).Parent as InvocationExpressionSyntax;

    /// <summary>The call, if it is there for its effects alone and nothing is done with what it returns.</summary>
    public static InvocationExpressionSyntax? Statement(SimpleNameSyntax name) =>
        Call(name) is { Parent: ExpressionStatementSyntax } call ? call : null;

    private static bool Implements(IMethodSymbol method, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method);
}
