namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="SortedSet{T}"/> with its comparer, or null. A type derived from it is refused, and so is a comparer of one's own.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct SortedSetCodec<T, TCodec> : IWireCodec<SortedSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, SortedSet<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.Comparer, value);
            CollectionWriter.Items<SortedSet<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static SortedSet<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        var items = new SortedSet<T>(ComparerCodec.ReadOrder<T>(ref reader));
        for (int i = 0; i < count; i++)
        {
            Add(items, TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }

    private static void Add(SortedSet<T> items, T item)
    {
        try
        {
            if (items.Add(item))
            {
                return;
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw CollectionReader.NotSortable(typeof(SortedSet<T>), error);
        }

        throw CollectionReader.Duplicate(typeof(SortedSet<T>));
    }
}
