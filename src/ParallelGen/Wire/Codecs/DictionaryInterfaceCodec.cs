using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>
/// Sends any implementation of a dictionary's interface, or null. It arrives as a <see cref="Dictionary{TKey, TValue}"/>, with the
/// comparer of the BCL's dictionaries; a dictionary of one's own arrives with the default comparer.
/// </summary>
/// <typeparam name="TInterface">An interface of <see cref="Dictionary{TKey, TValue}"/>.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <typeparam name="TKeyCodec">The codec of the keys.</typeparam>
/// <typeparam name="TValueCodec">The codec of the values.</typeparam>
public readonly struct DictionaryInterfaceCodec<TInterface, TKey, TValue, TKeyCodec, TValueCodec> : IWireCodec<TInterface?>
    where TInterface : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
    where TKeyCodec : IWireCodec<TKey?>
    where TValueCodec : IWireCodec<TValue>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TInterface? value)
    {
        IEnumerable<KeyValuePair<TKey, TValue>>? pairs = Counted(value);
        int count = pairs switch
        {
            ICollection<KeyValuePair<TKey, TValue>> collection => collection.Count,
            IReadOnlyCollection<KeyValuePair<TKey, TValue>> collection => collection.Count,
            _ => 0,
        };
        if (CollectionWriter.Begin(ref writer, pairs, count))
        {
            WriteComparer(ref writer, value!);
            CollectionWriter.Pairs<IEnumerator<KeyValuePair<TKey, TValue>>, TKey, TValue, TKeyCodec, TValueCodec>(
                ref writer, pairs.GetEnumerator(), count, value!);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static TInterface? Read(ref WireReader reader) =>
        (TInterface?)(object?)DictionaryCodec<TKey, TValue, TKeyCodec, TValueCodec>.Read(ref reader);

    /// <summary>A copy where the count could be wrong by the time it is needed.</summary>
    private static IEnumerable<KeyValuePair<TKey, TValue>>? Counted(TInterface? value) => value switch
    {
        ConcurrentDictionary<TKey, TValue> concurrent => concurrent.ToArray(),
        null or ICollection<KeyValuePair<TKey, TValue>> or IReadOnlyCollection<KeyValuePair<TKey, TValue>> => value,
        _ => [.. value],
    };

    private static void WriteComparer(ref WireWriter writer, object map)
    {
        switch (map)
        {
            case Dictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.Comparer, map);
                break;
            case ConcurrentDictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.Comparer, map);
                break;
            case ImmutableDictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.KeyComparer, map);
                break;
            case FrozenDictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.Comparer, map);
                break;
            case OrderedDictionary<TKey, TValue> hashed:
                ComparerCodec.Write(ref writer, hashed.Comparer, map);
                break;
            case ReadOnlyDictionary<TKey, TValue> view:
                WriteComparer(ref writer, ReadOnlyDictionaryView<TKey, TValue>.Inner(view));
                break;
            case SortedDictionary<TKey, TValue> sorted:
                ComparerCodec.Write(ref writer, sorted.Comparer, map);
                break;
            case SortedList<TKey, TValue> sorted:
                ComparerCodec.Write(ref writer, sorted.Comparer, map);
                break;
            case ImmutableSortedDictionary<TKey, TValue> sorted:
                ComparerCodec.Write(ref writer, sorted.KeyComparer, map);
                break;
            default:
                ComparerCodec.Write(ref writer, EqualityComparer<TKey>.Default, map);
                break;
        }
    }
}
