using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>Parses types that carry the attribute of another serializer: they cross as the bytes that it makes of them.</summary>
internal sealed class WireSerializedParser(WireTypeParser parser)
{
    private static readonly (string Attribute, string Union, string Serializer)[] s_table =
    {
        ("MemoryPack.MemoryPackableAttribute", "MemoryPack.MemoryPackUnionAttribute", "MemoryPack.MemoryPackSerializer"),
        ("MessagePack.MessagePackObjectAttribute", "MessagePack.UnionAttribute", "MessagePack.MessagePackSerializer"),
    };

    /// <summary>The serializer of a type; null if it carries no attribute, or if only the attributes are referenced.</summary>
    public string? Find(ITypeSymbol type)
    {
        foreach ((string attribute, string union, string serializer) in s_table)
        {
            // Without a list of what may stand there, no serializer can tell derived types apart.
            if (type.Has(type.IsAbstract ? union : attribute)
                && parser.Compilation.GetTypeByMetadataName(serializer) is { } found
                && !parser.IsBehindAlias(found))
            {
                return serializer;
            }
        }

        return null;
    }

    public WireShape? Parse(INamedTypeSymbol type, string serializer, WirePath path)
    {
        if (WirePlacement.Find(parser, type, path) is not { } placement)
        {
            return null;
        }

        WireShape shape = placement.Name(type, $"{WireNames.Text(type)}, as {KnownNames.Last(serializer)} writes it") with { IsObject = type.IsReferenceType };
        return parser.Define(WireNames.Canonical(type), placement, shape, () => placement.Begin(type, Kind(type), shape) with
        {
            Serializer = KnownNames.Global(serializer),
            Suppressions = WireSuppressions.Collect(type, Array.Empty<ITypeSymbol>(), Array.Empty<ISymbol>()),
        });
    }

    private static CodecKind Kind(INamedTypeSymbol type) =>
        type.IsValueType ? CodecKind.Struct : type.IsAbstract ? CodecKind.Hierarchy : CodecKind.Class;
}
