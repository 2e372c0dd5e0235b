using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>How symbols are written in generated code, and how they are recognised.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Two types with the same identity text are the same to overload resolution: no tuple names, no nullability.</summary>
    private static readonly SymbolDisplayFormat s_identity = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat s_readable = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The type as generated code writes it.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(s_qualified);

    /// <summary>The type with <c>object</c> for <c>dynamic</c>, which no implemented interface may mention; to the runtime they are one type.</summary>
    public static string WithoutDynamic(ITypeSymbol type) => string.Concat(
        type.ToDisplayParts(s_qualified).Select(part => part.Symbol is IDynamicTypeSymbol ? "object" : part.ToString()));

    /// <summary>The type as overload resolution sees it.</summary>
    public static string Identity(ITypeSymbol type) => type.ToDisplayString(s_identity);

    /// <summary>The type as a message names it.</summary>
    public static string Readable(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>The method as a message names it: <c>Demo.Text.Count</c>.</summary>
    public static string Readable(IMethodSymbol method) => method.ContainingType.ToDisplayString(s_readable) + "." + method.Name;

    /// <summary>Whether a type or its definition has this metadata name, without arity.</summary>
    public static bool Is(this ITypeSymbol? type, string fullName, int arity = 0)
    {
        if (type is not INamedTypeSymbol named || named.Arity != arity || named.ContainingType is not null)
        {
            return false;
        }

        int end = fullName.Length - named.Name.Length;
        if (end < 0 || string.CompareOrdinal(fullName, end, named.Name, 0, named.Name.Length) != 0)
        {
            return false;
        }

        INamespaceSymbol space = named.ContainingNamespace;
        while (!space.IsGlobalNamespace)
        {
            int start = end - 1 - space.Name.Length;
            if (start < 0 || fullName[end - 1] != '.' || string.CompareOrdinal(fullName, start, space.Name, 0, space.Name.Length) != 0)
            {
                return false;
            }

            end = start;
            space = space.ContainingNamespace;
        }

        return end == 0;
    }

    /// <summary>Whether the symbol carries an attribute of the runtime or the BCL.</summary>
    public static bool Has(this ISymbol symbol, string attribute) => symbol.GetAttributes().Any(a => a.AttributeClass.Is(attribute));

    /// <summary>Whether the type mentions one that does not exist (yet): the compiler speaks, so nobody else does.</summary>
    public static bool IsBroken(this ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => array.ElementType.IsBroken(),
        IPointerTypeSymbol pointer => pointer.PointedAtType.IsBroken(),
        INamedTypeSymbol named => named.TypeArguments.Any(IsBroken),
        _ => false,
    };

    /// <summary>A parameter or tuple element: only what is reserved everywhere needs the sign.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name == "await" ? "@" + name : name;

    /// <summary>A type or method name: contextual keywords such as <c>record</c> need the sign too.</summary>
    public static string Declaration(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : Identifier(name);
}
