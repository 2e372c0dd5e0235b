using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="ReadOnlyMemory{T}"/> of a type without references as one block; it arrives as one over an array of its own.</summary>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockReadOnlyMemoryCodec<T> : IWireCodec<ReadOnlyMemory<T>> where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ReadOnlyMemory<T> value)
    {
        writer.WriteCount(value.Length);
        writer.WriteUnmanagedSpan<T>(value.Span);
    }

    /// <inheritdoc/>
    public static ReadOnlyMemory<T> Read(ref WireReader reader) =>
        CollectionReader.Block<T>(ref reader, reader.ReadCount(Unsafe.SizeOf<T>()));
}
