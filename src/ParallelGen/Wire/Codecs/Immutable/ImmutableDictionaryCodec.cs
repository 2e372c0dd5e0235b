using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableDictionary{TKey, TValue}"/> with the comparers of its keys and values, or null. A comparer of one's own is refused.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct ImmutableDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<ImmutableDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableDictionary<TKey, TValue>? value) =>
        ImmutableDictionaryInterfaceCodec<TKey, TValue, TKeyCodec, TValueCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableDictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        IEqualityComparer<TKey>? keys = ComparerCodec.ReadEquality<TKey>(ref reader);
        ImmutableDictionary<TKey, TValue>.Builder map = ImmutableDictionary.CreateBuilder(keys, ComparerCodec.ReadEquality<TValue>(ref reader));
        for (int i = 0; i < count; i++)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            TValue value = TValueCodec.Read(ref reader);
            // Adding a key again does nothing if the value is the same.
            if (map.ContainsKey(key))
            {
                throw CollectionReader.Duplicate(typeof(ImmutableDictionary<TKey, TValue>));
            }

            map.Add(key, value);
        }

        reader.Leave();
        return map.ToImmutable();
    }
}
