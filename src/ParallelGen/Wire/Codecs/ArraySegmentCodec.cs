namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ArraySegment{T}"/> item by item; it arrives over an array of its own, the default value as the default value.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ArraySegmentCodec<T, TCodec> : IWireCodec<ArraySegment<T>>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ArraySegment<T> value)
    {
        if (CollectionWriter.Begin(ref writer, value.Array, value.Count))
        {
            CollectionWriter.Items<T, TCodec>(ref writer, new ReadOnlySpan<T>(value.Array, value.Offset, value.Count));
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ArraySegment<T> Read(ref WireReader reader) =>
        ArrayCodec<T, TCodec>.Read(ref reader) is { } items ? new ArraySegment<T>(items) : default;
}
