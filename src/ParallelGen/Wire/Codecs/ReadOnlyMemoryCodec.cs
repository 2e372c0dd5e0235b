namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="ReadOnlyMemory{T}"/> item by item; it arrives as one over an array of its own.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ReadOnlyMemoryCodec<T, TCodec> : IWireCodec<ReadOnlyMemory<T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ReadOnlyMemory<T> value)
    {
        writer.Enter();
        writer.WriteCount(value.Length);
        CollectionWriter.Items<T, TCodec>(ref writer, value.Span);
        writer.Leave();
    }

    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Read(ref WireReader reader)
    {
        reader.Enter();
        T[] items = CollectionReader.Items<T, TCodec>(ref reader, reader.ReadCount());
        reader.Leave();
        return items;
    }
}
