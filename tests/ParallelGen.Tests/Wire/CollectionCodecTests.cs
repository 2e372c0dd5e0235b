using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

using IntSetCodec = HashSetCodec<int, UnmanagedCodec<int>>;
using TextMapCodec = DictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>;

public sealed class CollectionCodecTests
{
    [Fact]
    public void ConcreteCollection_OfADerivedType_IsRefusedByName()
    {
        Refuses<List<int>?, BlockListCodec<int>>(new MyList(), nameof(MyList));
        Refuses<List<int>?, ListCodec<int, UnmanagedCodec<int>>>(new MyList(), nameof(MyList));
        Refuses<HashSet<int>?, IntSetCodec>(new MySet(), nameof(MySet));
        Refuses<Dictionary<string, int>?, TextMapCodec>(new MyMap(), nameof(MyMap));
        Refuses<Stack<int>?, StackCodec<int, UnmanagedCodec<int>>>(new MyStack(), nameof(MyStack));
    }

    [Fact]
    public void InterfaceCodecs_AnyImplementation_Arrives()
    {
        Assert.Equal([1, 2], Copy<IReadOnlyList<int>?, ListInterfaceCodec<IReadOnlyList<int>, int, UnmanagedCodec<int>>>(new MyList { 1, 2 }));
        Assert.Equal([1, 2], Copy<IEnumerable<int>?, ListInterfaceCodec<IEnumerable<int>, int, UnmanagedCodec<int>>>(Lazy()));
        Assert.Equal([1, 2], Copy<ICollection<int>?, ListInterfaceCodec<ICollection<int>, int, UnmanagedCodec<int>>>(new HashSet<int> { 1, 2 }));
        Assert.Equal([1, 2], Copy<ISet<int>?, SetInterfaceCodec<ISet<int>, int, UnmanagedCodec<int>>>(ImmutableSortedSet.Create(2, 1)));
        static IEnumerable<int> Lazy()
        {
            yield return 1;
            yield return 2;
        }
    }

    [Fact]
    public void BclComparers_OfStrings_Survive()
    {
        foreach (StringComparer comparer in Comparers)
        {
            Assert.Equal(comparer, Copy<HashSet<string?>?, HashSetCodec<string?, StringCodec>>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<SortedSet<string?>?, SortedSetCodec<string?, StringCodec>>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<Dictionary<string, int>?, TextMapCodec>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<SortedDictionary<string, int>?, SortedDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<SortedList<string, int>?, SortedListCodec<string, int, StringCodec, UnmanagedCodec<int>>>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<ConcurrentDictionary<string, int>?, ConcurrentDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>(new(comparer))!.Comparer);
        }
    }

    [Fact]
    public void InterfaceCodecs_BclCollections_KeepTheirComparer()
    {
        StringComparer folds = StringComparer.OrdinalIgnoreCase;
        foreach (IReadOnlySet<string?> set in (IReadOnlySet<string?>[])
            [new HashSet<string?>(folds) { "a" }, new SortedSet<string?>(folds) { "a" }, ImmutableHashSet.Create<string?>(folds, "a"), ImmutableSortedSet.Create<string?>(folds, "a"), FrozenSet.ToFrozenSet<string?>(["a"], folds)])
        {
            Assert.True(Copy<IReadOnlySet<string?>?, SetInterfaceCodec<IReadOnlySet<string?>, string?, StringCodec>>(set)!.Contains("A"));
        }

        var pairs = new Dictionary<string, int> { ["a"] = 1 };
        foreach (IReadOnlyDictionary<string, int> map in (IReadOnlyDictionary<string, int>[])
            [new Dictionary<string, int>(pairs, folds), new SortedDictionary<string, int>(pairs, folds), new SortedList<string, int>(pairs, folds), new ConcurrentDictionary<string, int>(pairs, folds), pairs.ToImmutableDictionary(folds), pairs.ToImmutableSortedDictionary(folds), pairs.ToFrozenDictionary(folds)])
        {
            Assert.True(Copy<IReadOnlyDictionary<string, int>?, DictionaryInterfaceCodec<IReadOnlyDictionary<string, int>, string, int, StringCodec, UnmanagedCodec<int>>>(map)!.ContainsKey("A"));
        }
    }

    [Fact]
    public void UnknownComparer_IsRefusedByName()
    {
        Refuses<HashSet<int>?, IntSetCodec>(new(new Parity()), nameof(Parity));
        Refuses<SortedSet<int>?, SortedSetCodec<int, UnmanagedCodec<int>>>(new(new Parity()), nameof(Parity));
        Refuses<IReadOnlySet<int>?, SetInterfaceCodec<IReadOnlySet<int>, int, UnmanagedCodec<int>>>(new HashSet<int>(new Parity()), nameof(Parity));
        Refuses<HashSet<string?>?, HashSetCodec<string?, StringCodec>>(new(ReferenceEqualityComparer.Instance), nameof(ReferenceEqualityComparer));
        Refuses<SortedSet<string?>?, SortedSetCodec<string?, StringCodec>>(new(Comparer<string?>.Create((_, _) => 0)), "Comparer");
    }

