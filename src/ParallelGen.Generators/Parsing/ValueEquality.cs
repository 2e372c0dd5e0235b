using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Whether two equal values of a type are known to compare equal, though they are two objects.</summary>
internal static class ValueEquality
{
    /// <summary>Structs that are equal when they refer to the same memory.</summary>
    private static readonly string[] s_views =
    {
        "System.ArraySegment", "System.Memory", "System.ReadOnlyMemory", "System.Collections.Immutable.ImmutableArray",
    };

    public static bool Has(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.HasValueTypeConstraint || parameter.ConstraintTypes.Any(c => IsEquatable(c, parameter) || (c.TypeKind == TypeKind.Class && Has(c))),
        { TypeKind: TypeKind.Interface } => type.AllInterfaces.Any(i => IsEquatable(i, type)),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Has(nullable.TypeArguments[0]),
        INamedTypeSymbol named when IsTuple(named) => named.TypeArguments.All(Has),
        INamedTypeSymbol { IsValueType: true } named => !s_views.Any(v => named.Is(v, arity: 1)),
        INamedTypeSymbol { TypeKind: TypeKind.Class } named => named.IsRecord || named.AllInterfaces.Any(i => IsEquatable(i, named)) || OverridesEquals(named),
        _ => false,
    };

    private static bool IsTuple(INamedTypeSymbol type) => type.IsTupleType || Enumerable.Range(1, 8).Any(arity => type.Is("System.Tuple", arity));

    private static bool IsEquatable(ITypeSymbol contract, ITypeSymbol type) =>
        contract.Is("System.IEquatable", arity: 1) && SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)contract).TypeArguments[0], type);

    private static bool OverridesEquals(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is { SpecialType: not SpecialType.System_Object }; level = level.BaseType)
        {
            if (level.GetMembers("Equals").OfType<IMethodSymbol>().Any(m => m.IsOverride && m.Parameters is [{ Type.SpecialType: SpecialType.System_Object }]))
            {
                return true;
            }
        }

        return false;
    }
}
