using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>Constants as C# expressions.</summary>
internal static class Constants
{
    /// <summary>The default value of a parameter.</summary>
    public static string Default(ITypeSymbol type, object? value)
    {
        if (value is null)
        {
            return type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T ? "default" : "null";
        }

        ITypeSymbol plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        return plain.TypeKind == TypeKind.Enum ? EnumMember(plain, value) : Literal(value);
    }

    /// <summary>An argument of an attribute, which may be typed <c>object</c> and so must say its own type.</summary>
    public static string Argument(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => $"({TypeNames.Of(constant.Type!)})null",
        TypedConstantKind.Array =>
            $"new {TypeNames.Of(constant.Type!)} {{ {string.Join(", ", constant.Values.Select(Argument))} }}",
        TypedConstantKind.Type when constant.Value is ITypeSymbol type => $"typeof({TypeNames.Of(type)})",
        _ when constant.Value is null => $"({TypeNames.Of(constant.Type!)})null",
        TypedConstantKind.Enum => EnumMember(constant.Type!, constant.Value),
        _ when constant.Value is byte or sbyte or short or ushort => $"({TypeNames.Of(constant.Type!)})({Literal(constant.Value)})",
        _ => Literal(constant.Value),
    };

    private static string EnumMember(ITypeSymbol type, object value)
    {
        IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
        string name = TypeNames.Of(type.WithNullableAnnotation(NullableAnnotation.None));
        return member is null ? $"({name})({Literal(value)})" : name + "." + TypeNames.Declaration(member.Name);
    }

    private static string Literal(object value) => value switch
    {
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char c => SymbolDisplay.FormatLiteral(c, quote: true),
        bool flag => flag ? "true" : "false",
        float number => Floating(number, number.ToString("R", CultureInfo.InvariantCulture), "float", "F"),
        double number => Floating(number, number.ToString("R", CultureInfo.InvariantCulture), "double", "D"),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("Not a constant of C#: " + value.GetType(), nameof(value)),
    };

    private static string Floating(double value, string digits, string type, string suffix) =>
        double.IsNaN(value) ? type + ".NaN"
        : double.IsPositiveInfinity(value) ? type + ".PositiveInfinity"
        : double.IsNegativeInfinity(value) ? type + ".NegativeInfinity"
        : value == 0 && double.IsNegativeInfinity(1 / value) ? "-0" + suffix
        : digits + suffix;
}
