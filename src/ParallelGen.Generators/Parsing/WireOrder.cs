using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Declaration order that does not depend on the order in which files are given to the compiler.</summary>
internal static class WireOrder
{
    /// <summary>The members of a type as written; the parts of a partial type by path.</summary>
    public static IEnumerable<ISymbol> Declared(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length < 2
        ? type.GetMembers()
        : type.GetMembers().OrderBy(member => Path(member), StringComparer.Ordinal).ThenBy(Position);

    /// <summary>Attributes as written, in the same order.</summary>
    public static IEnumerable<AttributeData> Declared(IEnumerable<AttributeData> attributes) => attributes
        .OrderBy(attribute => attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath ?? "", StringComparer.Ordinal)
        .ThenBy(attribute => attribute.ApplicationSyntaxReference?.Span.Start ?? 0);

    private static string Path(ISymbol member) => Source(member)?.SourceTree?.FilePath ?? "";

    private static int Position(ISymbol member) => Source(member)?.SourceSpan.Start ?? 0;

    private static Location? Source(ISymbol member) =>
        ((member as IFieldSymbol)?.AssociatedSymbol ?? member).Locations.FirstOrDefault();
}
