using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="Queue{T}"/>, oldest item first, or null. A type derived from it is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct QueueCodec<T, TCodec> : IWireCodec<Queue<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, Queue<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            CollectionWriter.Items<Queue<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static Queue<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        var items = new Queue<T>(reader.TakeCapacity(count, Unsafe.SizeOf<T>()));
        for (int i = 0; i < count; i++)
        {
            items.Enqueue(TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }
}
