using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>What the codec of a type can reach from where it stands.</summary>
internal sealed class WireAccess(Compilation compilation, INamedTypeSymbol type, ISymbol within)
{
    /// <summary>What is marked obsolete as an error is out of reach for everyone.</summary>
    public bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, within, type)
        && !symbol.GetAttributes().Any(attribute => attribute is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] });

    public bool CanRead(IPropertySymbol property) => IsAccessible(property) && FindAccessor(property, item => item.GetMethod) is { } getter && IsAccessible(getter);

    /// <summary>Whether an object initializer can set it: a setter or an init accessor does.</summary>
    public bool CanSet(IPropertySymbol property) => FindAccessor(property, item => item.SetMethod) is { } setter && IsAccessible(setter);

    /// <summary>A field, as far as it can be reached.</summary>
    public WireMember Reach(IFieldSymbol field) => IsAccessible(field)
        ? new WireMember(field, field.Type, field, !field.IsReadOnly)
        : new WireMember(field, field.Type, null, CanSet: false);

    /// <summary>What a property or parameter keeps, as far as <paramref name="reader"/> reaches it.</summary>
    public WireMember Reach(ISymbol state, ITypeSymbol type, IPropertySymbol? reader) =>
        reader is not null && reader.ExplicitInterfaceImplementations.IsEmpty && CanRead(reader)
            ? new WireMember(state, reader.Type, reader, CanSet(reader))
            : new WireMember(state, type, null, CanSet: false);

    /// <summary>An override may declare one accessor and inherit the other.</summary>
    private static IMethodSymbol? FindAccessor(IPropertySymbol property, Func<IPropertySymbol, IMethodSymbol?> accessor)
    {
        for (IPropertySymbol? level = property; level is not null; level = level.OverriddenProperty)
        {
            if (accessor(level) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
