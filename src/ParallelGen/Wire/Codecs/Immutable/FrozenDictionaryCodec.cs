using System.Collections.Frozen;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="FrozenDictionary{TKey, TValue}"/> with its comparer, or null. A comparer of one's own is refused.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct FrozenDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<FrozenDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, FrozenDictionary<TKey, TValue>? value) =>
        DictionaryInterfaceCodec<FrozenDictionary<TKey, TValue>, TKey, TValue, TKeyCodec, TValueCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static FrozenDictionary<TKey, TValue>? Read(ref WireReader reader) =>
        DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(ref reader) is { } map ? map.ToFrozenDictionary(map.Comparer) : null;
}
