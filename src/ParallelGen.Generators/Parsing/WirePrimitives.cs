using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The table of single values that the runtime has a codec for.</summary>
internal static class WirePrimitives
{
    private const string Runtime = "global::" + KnownNames.Codecs + ".";

    private static readonly Dictionary<SpecialType, int> s_memory = new()
    {
        [SpecialType.System_SByte] = 1,
        [SpecialType.System_Byte] = 1,
        [SpecialType.System_Int16] = 2,
        [SpecialType.System_UInt16] = 2,
        [SpecialType.System_Char] = 2,
        [SpecialType.System_Int32] = 4,
        [SpecialType.System_UInt32] = 4,
        [SpecialType.System_Single] = 4,
        [SpecialType.System_Int64] = 8,
        [SpecialType.System_UInt64] = 8,
        [SpecialType.System_Double] = 8,
    };

    /// <summary>Structs of the framework that are their own memory image. Reference assemblies do not show their fields.</summary>
    private static readonly Dictionary<string, int> s_frameworkMemory = new(StringComparer.Ordinal)
    {
        ["System.Half"] = 2,
        ["System.Int128"] = 16,
        ["System.UInt128"] = 16,
        ["System.Guid"] = 16,
        ["System.TimeSpan"] = 8,
        ["System.Index"] = 4,
        ["System.Range"] = 8,
        ["System.ValueTuple"] = 1,
        ["System.Numerics.Complex"] = 16,
        ["System.Numerics.Vector2"] = 8,
        ["System.Numerics.Vector3"] = 12,
        ["System.Numerics.Vector4"] = 16,
        ["System.Numerics.Quaternion"] = 16,
        ["System.Numerics.Plane"] = 16,
        ["System.Numerics.Matrix3x2"] = 24,
        ["System.Numerics.Matrix4x4"] = 64,
        ["System.Drawing.Point"] = 8,
        ["System.Drawing.PointF"] = 8,
        ["System.Drawing.Size"] = 8,
        ["System.Drawing.SizeF"] = 8,
        ["System.Drawing.Rectangle"] = 16,
        ["System.Drawing.RectangleF"] = 16,
    };

    /// <summary>Values with a codec of their own: those that must be checked when they arrive, and the ones on the heap.</summary>
    private static readonly Dictionary<string, (string Codec, string Size)> s_own = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = ("BooleanCodec", "1 byte"),
        ["System.Decimal"] = ("DecimalCodec", "16 bytes"),
        ["System.DateTime"] = ("DateTimeCodec", "8 bytes"),
        ["System.DateTimeOffset"] = ("DateTimeOffsetCodec", "ticks and offset"),
        ["System.DateOnly"] = ("DateOnlyCodec", "4 bytes"),
        ["System.TimeOnly"] = ("TimeOnlyCodec", "8 bytes"),
        ["System.Text.Rune"] = ("RuneCodec", "4 bytes"),
        ["System.String"] = ("StringCodec", "length + 1, 0 for null; then UTF-16"),
        ["System.Text.StringBuilder"] = ("StringBuilderCodec", "as a string"),
        ["System.Collections.BitArray"] = ("BitArrayCodec", "length + 1, 0 for null; then bits"),
        ["System.Uri"] = ("UriCodec", "as a string"),
        ["System.Version"] = ("VersionCodec", "as its parts"),
        ["System.Numerics.BigInteger"] = ("BigIntegerCodec", "count, then bytes"),
    };

    public static WireShape Memory(ITypeSymbol type, string description) =>
        new($"{Runtime}UnmanagedCodec<{WireNames.Canonical(type)}>", description, IsMemory: true);

    public static WireShape? Find(ITypeSymbol type, bool isFramework)
    {
        string display = WireNames.Text(type);
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            return Memory(type, $"{display} ({Bytes(s_memory[underlying.SpecialType])})");
        }

        if (s_memory.TryGetValue(type.SpecialType, out int size))
        {
            return Memory(type, $"{display} ({Bytes(size)})");
        }

        if (!isFramework || WireNames.Metadata(type) is not { } name)
        {
            return null;
        }

        if (s_frameworkMemory.TryGetValue(name, out size))
        {
            return Memory(type, $"{display} ({Bytes(size)})");
        }

        return s_own.TryGetValue(name, out (string Codec, string Size) own) ? new WireShape(Runtime + own.Codec, $"{display} ({own.Size})") : null;
    }

    /// <summary>Whether a field of this type may be copied as part of its struct's memory.</summary>
    public static bool IsMemoryInsideStruct(ITypeSymbol type, bool isFramework) =>
        Find(type, isFramework) is { } shape && (shape.IsMemory || (type.IsValueType && type.IsUnmanagedType));

    private static string Bytes(int size) => size == 1 ? "1 byte" : $"{size} bytes";
}
