using System.Collections.Concurrent;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a snapshot of a <see cref="ConcurrentQueue{T}"/>, <see cref="ConcurrentStack{T}"/> or <see cref="ConcurrentBag{T}"/>, or
/// null, in the order in which the items came. A type derived from it is refused.
/// </summary>
/// <typeparam name="TCollection">The collection's type.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ConcurrentCollectionCodec<TCollection, T, TCodec> : IWireCodec<TCollection?>
    where TCollection : class, IProducerConsumerCollection<T>, new()
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TCollection? value)
    {
        T[] items = value?.ToArray() ?? [];
        if (CollectionWriter.BeginExact(ref writer, value, items.Length))
        {
            if (value is not ConcurrentQueue<T>)
            {
                // Stacks and bags enumerate the latest item first.
                Array.Reverse(items);
            }

            CollectionWriter.Items<T, TCodec>(ref writer, items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static TCollection? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        var items = new TCollection();
        for (int i = 0; i < count; i++)
        {
            // None of these has a bound, so adding never fails.
            items.TryAdd(TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }
}
