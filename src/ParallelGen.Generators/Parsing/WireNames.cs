using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>The names that types have in generated code and in messages.</summary>
internal static class WireNames
{
    private const int MaxReadable = 80;

    /// <summary>One name for each type: without nullable annotations and tuple names, which change nothing on the wire.</summary>
    private static readonly SymbolDisplayFormat s_canonical = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat s_annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_display = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_text = s_display.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static string Canonical(ITypeSymbol type) => type.ToDisplayString(s_canonical);

    public static string Annotated(ITypeSymbol type) => type.ToDisplayString(s_annotated);

    /// <summary>The type as the user knows it, for messages.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(s_display);

    /// <summary>The type for comments in generated files: short, and as canonical as <see cref="Canonical"/>.</summary>
    public static string Text(ITypeSymbol type) => type.ToDisplayString(s_text);

    /// <summary>The full metadata name of a type of another assembly that is not nested; null for any other.</summary>
    public static string? Metadata(ITypeSymbol type) => type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } space }
        ? space.ToDisplayString() + "." + type.MetadataName
        : null;

    /// <summary>A name for a codec: readable, and made unique (even where case does not count) by a hash of all that tells it apart.</summary>
    public static string Codec(string canonical, string placement, string suffix)
    {
        StringBuilder name = new();
        foreach (char c in canonical.Replace("global::", ""))
        {
            if (char.IsLetterOrDigit(c))
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[name.Length - 1] != '_')
            {
                name.Append('_');
            }
        }

        name.Length = Math.Min(name.Length, MaxReadable);
        string readable = name.ToString().TrimEnd('_');
        return $"{readable}_{Hash(canonical + "|" + placement).ToString("x8", CultureInfo.InvariantCulture)}{suffix}";
    }

    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    /// <summary>FNV-1a: the same on every machine and every run.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ (c & 0xFFu)) * 16777619);
            hash = unchecked((hash ^ (uint)(c >> 8)) * 16777619);
        }

        return hash;
    }
}
