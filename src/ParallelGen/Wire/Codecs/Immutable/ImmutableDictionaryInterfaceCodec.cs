using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>
/// Sends any <see cref="IImmutableDictionary{TKey, TValue}"/>, or null. It arrives as an
/// <see cref="ImmutableDictionary{TKey, TValue}"/>, with the comparers of the BCL's dictionaries; a dictionary of one's own arrives
/// with the default ones.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct ImmutableDictionaryInterfaceCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<IImmutableDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, IImmutableDictionary<TKey, TValue>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.Begin(ref writer, value, count))
        {
            WriteComparers(ref writer, value);
            CollectionWriter.Pairs<IEnumerator<KeyValuePair<TKey, TValue>>, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static IImmutableDictionary<TKey, TValue>? Read(ref WireReader reader) =>
        ImmutableDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(ref reader);

    private static void WriteComparers(ref WireWriter writer, IImmutableDictionary<TKey, TValue> map)
    {
        switch (map)
        {
            case ImmutableDictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.KeyComparer, map);
                ComparerCodec.Write(ref writer, hashed.ValueComparer, map);
                break;
            case ImmutableSortedDictionary<TKey, TValue> sorted:
                ComparerCodec.Write(ref writer, sorted.KeyComparer, map);
                ComparerCodec.Write(ref writer, sorted.ValueComparer, map);
                break;
            default:
                ComparerCodec.Write(ref writer, EqualityComparer<TKey>.Default, map);
                ComparerCodec.Write(ref writer, EqualityComparer<TValue>.Default, map);
                break;
        }
    }
}
