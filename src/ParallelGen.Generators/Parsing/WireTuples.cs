using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The framework's own product types. Their state is known, though reference assemblies do not show it.</summary>
internal static class WireTuples
{
    private static readonly string[] s_pair = { "Key", "Value" };
    private static readonly string[] s_items = { "Item1", "Item2", "Item3", "Item4", "Item5", "Item6", "Item7", "Rest" };

    /// <summary>The items of a tuple or pair in order; null for any other type.</summary>
    public static IReadOnlyList<WireTupleItem>? Find(WireTypeParser parser, INamedTypeSymbol type)
    {
        if (!parser.IsFramework(type) || !type.IsGenericType)
        {
            return null;
        }

        if (type.IsTupleType)
        {
            return type.TupleElements.Select((item, i) => new WireTupleItem("Item" + (i + 1), item.Name, item.Type)).ToList();
        }

        return WireNames.Metadata(type) switch
        {
            "System.Collections.Generic.KeyValuePair`2" => Items(type, s_pair),
            "System.ValueTuple`1" => Items(type, s_items),
            { } name when name.StartsWith("System.Tuple`", StringComparison.Ordinal) => Items(type, s_items),
            _ => null,
        };
    }

    /// <summary>What makes one: a literal, or a constructor where the language has none.</summary>
    public static string Creation(INamedTypeSymbol type) =>
        type.IsTupleType && type.TupleElements.Length > 1 ? "" : "new " + WireNames.Canonical(type);

    private static List<WireTupleItem> Items(INamedTypeSymbol type, string[] names) =>
        type.TypeArguments.Select((item, i) => new WireTupleItem(names[i], names[i], item)).ToList();
}