    [Fact]
    public void DuplicateKeysAndNullKeys_AreFormatErrors()
    {
        Malformed<HashSet<int>?, IntSetCodec>([3, 0, 7, 0, 0, 0, 7, 0, 0, 0]);
        Malformed<SortedSet<int>?, SortedSetCodec<int, UnmanagedCodec<int>>>([3, 0, 7, 0, 0, 0, 7, 0, 0, 0]);
        byte[] twice = [3, 0, 2, (byte)'a', 0, 1, 0, 0, 0, 2, (byte)'a', 0, 2, 0, 0, 0];
        byte[] nullKey = [2, 0, 0, 1, 0, 0, 0];
        foreach (byte[] bytes in (byte[][])[twice, nullKey])
        {
            Malformed<Dictionary<string, int>?, TextMapCodec>(bytes);
            Malformed<SortedDictionary<string, int>?, SortedDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>(bytes);
            Malformed<SortedList<string, int>?, SortedListCodec<string, int, StringCodec, UnmanagedCodec<int>>>(bytes);
            Malformed<ConcurrentDictionary<string, int>?, ConcurrentDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>(bytes);
        }
    }

    [Fact]
    public void Comparer_OfStringsOnOtherItems_IsAFormatError() => Malformed<HashSet<int>?, IntSetCodec>([1, 1]);

    [Fact]
    public void SortedSet_OfItemsWithoutOrder_IsAFormatError() =>
        Malformed<SortedSet<Node?>?, SortedSetCodec<Node?, NodeCodec>>([3, 0, 1, 0, 1, 0]);

    [Fact]
    public void SortedList_WrittenInDescendingOrder_ArrivesSorted()
    {
        byte[] bytes = [3, 0, 9, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0];
        var list = WireBytes.Decode<SortedList<int, int>?, SortedListCodec<int, int, UnmanagedCodec<int>, UnmanagedCodec<int>>>(bytes);
        Assert.Equal([3, 9], list!.Keys);
        Assert.Equal([2, 1], list.Values);
    }

    [Fact]
    public void Collection_WhoseItemCodecWritesNothing_IsRefused()
    {
        Refuses<List<int>?, ListCodec<int, NothingCodec>>([1, 2], nameof(NothingCodec));
        Refuses<int[]?, ArrayCodec<int, NothingCodec>>([1, 2], nameof(NothingCodec));
        Refuses<HashSet<int>?, HashSetCodec<int, NothingCodec>>([1, 2], nameof(NothingCodec));
        Assert.Throws<WireEncodingException>(() => WireBytes.Encode<int, NothingCodec>(1));
    }

    [Fact]
    public void Collection_WithAWrongCount_IsRefused()
    {
        Refuses<IReadOnlyCollection<int>?, ListInterfaceCodec<IReadOnlyCollection<int>, int, UnmanagedCodec<int>>>(new Liar(3), "changed");
        Refuses<IReadOnlyCollection<int>?, ListInterfaceCodec<IReadOnlyCollection<int>, int, UnmanagedCodec<int>>>(new Liar(1), "changed");
    }

    [Fact]
    public void Collection_ChangedWhileItIsWritten_IsRefused()
    {
        GrowingCodec.Grow = null;
        var set = new HashSet<int> { 1, 2 };
        GrowingCodec.Grow = () => set.Add(set.Count + 1);
        Refuses<HashSet<int>?, HashSetCodec<int, GrowingCodec>>(set, "changed");
        var list = new List<int> { 1, 2 };
        GrowingCodec.Grow = () => list.Add(1);
        Refuses<List<int>?, ListCodec<int, GrowingCodec>>(list, "changed");
        GrowingCodec.Grow = null;
    }

    [Fact]
    public void ArraySegment_Default_StaysDefault()
    {
        Assert.Null(Copy<ArraySegment<int>, BlockArraySegmentCodec<int>>(default).Array);
        Assert.NotNull(Copy<ArraySegment<int>, BlockArraySegmentCodec<int>>(new([])).Array);
    }

    private static StringComparer[] Comparers =>
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase,
        StringComparer.CurrentCulture, StringComparer.CurrentCultureIgnoreCase,
        StringComparer.Create(new("de-DE"), true), StringComparer.Create(new("tr-TR"), false),
    ];

    private static T Copy<T, TCodec>(T value) where TCodec : IWireCodec<T> =>
        WireBytes.Decode<T, TCodec>(WireBytes.Encode<T, TCodec>(value));

    private static void Refuses<T, TCodec>(T value, string named) where TCodec : IWireCodec<T> =>
        Assert.Contains(named, Assert.Throws<WireEncodingException>(() => WireBytes.Encode<T, TCodec>(value)).Message, StringComparison.Ordinal);

    private static void Malformed<T, TCodec>(byte[] bytes) where TCodec : IWireCodec<T> =>
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<T, TCodec>(bytes); });

    private sealed class MyList : List<int>;

    private sealed class MySet : HashSet<int>;

    private sealed class MyMap : Dictionary<string, int>;

    private sealed class MyStack : Stack<int>;

    private sealed class Parity : IEqualityComparer<int>, IComparer<int>
    {
        public bool Equals(int x, int y) => x % 2 == y % 2;

        public int GetHashCode(int obj) => obj % 2;

        public int Compare(int x, int y) => (x % 2) - (y % 2);
    }

    private sealed class Liar(int count) : IReadOnlyCollection<int>
    {
        public int Count => count;

        public IEnumerator<int> GetEnumerator() => new List<int> { 1, 2 }.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private readonly struct NothingCodec : IWireCodec<int>
    {
        public static void Write(ref WireWriter writer, int value) { }

        public static int Read(ref WireReader reader) => 0;
    }

    private readonly struct GrowingCodec : IWireCodec<int>
    {
        [ThreadStatic]
        public static Action? Grow;

        public static void Write(ref WireWriter writer, int value)
        {
            writer.WriteInt32(value);
            Grow?.Invoke();
        }

        public static int Read(ref WireReader reader) => reader.ReadInt32();
    }
}
