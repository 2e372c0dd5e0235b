namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Memory{T}"/> item by item; it arrives as one over an array of its own.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct MemoryCodec<T, TCodec> : IWireCodec<Memory<T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Memory<T> value)
    {
        writer.Enter();
        writer.WriteCount(value.Length);
        CollectionWriter.Items<T, TCodec>(ref writer, value.Span);
        writer.Leave();
    }

    /// <inheritdoc/>
    public static Memory<T> Read(ref WireReader reader)
    {
        reader.Enter();
        T[] items = CollectionReader.Items<T, TCodec>(ref reader, reader.ReadCount());
        reader.Leave();
        return items;
    }
}
