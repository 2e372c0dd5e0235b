using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableSortedSet{T}"/> with its comparer, or null. A comparer of one's own is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableSortedSetCodec<T, TCodec> : IWireCodec<ImmutableSortedSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableSortedSet<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.Begin(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.KeyComparer, value);
            CollectionWriter.Items<ImmutableSortedSet<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ImmutableSortedSet<T>? Read(ref WireReader reader) => SortedSetCodec<T, TCodec>.Read(ref reader) is { } items
        ? items.ToImmutableSortedSet(items.Comparer)
        : null;
}
