using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Collects the warnings that a codec raises by using what its user marked as obsolete or experimental.</summary>
internal static class WireSuppressions
{
    public static EquatableArray<string> Collect(INamedTypeSymbol type, IEnumerable<ITypeSymbol> members, IEnumerable<ISymbol> used)
    {
        SortedSet<string> codes = new(StringComparer.Ordinal);
        AddType(type, codes);
        foreach (ITypeSymbol member in members)
        {
            AddType(member, codes);
        }

        foreach (ISymbol symbol in used)
        {
            Add(symbol, codes);
            if (symbol is IPropertySymbol property)
            {
                Add(property.GetMethod, codes);
                Add(property.SetMethod, codes);
            }
        }

        return codes.ToEquatableArray();
    }

    /// <summary>Composed codecs name the type with its arguments.</summary>
    private static void AddType(ITypeSymbol type, SortedSet<string> codes)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            Add(level, codes);
            if (level is INamedTypeSymbol named)
            {
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    AddType(argument, codes);
                }
            }
            else if (level is IArrayTypeSymbol array)
            {
                AddType(array.ElementType, codes);
            }
        }
    }

    private static void Add(ISymbol? symbol, SortedSet<string> codes)
    {
        if (symbol is null)
        {
            return;
        }

        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass is { } name ? WireNames.Metadata(name) : null)
            {
                case "System.ObsoleteAttribute":
                    string? id = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "DiagnosticId").Value.Value as string;
                    codes.Add(id ?? (attribute.ConstructorArguments.IsEmpty ? "CS0612" : "CS0618"));
                    break;
                case "System.Diagnostics.CodeAnalysis.ExperimentalAttribute" when attribute.ConstructorArguments.Length == 1:
                    if (attribute.ConstructorArguments[0].Value is string experiment)
                    {
                        codes.Add(experiment);
                    }

                    break;
            }
        }
    }
}
