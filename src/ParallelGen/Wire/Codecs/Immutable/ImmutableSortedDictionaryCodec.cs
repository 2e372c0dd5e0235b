using System.Collections.Immutable;

namespace ParallelGen.Wire;

/// <summary>
/// Sends an <see cref="ImmutableSortedDictionary{TKey, TValue}"/> with the comparers of its keys and values, or null. A comparer of
/// one's own is refused.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct ImmutableSortedDictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<ImmutableSortedDictionary<TKey, TValue>?>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, ImmutableSortedDictionary<TKey, TValue>? value) =>
        ImmutableDictionaryInterfaceCodec<TKey, TValue, TKeyCodec, TValueCodec>.Write(ref writer, value);

    /// <inheritdoc/>
    public static ImmutableSortedDictionary<TKey, TValue>? Read(ref WireReader reader)
    {
        if (!CollectionReader.Begin(ref reader, 2, out int count))
        {
            return null;
        }

        IComparer<TKey>? keys = ComparerCodec.ReadOrder<TKey>(ref reader);
        ImmutableSortedDictionary<TKey, TValue>.Builder map = ImmutableSortedDictionary.CreateBuilder(keys, ComparerCodec.ReadEquality<TValue>(ref reader));
        for (int i = 0; i < count; i++)
        {
            TKey key = CollectionReader.Key<TKey, TKeyCodec>(ref reader);
            Add(map, key, TValueCodec.Read(ref reader));
        }

        reader.Leave();
        return map.ToImmutable();
    }

    private static void Add(ImmutableSortedDictionary<TKey, TValue>.Builder map, TKey key, TValue value)
    {
        try
        {
            // Adding a key again does nothing if the value is the same.
            if (!map.ContainsKey(key))
            {
                map.Add(key, value);
                return;
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw CollectionReader.NotSortable(typeof(ImmutableSortedDictionary<TKey, TValue>), error);
        }

        throw CollectionReader.Duplicate(typeof(ImmutableSortedDictionary<TKey, TValue>));
    }
}
