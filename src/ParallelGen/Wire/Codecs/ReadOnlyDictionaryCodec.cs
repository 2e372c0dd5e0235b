using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a <see cref="ReadOnlyDictionary{TKey, TValue}"/>, or null; it arrives over a <see cref="Dictionary{TKey, TValue}"/> of its own
/// with the comparer of the one that it is a view of. A type derived from it is refused, and so is a comparer of one's own.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct ReadOnlyDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<ReadOnlyDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ReadOnlyDictionary<TKey, TValue>? value)
    {
        CollectionWriter.ThrowIfDerived(value);
        DictionaryInterfaceCodec<IDictionary<TKey, TValue>, TKey, TValue, TKeyCodec, TValueCodec>.Write(
            ref writer, value is null ? null : ReadOnlyDictionaryView<TKey, TValue>.Inner(value));
    }

    /// <inheritdoc/>
    public static ReadOnlyDictionary<TKey, TValue>? Read(ref WireReader reader) =>
        DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(ref reader) is { } map ? new ReadOnlyDictionary<TKey, TValue>(map) : null;
}
