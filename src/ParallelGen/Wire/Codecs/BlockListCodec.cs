using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="List{T}"/> of a type without references as one block of memory, or null. A type derived from it is refused.</summary>
/// <typeparam name="T">A type of which every bit pattern is a value.</typeparam>
public readonly struct BlockListCodec<T> : IWireCodec<List<T>?> where T : unmanaged
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, List<T>? value)
    {
        Span<T> items = CollectionsMarshal.AsSpan(value);
        if (CollectionWriter.BeginExact(ref writer, value, items.Length))
        {
            writer.WriteUnmanagedSpan<T>(items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static List<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, Unsafe.SizeOf<T>(), out int count))
        {
            return null;
        }

        var items = new List<T>(count);
        CollectionsMarshal.SetCount(items, count);
        reader.ReadUnmanagedSpan(CollectionsMarshal.AsSpan(items));
        reader.Leave();
        return items;
    }
}
