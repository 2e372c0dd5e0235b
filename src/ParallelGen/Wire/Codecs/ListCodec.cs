using System.Runtime.InteropServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="List{T}"/> item by item, or null. A type derived from it is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ListCodec<T, TCodec> : IWireCodec<List<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, List<T>? value)
    {
        // The span is a snapshot of the count: what another thread adds meanwhile cannot make the message wrong.
        Span<T> items = CollectionsMarshal.AsSpan(value);
        if (CollectionWriter.BeginExact(ref writer, value, items.Length))
        {
            CollectionWriter.Items<T, TCodec>(ref writer, items);
            CollectionWriter.ThrowIfChanged(items.Length, value.Count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static List<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        List<T> items = CollectionReader.List<T, TCodec>(ref reader, count);
        reader.Leave();
        return items;
    }
}
