using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the constructor whose parameters stand behind the type's own name.</summary>
internal static class WirePrimaryConstructor
{
    public static IMethodSymbol? Find(INamedTypeSymbol type, CancellationToken cancel) =>
        type.InstanceConstructors.FirstOrDefault(constructor => Is(constructor, cancel));

    public static bool Is(IMethodSymbol constructor, CancellationToken cancel) => constructor.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax(cancel) is TypeDeclarationSyntax);
}
