namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ArraySegment{T}"/> of a type without references as one block; it arrives over an array of its own, the default value as the default value.</summary>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockArraySegmentCodec<T> : IWireCodec<ArraySegment<T>> where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ArraySegment<T> value)
    {
        if (CollectionWriter.Begin(ref writer, value.Array, value.Count))
        {
            writer.WriteUnmanagedSpan<T>(value.AsSpan());
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ArraySegment<T> Read(ref WireReader reader) =>
        BlockArrayCodec<T>.Read(ref reader) is { } items ? new ArraySegment<T>(items) : default;
}
