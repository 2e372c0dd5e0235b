using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The table of collections that the runtime has a codec for.</summary>
internal static class WireCollections
{
    private const string Runtime = "global::" + KnownNames.Codecs + ".";

    private enum Form
    {
        /// <summary>Its own codec, and another one for items that are memory: <c>ListCodec&lt;T, TC&gt;</c>, <c>BlockListCodec&lt;T&gt;</c>.</summary>
        Block,

        /// <summary>Its own codec: <c>QueueCodec&lt;T, TC&gt;</c>, <c>DictionaryCodec&lt;K, V, KC, VC&gt;</c>.</summary>
        Own,

        /// <summary>One codec for several types, which is named first: <c>SetInterfaceCodec&lt;TInterface, T, TC&gt;</c>.</summary>
        Named,
    }

    private static readonly Dictionary<string, (string Codec, Form Form)> s_table = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.List`1"] = ("ListCodec", Form.Block),
        ["System.Memory`1"] = ("MemoryCodec", Form.Block),
        ["System.ReadOnlyMemory`1"] = ("ReadOnlyMemoryCodec", Form.Block),
        ["System.ArraySegment`1"] = ("ArraySegmentCodec", Form.Block),
        ["System.Collections.Generic.HashSet`1"] = ("HashSetCodec", Form.Own),
        ["System.Collections.Generic.SortedSet`1"] = ("SortedSetCodec", Form.Own),
        ["System.Collections.Generic.Queue`1"] = ("QueueCodec", Form.Own),
        ["System.Collections.Generic.Stack`1"] = ("StackCodec", Form.Own),
        ["System.Collections.Generic.LinkedList`1"] = ("LinkedListCodec", Form.Own),
        ["System.Collections.Generic.Dictionary`2"] = ("DictionaryCodec", Form.Own),
        ["System.Collections.Generic.SortedDictionary`2"] = ("SortedDictionaryCodec", Form.Own),
        ["System.Collections.Generic.SortedList`2"] = ("SortedListCodec", Form.Own),
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = ("ConcurrentDictionaryCodec", Form.Own),
        ["System.Collections.Generic.OrderedDictionary`2"] = ("OrderedDictionaryCodec", Form.Own),
        ["System.Collections.Generic.PriorityQueue`2"] = ("PriorityQueueCodec", Form.Own),
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = ("ConcurrentCollectionCodec", Form.Named),
        ["System.Collections.Concurrent.ConcurrentStack`1"] = ("ConcurrentCollectionCodec", Form.Named),
        ["System.Collections.Concurrent.ConcurrentBag`1"] = ("ConcurrentCollectionCodec", Form.Named),
        ["System.Collections.ObjectModel.Collection`1"] = ("CollectionCodec", Form.Named),
        ["System.Collections.ObjectModel.ObservableCollection`1"] = ("CollectionCodec", Form.Named),
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = ("ReadOnlyCollectionCodec", Form.Own),
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = ("ReadOnlyDictionaryCodec", Form.Own),
        ["System.Collections.ObjectModel.ReadOnlySet`1"] = ("ReadOnlySetCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableArray`1"] = ("ImmutableArrayCodec", Form.Block),
        ["System.Collections.Immutable.ImmutableList`1"] = ("ImmutableListCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableQueue`1"] = ("ImmutableQueueCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableStack`1"] = ("ImmutableStackCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = ("ImmutableHashSetCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = ("ImmutableSortedSetCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = ("ImmutableDictionaryCodec", Form.Own),
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = ("ImmutableSortedDictionaryCodec", Form.Own),
        ["System.Collections.Immutable.IImmutableList`1"] = ("ImmutableListInterfaceCodec", Form.Own),
        ["System.Collections.Immutable.IImmutableQueue`1"] = ("ImmutableQueueInterfaceCodec", Form.Own),
        ["System.Collections.Immutable.IImmutableStack`1"] = ("ImmutableStackInterfaceCodec", Form.Own),
        ["System.Collections.Immutable.IImmutableSet`1"] = ("ImmutableSetInterfaceCodec", Form.Own),
        ["System.Collections.Immutable.IImmutableDictionary`2"] = ("ImmutableDictionaryInterfaceCodec", Form.Own),
        ["System.Collections.Frozen.FrozenSet`1"] = ("FrozenSetCodec", Form.Own),
        ["System.Collections.Frozen.FrozenDictionary`2"] = ("FrozenDictionaryCodec", Form.Own),
        ["System.Collections.Generic.IEnumerable`1"] = ("ListInterfaceCodec", Form.Named),
        ["System.Collections.Generic.ICollection`1"] = ("ListInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IList`1"] = ("ListInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = ("ListInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IReadOnlyList`1"] = ("ListInterfaceCodec", Form.Named),
        ["System.Collections.Generic.ISet`1"] = ("SetInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IReadOnlySet`1"] = ("SetInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IDictionary`2"] = ("DictionaryInterfaceCodec", Form.Named),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = ("DictionaryInterfaceCodec", Form.Named),
    };

    public static bool Contains(INamedTypeSymbol type) =>
        type.IsGenericType && WireNames.Metadata(type) is { } name && s_table.ContainsKey(name);

    /// <summary>Composes the codec of a collection from those of its type arguments.</summary>
    public static WireShape Compose(INamedTypeSymbol type, IReadOnlyList<WireShape> items)
    {
        (string codec, Form form) = s_table[WireNames.Metadata(type)!];
        string types = string.Join(", ", type.TypeArguments.Select(WireNames.Canonical));
        string codecs = string.Join(", ", items.Select(item => item.CodecName));
        string description = $"count, then {string.Join(" and ", items.Select(item => item.Description))} each";
        return form switch
        {
            Form.Block when items[0].IsMemory => new WireShape($"{Runtime}Block{codec}<{types}>", description),
            Form.Named => new WireShape($"{Runtime}{codec}<{WireNames.Canonical(type)}, {types}, {codecs}>", description),
            _ => new WireShape($"{Runtime}{codec}<{types}, {codecs}>", description),
        };
    }

    public static WireShape ComposeArray(IArrayTypeSymbol array, WireShape item)
    {
        string element = WireNames.Canonical(array.ElementType);
        if (!array.IsSZArray)
        {
            string types = $"{WireNames.Canonical(array)}, {element}";
            string description = $"presence and {array.Rank} lengths, then {item.Description} each";
            return item.IsMemory
                ? new WireShape($"{Runtime}BlockRectangularArrayCodec<{types}>", description)
                : new WireShape($"{Runtime}RectangularArrayCodec<{types}, {item.CodecName}>", description);
        }

        string counted = $"count, then {item.Description} each";
        return item.IsMemory
            ? new WireShape($"{Runtime}BlockArrayCodec<{element}>", counted)
            : new WireShape($"{Runtime}ArrayCodec<{element}, {item.CodecName}>", counted);
    }

    public static WireShape ComposeNullable(ITypeSymbol underlying, WireShape item) =>
        new($"{Runtime}NullableCodec<{WireNames.Canonical(underlying)}, {item.CodecName}>", $"presence (1 byte), then {item.Description}");
}
