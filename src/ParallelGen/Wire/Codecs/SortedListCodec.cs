namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="SortedList{TKey, TValue}"/> with its comparer, or null. A type derived from it is refused, and so is a comparer of one's own.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct SortedListCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<SortedList<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, SortedList<TKey, TValue>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Pairs<IEnumerator<KeyValuePair<TKey, TValue>>, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static SortedList<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        IComparer<TKey>? comparer = ComparerCodec.ReadOrder<TKey>(ref reader);
        var pairs = CollectionReader.Items<KeyValuePair<TKey, TValue>, PairCodec>(ref reader, count);
        reader.Leave();
        return Sort(pairs, comparer);
    }

    /// <summary>Sorts before adding: adding keys that come in another order, as hostile ones do, would take quadratic time.</summary>
    private static SortedList<TKey, TValue> Sort(KeyValuePair<TKey, TValue>[] pairs, IComparer<TKey>? comparer)
    {
        comparer ??= Comparer<TKey>.Default;
        try
        {
            Array.Sort(pairs, (left, right) => comparer.Compare(left.Key, right.Key));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw CollectionReader.NotSortable(typeof(SortedList<TKey, TValue>), error);
        }

        var map = new SortedList<TKey, TValue>(pairs.Length, comparer);
        foreach (KeyValuePair<TKey, TValue> pair in pairs)
        {
            if (!map.TryAdd(pair.Key, pair.Value))
            {
                throw CollectionReader.Duplicate(typeof(SortedList<TKey, TValue>));
            }
        }

        return map;
    }

    private readonly struct PairCodec : IWireCodec<KeyValuePair<TKey, TValue>>
    {
        public static void Write(ref WireWriter writer, KeyValuePair<TKey, TValue> value)
        {
            TKeyCodec.Write(ref writer, value.Key);
            TValueCodec.Write(ref writer, value.Value);
        }

        public static KeyValuePair<TKey, TValue> Read(ref WireReader reader)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            return new(key, TValueCodec.Read(ref reader));
        }
    }
}
