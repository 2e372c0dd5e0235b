using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>Sends a <see cref="ReadOnlyCollection{T}"/>, or null; it arrives over an array of its own. A type derived from it is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ReadOnlyCollectionCodec<T, TCodec> : IWireCodec<ReadOnlyCollection<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ReadOnlyCollection<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.BeginExact(ref writer, value, count))
        {
            CollectionWriter.Items<IEnumerator<T>, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ReadOnlyCollection<T>? Read(ref WireReader reader) =>
        ArrayCodec<T, TCodec>.Read(ref reader) is { } items ? new ReadOnlyCollection<T>(items) : null;
}
