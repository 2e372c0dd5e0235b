using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends an array of a type without references as one block of memory, or null.</summary>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockArrayCodec<T> : IWireCodec<T[]?> where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, T[]? value)
    {
        if (CollectionWriter.Begin(ref writer, value, value?.Length ?? 0))
        {
            writer.WriteUnmanagedSpan<T>(value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static T[]? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, Unsafe.SizeOf<T>(), out int count))
        {
            return null;
        }

        T[] items = CollectionReader.Block<T>(ref reader, count);
        reader.Leave();
        return items;
    }
}
