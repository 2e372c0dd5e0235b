using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace ParallelGen.Wire;

/// <summary>
/// Sends any implementation of a set's interface, or null. It arrives as a <see cref="HashSet{T}"/>, with the comparer of the
/// BCL's sets; a set of one's own arrives with the default comparer.
/// </summary>
/// <typeparam name="TInterface">An interface of <see cref="HashSet{T}"/>.</typeparam>
/// <typeparam name="T">The items' type.</typeparam>
/// <typeparam name="TCodec">The items' codec.</typeparam>
public readonly struct SetInterfaceCodec<TInterface, T, TCodec> : IWireCodec<TInterface?>
    where TInterface : class, IEnumerable<T>
    where TCodec : IWireCodec<T>
{
    /// <inheritdoc/>
    public static void Write(ref WireWriter writer, TInterface? value)
    {
        // Both interfaces of sets have a count; a type that implements neither as a collection is copied to learn it.
        IEnumerable<T>? items = value is null or IReadOnlyCollection<T> or ICollection<T> ? value : [.. value];
        int count = items switch
        {
            ICollection<T> collection => collection.Count,
            IReadOnlyCollection<T> collection => collection.Count,
            _ => 0,
        };
        if (CollectionWriter.Begin(ref writer, items, count))
        {
            WriteComparer(ref writer, items);
            CollectionWriter.Items<IEnumerator<T>, T, TCodec>(ref writer, items.GetEnumerator(), count, items);
            writer.Leave();
        }
    }

    /// <inheritdoc/>
    public static TInterface? Read(ref WireReader reader) => (TInterface?)(object?)HashSetCodec<T, TCodec>.Read(ref reader);

    private static void WriteComparer(ref WireWriter writer, IEnumerable<T> set)
    {
        switch (set)
        {
            case SortedSet<T> sorted:
                ComparerCodec.Write(ref writer, sorted.Comparer, set);
                break;
            case ImmutableSortedSet<T> sorted:
                ComparerCodec.Write(ref writer, sorted.KeyComparer, set);
                break;
            case HashSet<T> hashed:
                ComparerCodec.Write(ref writer, hashed.Comparer, set);
                break;
            case ImmutableHashSet<T> hashed:
                ComparerCodec.Write(ref writer, hashed.KeyComparer, set);
                break;
            case FrozenSet<T> frozen:
                ComparerCodec.Write(ref writer, frozen.Comparer, set);
                break;
            case ReadOnlySet<T> view:
                WriteComparer(ref writer, ReadOnlySetView<T>.Inner(view));
                break;
            default:
                ComparerCodec.Write(ref writer, EqualityComparer<T>.Default, set);
                break;
        }
    }
}
