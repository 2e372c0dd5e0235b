using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds what tells that a class of another assembly keeps more than it lets be read: what can be put in and not be taken out.</summary>
/// <remarks>
/// Its private fields are not shown, and most classes have none beside their properties, so nothing is said without such a sign.
/// A struct shows all its fields.
/// </remarks>
internal static class WireUnseenState
{
    public static void Find(WireTypeParser parser, INamedTypeSymbol level, WireAccess access, WireState state)
    {
        foreach (IPropertySymbol property in level.GetMembers().OfType<IPropertySymbol>().Where(p => !p.IsStatic && IsSettable(p, access)))
        {
            if (property.IsIndexer)
            {
                if (!IsCarried(parser, property.Type, state))
                {
                    state.Miss("what is set through its indexer");
                }
            }
            else if (property.OverriddenProperty is null && !IsReadable(property, access))
            {
                state.Miss($"the value of its property '{property.Name}', which can only be set");
            }
        }

        if (level.AllInterfaces.FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) is { } items
            && !IsCarried(parser, items.TypeArguments[0], state))
        {
            state.Miss("its items");
        }
    }

    private static bool IsSettable(IPropertySymbol property, WireAccess access) => property.SetMethod is { } setter && access.IsAccessible(setter);

    private static bool IsReadable(IPropertySymbol property, WireAccess access) =>
        property.GetMethod is { } getter && (access.IsAccessible(getter) || getter.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal);

    /// <summary>Whether a member that crosses is a collection of such items, which the class may show another way.</summary>
    private static bool IsCarried(WireTypeParser parser, ITypeSymbol item, WireState state) => state.Members
        .SelectMany(member => Items(parser, member.Type))
        .Any(carried => SymbolEqualityComparer.Default.Equals(carried, item));

    private static IEnumerable<ITypeSymbol> Items(WireTypeParser parser, ITypeSymbol collection)
    {
        IEnumerable<INamedTypeSymbol> interfaces = collection is INamedTypeSymbol named ? collection.AllInterfaces.Add(named) : collection.AllInterfaces;
        foreach (ITypeSymbol item in interfaces
            .Where(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            .Select(i => i.TypeArguments[0]))
        {
            yield return item;
            if (item is INamedTypeSymbol pair && parser.IsFramework(pair) && WireNames.Metadata(pair) == "System.Collections.Generic.KeyValuePair`2")
            {
                yield return pair.TypeArguments[1];
            }
        }
    }
}
