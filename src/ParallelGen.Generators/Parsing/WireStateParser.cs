using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>Finds the state of a type: the fields and auto-properties of all its levels, and how generated code reaches them.</summary>
internal sealed class WireStateParser
{
    private readonly WireTypeParser _parser;
    private readonly INamedTypeSymbol _type;
    private readonly WireAccess _access;
    private readonly List<INamedTypeSymbol> _levels;
    private readonly WireOverrides _overrides;
    private readonly WireState _state = new();

    private WireStateParser(WireTypeParser parser, INamedTypeSymbol type, ISymbol within)
    {
        _parser = parser;
        _type = type;
        _access = new WireAccess(parser.Compilation, type, within);
        _levels = Levels(type);
        _overrides = new WireOverrides(_levels, parser.Cancel);
    }

    public static WireState Parse(WireTypeParser parser, INamedTypeSymbol type, ISymbol within)
    {
        WireStateParser state = new(parser, type, within);
        state.ParseLevels();
        return state._state;
    }

    private void ParseLevels()
    {
        foreach (INamedTypeSymbol level in _levels)
        {
            if (level.TypeKind == TypeKind.Error)
            {
                _state.IsBroken = true;
            }
            else if (_parser.IsForeign(level))
            {
                WireForeignState.Parse(_parser, level, _access, _overrides, _state, isBase: !SymbolEqualityComparer.Default.Equals(level, _type));
            }
            else
            {
                ParseLevel(level);
            }
        }

        RefuseHiddenMembers();
    }

    /// <summary>The type and its base classes, from the root.</summary>
    private static List<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        List<INamedTypeSymbol> levels = new();
        for (INamedTypeSymbol? level = type; level is not null && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); level = level.BaseType)
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
                case IEventSymbol { AddMethod.IsImplicitlyDeclared: true, IsAbstract: false } item:
                    _state.Fail($"its event '{item.Name}' holds delegates, which cannot be sent", "Send a type without events");
                    break;
                case IFieldSymbol { AssociatedSymbol: IPropertySymbol property }:
                    AddProperty(property);
                    break;
                case IFieldSymbol { AssociatedSymbol: null, IsImplicitlyDeclared: true } captured:
                    AddCaptured(level, captured, backed);
                    break;
                case IFieldSymbol { AssociatedSymbol: null, IsConst: false } field:
                    AddField(field, backed);
                    break;
            }
        }

        // The language wants a required property to be set, whether it keeps the value itself or not.
        foreach (IPropertySymbol property in WireOrder.Declared(level).OfType<IPropertySymbol>().Where(property => property.IsRequired))
        {
            if (!_state.Members.Any(member => SymbolEqualityComparer.Default.Equals(member.Reader, property) || SymbolEqualityComparer.Default.Equals(member.State, property)))
            {
                AddProperty(property);
            }
        }
    }

    private void AddProperty(IPropertySymbol property)
    {
        if (_overrides.TryResolve(property, out IPropertySymbol? reader))
        {
            _state.Add(_access.Reach(property, property.Type, reader));
        }
    }

    private void AddField(IFieldSymbol field, ILookup<string, IPropertySymbol> backed)
    {
        if (field.IsFixedSizeBuffer)
        {
            _state.Fail($"its fixed buffer '{field.Name}' stands beside members that are not plain values", "Use an array");
            return;
        }

        _state.Add(_access.IsAccessible(field) ? _access.Reach(field) : _access.Reach(field, field.Type, FindReader(field.Name, backed)));
    }

    /// <summary>The property that returns a field, one that can also be set before others.</summary>
    private IPropertySymbol? FindReader(string field, ILookup<string, IPropertySymbol> backed) => backed[field]
        .Where(property => !_overrides.IsOverridden(property) && _access.CanRead(property))
        .OrderByDescending(_access.CanSet)
        .ThenBy(property => property.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>A parameter of the primary constructor that members use is kept in a field without a name of its own.</summary>
    private void AddCaptured(INamedTypeSymbol level, IFieldSymbol field, ILookup<string, IPropertySymbol> backed)
    {
        if (WirePrimaryConstructor.Find(level, _parser.Cancel)?.Parameters.FirstOrDefault(item => field.Name == $"<{item.Name}>P") is { } parameter)
        {
            _state.Add(_access.Reach(parameter, parameter.Type, FindReader(parameter.Name, backed)));
        }
    }

    /// <summary>A member that a derived level hides cannot be named in an object initializer, and its constructor parameter is ambiguous.</summary>
    private void RefuseHiddenMembers()
    {
        foreach (ISymbol reader in _state.Members.Select(member => member.Reader).OfType<ISymbol>())
        {
            int own = _levels.FindIndex(level => SymbolEqualityComparer.Default.Equals(level, reader.ContainingType));
            INamedTypeSymbol? hiding = _levels.Skip(own + 1).FirstOrDefault(level => level.GetMembers(reader.Name).Any(member => member is not IPropertySymbol { IsOverride: true }));
            if (hiding is not null)
            {
                _state.Fail($"'{WireNames.Display(hiding)}.{reader.Name}' hides '{WireNames.Display(reader.ContainingType)}.{reader.Name}', and both are state", "Rename one of them");
            }
        }
    }
}
