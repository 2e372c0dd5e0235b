namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="HashSet{T}"/> with its comparer, or null. A type derived from it is refused, and so is a comparer of one's own.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct HashSetCodec<T, TCodec> : IWireCodec<HashSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, HashSet<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Items<HashSet<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static HashSet<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        HashSet<T> items = CollectionReader.HashSet<T, TCodec>(ref reader, count);
        reader.Leave();
        return items;
    }
}
