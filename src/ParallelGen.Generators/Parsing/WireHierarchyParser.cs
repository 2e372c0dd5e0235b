using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Parses closed hierarchies: a base type that lists its derived types with <c>[JsonDerivedType]</c>.</summary>
internal sealed class WireHierarchyParser(WireTypeParser parser)
{
    private const string AttributeName = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";

    public static bool IsDeclared(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Interface && type.GetAttributes().Any(IsListing);

    public WireShape? Parse(INamedTypeSymbol type, WirePath path)
    {
        if (WirePlacement.Find(parser, type, path) is not { } placement)
        {
            return null;
        }

        WireShape shape = placement.Name(type, $"number of the type, 0 for null; then {WireNames.Text(type)}", "HierarchyCodec");
        return parser.Define("hierarchy " + WireNames.Canonical(type), placement, shape, () => ParseCases(type, placement, shape, path));
    }

    private CodecModel? ParseCases(INamedTypeSymbol type, WirePlacement placement, WireShape shape, WirePath path)
    {
        List<CodecCaseModel> cases = new();
        List<INamedTypeSymbol> listed = Listed(type);
        foreach (INamedTypeSymbol derived in listed)
        {
            if (ParseCase(type, derived, placement, path) is { } wire)
            {
                cases.Add(new CodecCaseModel(cases.Count + 1, WireNames.Canonical(derived), WireNames.Text(derived), wire.CodecName));
            }
        }

        return cases.Count < listed.Count ? null : placement.Begin(type, CodecKind.Hierarchy, shape) with
        {
            Cases = cases.ToEquatableArray(),
            Suppressions = WireSuppressions.Collect(type, listed, Array.Empty<ISymbol>()),
        };
    }

    /// <summary>The listed types in order, each once; a base class that can stand for itself comes last unless it is listed.</summary>
    private static List<INamedTypeSymbol> Listed(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> listed = WireOrder.Declared(type.GetAttributes().Where(IsListing))
            .Select(attribute => attribute.ConstructorArguments[0].Value)
            .OfType<INamedTypeSymbol>()
            .ToList();
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false })
        {
            listed.Add(type);
        }

        return listed.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
    }

    private WireShape? ParseCase(INamedTypeSymbol type, INamedTypeSymbol derived, WirePlacement placement, WirePath path)
    {
        string name = WireNames.Display(derived);
        if (derived.TypeKind == TypeKind.Error)
        {
            parser.Abandon(type);
            return null;
        }

        if (derived.IsUnboundGenericType || !parser.Compilation.ClassifyConversion(derived, type).IsImplicit)
        {
            return parser.Refuse(type, path, $"its [JsonDerivedType] lists {name}, which is not derived from it", "List types derived from it");
        }

        if (derived.IsAbstract || derived.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return parser.Refuse(type, path, $"its [JsonDerivedType] lists {name}, of which there is no object", "List the concrete types");
        }

        if (!parser.Compilation.IsSymbolAccessibleWithin(derived, placement.Within))
        {
            return parser.Refuse(type, path, $"its [JsonDerivedType] lists {name}, which is less accessible than itself", $"Make {name} internal");
        }

        return parser.ParseExactly(derived, path.Derived(derived));
    }

    private static bool IsListing(AttributeData attribute) =>
        attribute.AttributeClass is { } name && WireNames.Metadata(name) == AttributeName && attribute.ConstructorArguments.Length > 0;
}
