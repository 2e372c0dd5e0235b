using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the structs that may cross as their memory image: plain values all the way down, none of them native-size.</summary>
internal static class WireUnmanagedStructs
{
    public static bool IsMemory(WireTypeParser parser, INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Struct, IsUnmanagedType: true } && IsCopyable(parser, type);

    public static bool IsInlineArray(INamedTypeSymbol type) => type.IsValueType && type.GetAttributes()
        .Any(attribute => attribute.AttributeClass is { } name && WireNames.Metadata(name) == "System.Runtime.CompilerServices.InlineArrayAttribute");

    private static bool IsCopyable(WireTypeParser parser, INamedTypeSymbol type)
    {
        if (parser.IsFramework(type) && !type.IsTupleType && WireNames.Metadata(type) != "System.ValueTuple`1")
        {
            return false;
        }

        // A reference assembly shows stand-ins (_dummy, _dummyPrimitive) for fields that it hides.
        return type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst)
            .All(field => !field.Name.StartsWith("_dummy", StringComparison.Ordinal) && IsCopyable(parser, field));
    }

    private static bool IsCopyable(WireTypeParser parser, IFieldSymbol field)
    {
        if (field.IsFixedSizeBuffer)
        {
            return true;
        }

        // A codec of its own, or one that checks more than memory can, is not passed over.
        ITypeSymbol type = field.Type;
        if (parser.HasOwnCodec(type))
        {
            return false;
        }

        if (WirePrimitives.IsMemoryInsideStruct(type, parser.IsFramework(type)))
        {
            return true;
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None or SpecialType.System_Nullable_T } named
            && (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                ? IsCopyableArgument(parser, named.TypeArguments[0])
                : IsMemory(parser, named));
    }

    private static bool IsCopyableArgument(WireTypeParser parser, ITypeSymbol type) => !parser.HasOwnCodec(type)
        && (WirePrimitives.IsMemoryInsideStruct(type, parser.IsFramework(type)) || (type is INamedTypeSymbol named && IsMemory(parser, named)));
}
