using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>
/// Sends an <see cref="OrderedDictionary{TKey, TValue}"/> with its order and comparer, or null. A type derived from it is refused,
/// and so is a comparer of one's own.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct OrderedDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<OrderedDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, OrderedDictionary<TKey, TValue>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Pairs<OrderedDictionary<TKey, TValue>.Enumerator, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static OrderedDictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        IEqualityComparer<TKey>? comparer = ComparerCodec.ReadEquality<TKey>(ref reader);
        int entry = Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() + CollectionReader.HashEntryOverhead;
        var map = new OrderedDictionary<TKey, TValue>(reader.TakeCapacity(count, entry), comparer);
        for (int i = 0; i < count; i++)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            if (!map.TryAdd(key, TValueCodec.Read(ref reader)))
            {
                throw CollectionReader.Duplicate(typeof(OrderedDictionary<TKey, TValue>));
            }
        }

        reader.Leave();
        return map;
    }
}
