using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>What the codec of a type can reach from where it stands.</summary>
internal sealed class WireAccess(Compilation compilation, INamedTypeSymbol type, ISymbol within)
{
    public bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, within, type);

    public bool CanRead(IFieldSymbol field) => IsAccessible(field);

    public bool CanRead(IPropertySymbol property) => FindAccessor(property, item => item.GetMethod) is { } getter && IsAccessible(getter);

    /// <summary>Whether an object initializer can set it: a setter or an init accessor does.</summary>
    public bool CanSet(IPropertySymbol property) => FindAccessor(property, item => item.SetMethod) is { } setter && IsAccessible(setter);

    public bool CanCall(IMethodSymbol constructor) => IsAccessible(constructor);

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
