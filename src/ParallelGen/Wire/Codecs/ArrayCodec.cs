namespace ParallelGen.Wire;

/// <summary>Sends an array item by item, or null. An array of a derived item type arrives as one of <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ArrayCodec<T, TCodec> : IWireCodec<T[]?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, T[]? value)
    {
        if (CollectionWriter.Begin(ref writer, value, value?.Length ?? 0))
        {
            CollectionWriter.Items<T, TCodec>(ref writer, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static T[]? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        T[] items = CollectionReader.Items<T, TCodec>(ref reader, count);
        reader.Leave();
        return items;
    }
}
