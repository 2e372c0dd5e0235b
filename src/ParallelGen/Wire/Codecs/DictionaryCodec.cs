namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Dictionary{TKey, TValue}"/> with its comparer, or null. A type derived from it is refused, and so is a comparer of one's own.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<Dictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Dictionary<TKey, TValue>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Pairs<Dictionary<TKey, TValue>.Enumerator, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static Dictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        Dictionary<TKey, TValue> map = CollectionReader.Dictionary<TKey, TValue, TKeyCodec, TValueCodec>(ref reader, count);
        reader.Leave();
        return map;
    }
}
