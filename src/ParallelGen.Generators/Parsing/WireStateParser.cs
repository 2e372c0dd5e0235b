using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the state of a type: the fields and auto-properties of all its levels, and how generated code reaches them.</summary>
internal sealed class WireStateParser
{
    private readonly WireTypeParser _parser;
    private readonly INamedTypeSymbol _type;
    private readonly WireAccess _access;
    private readonly HashSet<ISymbol> _overridden = new(SymbolEqualityComparer.Default);
    private readonly WireState _state = new();

    private WireStateParser(WireTypeParser parser, INamedTypeSymbol type, ISymbol within)
    {
        _parser = parser;
        _type = type;
        _access = new WireAccess(parser.Compilation, type, within);
    }

    public static WireState Parse(WireTypeParser parser, INamedTypeSymbol type, ISymbol within)
    {
        WireStateParser state = new(parser, type, within);
        state.ParseLevels();
        return state._state;
    }

    private void ParseLevels()
    {
        List<INamedTypeSymbol> levels = Levels();
        foreach (IPropertySymbol property in levels.SelectMany(level => level.GetMembers().OfType<IPropertySymbol>()))
        {
            if (property.OverriddenProperty is { } overridden)
            {
                _overridden.Add(overridden);
            }
        }

        foreach (INamedTypeSymbol level in levels)
        {
            if (level.TypeKind == TypeKind.Error)
            {
                _state.IsBroken = true;
            }
            else if (_parser.IsForeign(level))
            {
                WireForeignState.Parse(_parser, level, _access, _state, isBase: !SymbolEqualityComparer.Default.Equals(level, _type));
            }
            else
            {
                ParseLevel(level);
            }
        }

        RefuseHiddenMembers(levels);
    }

    /// <summary>The type and its base classes, from the root.</summary>
    private List<INamedTypeSymbol> Levels()
    {
        List<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = _type; level is not null && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); level = level.BaseType)
        {
            levels.Insert(0, level);
        }

        return levels;
    }

    private void ParseLevel(INamedTypeSymbol level)
    {
        ILookup<string, IPropertySymbol> backed = WireBackedProperties.Find(level, _parser.Cancel);
        foreach (ISymbol member in WireOrder.Declared(level))
        {
            switch (member)
            {
                case { IsStatic: true }:
                    break;
                case IEventSymbol { IsAbstract: false } item when item.ExplicitInterfaceImplementations.IsEmpty:
                    _state.Fail($"its event '{item.Name}' holds delegates, which cannot be sent", "Send a type without events");
                    break;
                case IFieldSymbol { AssociatedSymbol: IPropertySymbol property }:
                    AddProperty(property);
                    break;
                case IFieldSymbol { AssociatedSymbol: null, IsConst: false } field:
                    AddField(field, backed);
                    break;
                case IPropertySymbol { IsRequired: true, GetMethod: not null } property when !HasBackingField(level, property) && !backed.Any(item => item.Contains(property, SymbolEqualityComparer.Default)):
                    AddProperty(property);
                    break;
            }
        }

        AddCapturedParameters(level, backed);
    }

    private void AddProperty(IPropertySymbol property)
    {
        if (!property.ExplicitInterfaceImplementations.IsEmpty || _overridden.Contains(property))
        {
            return;
        }

        bool readable = _access.CanRead(property);
        _state.Add(new WireMember(property, property.Type, readable ? property : null, readable && _access.CanSet(property)));
    }

    private void AddField(IFieldSymbol field, ILookup<string, IPropertySymbol> backed)
    {
        if (field.IsFixedSizeBuffer)
        {
            _state.Fail($"its fixed buffer '{field.Name}' stands beside members that are not plain values", "Use an array");
            return;
        }

        if (_access.CanRead(field))
        {
            _state.Add(new WireMember(field, field.Type, field, !field.IsReadOnly));
            return;
        }

        IPropertySymbol? reader = FindReader(field.Name, backed);
        _state.Add(new WireMember(field, reader?.Type ?? field.Type, reader, reader is not null && _access.CanSet(reader)));
    }

    /// <summary>The property that returns a field, one that can also be set before others.</summary>
    private IPropertySymbol? FindReader(string field, ILookup<string, IPropertySymbol> backed) => backed[field]
        .Where(property => !_overridden.Contains(property) && _access.CanRead(property))
        .OrderByDescending(_access.CanSet)
        .ThenBy(property => property.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>
    /// A class keeps each parameter of its primary constructor that its members use. The symbols do not show which: one that no
    /// member is named after counts as kept.
    /// </summary>
    private void AddCapturedParameters(INamedTypeSymbol level, ILookup<string, IPropertySymbol> backed)
    {
        if (level.IsRecord || WirePrimaryConstructor.Find(level, _parser.Cancel) is not { } constructor)
        {
            return;
        }

        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (FindReader(parameter.Name, backed) is { } reader)
            {
                _state.Add(new WireMember(parameter, reader.Type, reader, CanSet: false));
            }
            else if (!_state.Members.Any(member => member.IsNamed(parameter.Name)))
            {
                _state.Captured.Add(parameter);
            }
        }
    }

    private static bool HasBackingField(INamedTypeSymbol level, IPropertySymbol property) => level.GetMembers()
        .OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>A member that a derived level hides cannot be named in an object initializer, and its constructor parameter is ambiguous.</summary>
    private void RefuseHiddenMembers(List<INamedTypeSymbol> levels)
    {
        foreach (ISymbol reader in _state.Members.Select(member => member.Reader).OfType<ISymbol>())
        {
            int own = levels.FindIndex(level => SymbolEqualityComparer.Default.Equals(level, reader.ContainingType));
            INamedTypeSymbol? hiding = levels.Skip(own + 1).FirstOrDefault(level => level.GetMembers(reader.Name).Any(member => member is not IPropertySymbol { IsOverride: true }));
            if (hiding is not null)
            {
                _state.Fail($"'{WireNames.Display(hiding)}.{reader.Name}' hides '{WireNames.Display(reader.ContainingType)}.{reader.Name}', and both are state", "Rename one of them");
            }
        }
    }
}
