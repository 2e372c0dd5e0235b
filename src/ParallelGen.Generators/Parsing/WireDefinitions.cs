using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>The types that one method needs codecs for. Each is read for the first method of the compilation that mentions it.</summary>
/// <remarks>
/// Methods may be parsed at the same time: only what is finished is shared, together with all that it uses. What cannot cross is not
/// shared, because each method is told of it with its own words and location.
/// </remarks>
internal sealed class WireDefinitions(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, WireDefinition>> s_shared = new();

    private readonly ConcurrentDictionary<string, WireDefinition> _shared =
        s_shared.GetValue(compilation, static _ => new ConcurrentDictionary<string, WireDefinition>(StringComparer.Ordinal));

    /// <summary>Those that are read and those under way: a type that mentions itself finds its own name here.</summary>
    private readonly Dictionary<string, WireDefinition> _known = new(StringComparer.Ordinal);
    private readonly List<WireDefinition> _added = new();
    private readonly List<WireDefinition> _roots = new();
    private WireDefinition? _current;

    /// <summary>Every codec, each once, in ordinal order.</summary>
    public EquatableArray<CodecModel> Codecs => _known.Values
        .OrderBy(definition => definition.Shape.CodecName, StringComparer.Ordinal)
        .Select(definition => definition.Codec!)
        .ToEquatableArray();

    /// <summary>Turns to the next parameter or result.</summary>
    public void Begin()
    {
        _added.Clear();
        _roots.Clear();
    }

    /// <summary>Finds a type that this method or another made read.</summary>
    public WireShape? Find(string key)
    {
        if (!_known.TryGetValue(key, out WireDefinition definition))
        {
            if (!_shared.TryGetValue(key, out definition))
            {
                return null;
            }

            Take(definition);
        }

        Use(definition);
        return definition.Shape;
    }

    /// <summary>Reads a type; null when it cannot cross.</summary>
    public WireShape? Read(string key, WireShape shape, bool isLocal, Func<CodecModel?> read)
    {
        WireDefinition definition = new(key, shape) { IsLocal = isLocal };
        Add(definition);
        WireDefinition? outer = _current;
        _current = definition;
        definition.Codec = read();
        _current = outer;
        if (definition.Codec is null)
        {
            _known.Remove(key);
            return null;
        }

        Use(definition);
        return shape;
    }

    /// <summary>The method was told something of the type that is being read.</summary>
    public void KeepLocal() => _current!.IsLocal = true;

    /// <summary>The parameter or result can cross: everything below it is read.</summary>
    public void Share()
    {
        HashSet<WireDefinition> reached = new();
        Reach(_roots, reached);
        // What uses something of this method alone is of this method alone.
        while (reached.FirstOrDefault(definition => !definition.IsLocal && definition.Uses.Any(use => use.IsLocal)) is { } user)
        {
            user.IsLocal = true;
        }

        foreach (WireDefinition definition in reached.Where(definition => !definition.IsLocal))
        {
            _shared.TryAdd(definition.Key, definition);
        }
    }

    /// <summary>It cannot: types that were read on the way may mention the one that failed.</summary>
    public void Forget()
    {
        foreach (WireDefinition definition in _added)
        {
            _known.Remove(definition.Key);
        }
    }

    private static void Reach(List<WireDefinition> definitions, HashSet<WireDefinition> reached)
    {
        foreach (WireDefinition definition in definitions)
        {
            if (reached.Add(definition))
            {
                Reach(definition.Uses, reached);
            }
        }
    }

    private void Use(WireDefinition definition) => (_current?.Uses ?? _roots).Add(definition);

    /// <summary>Takes a type over with all that it uses.</summary>
    private void Take(WireDefinition definition)
    {
        if (!_known.ContainsKey(definition.Key))
        {
            Add(definition);
            definition.Uses.ForEach(Take);
        }
    }

    private void Add(WireDefinition definition)
    {
        _known.Add(definition.Key, definition);
        _added.Add(definition);
    }
}
