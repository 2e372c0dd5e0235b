namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="SortedDictionary{TKey, TValue}"/> with its comparer, or null. A type derived from it is refused, and so is a comparer of one's own.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct SortedDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<SortedDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, SortedDictionary<TKey, TValue>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Pairs<SortedDictionary<TKey, TValue>.Enumerator, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static SortedDictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        var map = new SortedDictionary<TKey, TValue>(ComparerCodec.ReadOrder<TKey>(ref reader));
        for (int i = 0; i < count; i++)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            Add(map, key, TValueCodec.Read(ref reader));
        }

        reader.Leave();
        return map;
    }

    private static void Add(SortedDictionary<TKey, TValue> map, TKey key, TValue value)
    {
        try
        {
            if (map.TryAdd(key, value))
            {
                return;
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw CollectionReader.NotSortable(typeof(SortedDictionary<TKey, TValue>), error);
        }

        throw CollectionReader.Duplicate(typeof(SortedDictionary<TKey, TValue>));
    }
}
