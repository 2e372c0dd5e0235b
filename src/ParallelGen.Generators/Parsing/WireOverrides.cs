using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Follows virtual properties to what reading them really returns.</summary>
internal sealed class WireOverrides
{
    private readonly Dictionary<ISymbol, IPropertySymbol> _overriding = new(SymbolEqualityComparer.Default);
    private readonly CancellationToken _cancel;

    /// <param name="levels">The type and its base classes.</param>
    /// <param name="cancel">Ends the reading of syntax.</param>
    public WireOverrides(IEnumerable<INamedTypeSymbol> levels, CancellationToken cancel)
    {
        _cancel = cancel;
        foreach (IPropertySymbol property in levels.SelectMany(level => level.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.OverriddenProperty is { } overridden)
            {
                _overriding[overridden] = property;
            }
        }
    }

    /// <summary>Whether a property keeps a value of its own.</summary>
    public static bool IsAutomatic(IPropertySymbol property) => property.ContainingType.GetMembers()
        .OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    public bool IsOverridden(IPropertySymbol property) => _overriding.ContainsKey(property);

    /// <summary>
    /// The property to read for the value that <paramref name="property"/> keeps; null when an override stands in the way.
    /// False when the value is not state: an override keeps another in its place, or there is none.
    /// </summary>
    public bool TryResolve(IPropertySymbol property, out IPropertySymbol? reader)
    {
        reader = property;
        while (_overriding.TryGetValue(reader!, out IPropertySymbol? next))
        {
            if (IsAutomatic(next) || property.IsAbstract)
            {
                return false;
            }

            bool isForeign = next.DeclaringSyntaxReferences.IsEmpty;
            if (!isForeign && next.GetMethod is not null && WireBackedProperties.Backing(next, _cancel) != "base." + next.Name)
            {
                reader = null;
                return true;
            }

            reader = next;
        }

        return true;
    }
}
