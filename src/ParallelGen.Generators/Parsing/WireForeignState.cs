using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the state of one level of a type of another assembly, as far as its metadata shows it.</summary>
/// <remarks>
/// Metadata shows every field of a struct and no private field of a class. A class is therefore judged by what it makes public:
/// all that can be read must be settable or be covered by a constructor; only a record may have computed properties.
/// The compiler shows the same for a project reference that it has in source; private members are left out there too, so that
/// an editor and a build agree.
/// </remarks>
internal static class WireForeignState
{
    private const string Unseen = "Pass a type of your own, or register a codec with [assembly: WireCodec]";

    public static void Parse(WireTypeParser parser, INamedTypeSymbol level, WireAccess access, WireOverrides overrides, WireState state, bool isBase)
    {
        if (parser.IsFramework(level))
        {
            if (WireNames.Metadata(level) != "System.EventArgs")
            {
                state.Fail($"its base class '{WireNames.Display(level)}' keeps state that cannot be seen", Unseen);
            }

            return;
        }

        int before = state.Members.Count;
        if (level.IsValueType)
        {
            ParseStruct(level, access, overrides, state);
        }
        else
        {
            ParseClass(level, access, overrides, state);
            WireUnseenState.Find(parser, level, access, state);
        }

        if (!isBase && state.Members.Count == before)
        {
            state.Fail("it comes from another assembly and shows no state", Unseen);
        }
    }

    private static void ParseStruct(INamedTypeSymbol level, WireAccess access, WireOverrides overrides, WireState state)
    {
        foreach (IFieldSymbol field in level.GetMembers().OfType<IFieldSymbol>().Where(field => field is { IsStatic: false, IsConst: false }))
        {
            if (BackedProperty(level, field) is { } property)
            {
                AddProperty(property, access, overrides, state);
            }
            else
            {
                state.Add(access.Reach(field));
            }
        }
    }

    private static void ParseClass(INamedTypeSymbol level, WireAccess access, WireOverrides overrides, WireState state)
    {
        foreach (ISymbol member in level.GetMembers().Where(member => !member.IsStatic))
        {
            switch (member)
            {
                case IEventSymbol item when access.IsAccessible(item):
                    state.Fail($"its event '{item.Name}' holds delegates, which cannot be sent", "Send a type without events");
                    break;
                case IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field when access.IsAccessible(field) || IsProtected(field):
                    state.Add(access.Reach(field));
                    break;
                case IPropertySymbol { IsIndexer: false, GetMethod: { } getter, Name: not "EqualityContract" } property when IsState(level, property, access) && property.OverriddenProperty is null or { IsAbstract: true }:
                    if (access.IsAccessible(getter) || IsProtected(getter))
                    {
                        AddProperty(property, access, overrides, state);
                    }

                    break;
            }
        }
    }

    private static void AddProperty(IPropertySymbol property, WireAccess access, WireOverrides overrides, WireState state)
    {
        if (overrides.TryResolve(property, out IPropertySymbol? reader))
        {
            state.Add(access.Reach(property, property.Type, reader));
        }
    }

    private static bool IsProtected(ISymbol member) => member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>A record's property that is neither settable nor made by the compiler is computed from the others.</summary>
    private static bool IsState(INamedTypeSymbol level, IPropertySymbol property, WireAccess access) =>
        property.ExplicitInterfaceImplementations.IsEmpty
        && (IsAutomatic(property) || access.CanSet(property) || (!level.IsRecord && access.CanRead(property)));

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.GetMethod!.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        || WireOverrides.IsAutomatic(property);

    /// <summary>The auto-property behind a field that metadata names <c>&lt;Name&gt;k__BackingField</c>.</summary>
    private static IPropertySymbol? BackedProperty(INamedTypeSymbol level, IFieldSymbol field)
    {
        if (field.AssociatedSymbol is IPropertySymbol property)
        {
            return property;
        }

        int end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return end < 1 ? null : level.GetMembers(field.Name.Substring(1, end - 1)).OfType<IPropertySymbol>().FirstOrDefault();
    }
}
