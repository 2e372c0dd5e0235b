namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="LinkedList{T}"/>, first item first, or null. A type derived from it is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct LinkedListCodec<T, TCodec> : IWireCodec<LinkedList<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, LinkedList<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            CollectionWriter.Items<LinkedList<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static LinkedList<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        var items = new LinkedList<T>();
        for (int i = 0; i < count; i++)
        {
            items.AddLast(TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }
}
