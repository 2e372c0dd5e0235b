using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>
/// Sends a <see cref="Collection{T}"/> or <see cref="ObservableCollection{T}"/>, or null; it arrives over a list of its own, and
/// without whoever listens to its changes. A type derived from it is refused.
/// </summary>
/// <typeparam name="TCollection">The collection's type.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct CollectionCodec<TCollection, T, TCodec> : IWireCodec<TCollection?>
    where TCollection : Collection<T>, new()
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TCollection? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            CollectionWriter.Items<IEnumerator<T>, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
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
            items.Add(TCodec.Read(ref reader));
        }

        reader.Leave();
        return items;
    }
}
