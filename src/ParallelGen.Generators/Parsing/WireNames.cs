using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The names that types have in generated code and in messages.</summary>
internal static class WireNames
{
    private const int MaxReadable = 80;

    private static readonly char[] s_separator = { '_' };

    /// <summary>One name for each type: without nullable annotations and tuple names, which change nothing on the wire.</summary>
    private static readonly SymbolDisplayFormat s_canonical = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
        | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat s_display = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_text = s_display.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static string Canonical(ITypeSymbol type) => type.ToDisplayString(s_canonical);

    /// <summary>The type as the user knows it, for messages.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(s_display);

    /// <summary>The type for comments in generated files: short, and as canonical as <see cref="Canonical"/>.</summary>
    public static string Text(ITypeSymbol type) => type.ToDisplayString(s_text);

    /// <summary>The full metadata name of a type that is not nested; null for any other.</summary>
    public static string? Metadata(ITypeSymbol type) => type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } space }
        ? space.ToDisplayString() + "." + type.MetadataName
        : null;

    /// <summary>A name for a codec: readable, and made unique (even where case does not count) by a hash of all that tells it apart.</summary>
    public static string Codec(string canonical, string placement, string suffix)
    {
        string readable = string.Join("_", StableNames.Identifier(canonical.Replace("global::", "")).Split(s_separator, StringSplitOptions.RemoveEmptyEntries));
        string head = readable.Length > MaxReadable ? readable.Substring(0, MaxReadable).TrimEnd('_') : readable;
        string start = head.Length == 0 || char.IsDigit(head[0]) ? "_" : "";
        return $"{start}{head}_{StableNames.Suffix(canonical + "|" + placement)}{suffix}";
    }
}
