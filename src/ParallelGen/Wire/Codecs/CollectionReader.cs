using System.Runtime.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>What all collection codecs share when they read.</summary>
internal static class CollectionReader
{
    /// <summary>What a hash table needs for an entry besides key and value: hash code, link and bucket.</summary>
    public const int HashEntryOverhead = 12;

    /// <summary>Reads a count and enters the collection. False for null: there is nothing more to read.</summary>
    /// <exception cref="WireFormatException">That many items of <paramref name="bytesPerItem"/> bytes or more do not fit into what is left.</exception>
    public static bool Begin(ref WireReader reader, int bytesPerItem, out int count)
    {
        // Not ReadCount(bytesPerItem): the number on the wire is one more than the items that must fit.
        count = reader.ReadCount(0) - 1;
        if (count < 0)
        {
            return false;
        }

        if ((long)count * bytesPerItem > reader.Remaining)
        {
            throw new WireFormatException($"A collection of {count} items of at least {bytesPerItem} bytes does not fit into the {reader.Remaining} bytes that are left.");
        }

        reader.Enter();
        return true;
    }

    /// <summary>Reads items into an array that grows only as far as items really come.</summary>
    public static T[] Items<T, TCodec>(ref WireReader reader, int count)
        where TCodec : IWireCodec<T>
    {
        if (count == 0)
        {
            return [];
        }

        var items = new T[reader.TakeCapacity(count, Unsafe.SizeOf<T>())];
        for (int i = 0; i < count; i++)
        {
            if (i == items.Length)
            {
                Array.Resize(ref items, (int)Math.Min(count, items.Length * 2L));
            }

            items[i] = TCodec.Read(ref reader);
        }

        return items;
    }

    /// <summary>Reads items into a list that grows only as far as items really come.</summary>
    public static List<T> List<T, TCodec>(ref WireReader reader, int count)
        where TCodec : IWireCodec<T>
    {
        var items = new List<T>(reader.TakeCapacity(count, Unsafe.SizeOf<T>()));
        for (int i = 0; i < count; i++)
        {
            items.Add(TCodec.Read(ref reader));
        }

        return items;
    }

    /// <summary>Reads a block of memory images.</summary>
    public static T[] Block<T>(ref WireReader reader, int count) where T : unmanaged
    {
        if (count == 0)
        {
            return [];
        }

        T[] items = GC.AllocateUninitializedArray<T>(count);
        reader.ReadUnmanagedSpan<T>(items);
        return items;
    }

    /// <summary>Reads the comparer and items of a hash set.</summary>
    public static HashSet<T> HashSet<T, TCodec>(ref WireReader reader, int count)
        where TCodec : IWireCodec<T>
    {
        IEqualityComparer<T>? comparer = ComparerCodec.ReadEquality<T>(ref reader);
        var set = new HashSet<T>(reader.TakeCapacity(count, Unsafe.SizeOf<T>() + HashEntryOverhead), comparer);
        for (int i = 0; i < count; i++)
        {
            if (!set.Add(TCodec.Read(ref reader)))
            {
                throw Duplicate(typeof(HashSet<T>));
            }
        }

        return set;
    }

    /// <summary>Reads the comparer and pairs of a dictionary.</summary>
    public static Dictionary<TKey, TValue> Dictionary<TKey, TValue, TKeyCodec, TValueCodec>(ref WireReader reader, int count)
        where TKey : notnull
        where TKeyCodec : IWireCodec<TKey?>
        where TValueCodec : IWireCodec<TValue>
    {
        IEqualityComparer<TKey>? comparer = ComparerCodec.ReadEquality<TKey>(ref reader);
        int entry = Unsafe.SizeOf<KeyValuePair<TKey, TValue>>() + HashEntryOverhead;
        var map = new Dictionary<TKey, TValue>(reader.TakeCapacity(count, entry), comparer);
        for (int i = 0; i < count; i++)
        {
            TKey key = Key<TKey, TKeyCodec>(ref reader);
            if (!map.TryAdd(key, TValueCodec.Read(ref reader)))
            {
                throw Duplicate(typeof(Dictionary<TKey, TValue>));
            }
        }

        return map;
    }

    /// <exception cref="WireFormatException">The key is null, which no dictionary can hold.</exception>
    public static TKey Key<TKey, TKeyCodec>(ref WireReader reader)
        where TKey : notnull
        where TKeyCodec : IWireCodec<TKey?>
    {
        TKey? key = TKeyCodec.Read(ref reader);
        return key is null ? throw new WireFormatException("A key of a dictionary is null.") : key;
    }

    public static WireFormatException Duplicate(Type collection) => new($"A {collection} on the wire holds the same key twice.");

    public static WireFormatException NotSortable(Type collection, Exception cause) =>
        new($"The items of a {collection} on the wire cannot be put in order.", cause);
}
