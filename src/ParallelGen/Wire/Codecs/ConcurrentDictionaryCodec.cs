using System.Collections.Concurrent;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a snapshot of a <see cref="ConcurrentDictionary{TKey, TValue}"/> with its comparer, or null. A type derived from it is
/// refused, and so is a comparer of one's own.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct ConcurrentDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<ConcurrentDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ConcurrentDictionary<TKey, TValue>? value)
    {
        // Other threads may add and remove at any time: ToArray is the one consistent view.
        KeyValuePair<TKey, TValue>[] pairs = value?.ToArray() ?? [];
        if (CollectionWriter.BeginExact(ref writer, value, pairs.Length))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Pairs<IEnumerator<KeyValuePair<TKey, TValue>>, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, pairs.AsEnumerable().GetEnumerator(), pairs.Length, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ConcurrentDictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        var map = new ConcurrentDictionary<TKey, TValue>(ComparerCodec.ReadEquality<TKey>(ref reader));
        for (int i = 0; i < count; i++)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            if (!map.TryAdd(key, TValueCodec.Read(ref reader)))
            {
                throw CollectionReader.Duplicate(typeof(ConcurrentDictionary<TKey, TValue>));
            }
        }

        reader.Leave();
        return map;
    }
}
