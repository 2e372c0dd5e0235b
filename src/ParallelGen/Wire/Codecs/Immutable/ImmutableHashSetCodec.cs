using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>Sends an <see cref="ImmutableHashSet{T}"/> with its comparer, or null. A comparer of one's own is refused.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct ImmutableHashSetCodec<T, TCodec> : IWireCodec<ImmutableHashSet<T>?>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableHashSet<T>? value)
    {
        int count = value?.Count ?? 0;
        if (CollectionWriter.Begin(ref writer, value, count))
        {
            ComparerCodec.Write(ref writer, value.KeyComparer, value);
            CollectionWriter.Items<ImmutableHashSet<T>.Enumerator, T, TCodec>(ref writer, value.GetEnumerator(), count, value);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static ImmutableHashSet<T>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 1, out int count))
        {
            return null;
        }

        ImmutableHashSet<T>.Builder items = ImmutableHashSet.CreateBuilder(ComparerCodec.ReadEquality<T>(ref reader));
        for (int i = 0; i < count; i++)
        {
            if (!items.Add(TCodec.Read(ref reader)))
            {
                throw CollectionReader.Duplicate(typeof(ImmutableHashSet<T>));
            }
        }

        reader.Leave();
        return items.ToImmutable();
    }
}
