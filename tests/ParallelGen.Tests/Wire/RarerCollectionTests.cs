using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

using ImmutableMapCodec = ImmutableDictionaryCodec<string, string?, StringCodec, StringCodec>;
using ImmutableSortedMapCodec = ImmutableSortedDictionaryCodec<string, string?, StringCodec, StringCodec>;
using Int = UnmanagedCodec<int>;

/// <summary>Immutable, frozen, read-only, concurrent and ordered collections: comparers, order, and what only they can get wrong.</summary>
public sealed class RarerCollectionTests
{
    private static readonly StringComparer s_folds = StringComparer.OrdinalIgnoreCase;

    [Fact]
    public void ImmutableArray_Default_IsKeptApartFromEmpty()
    {
        Assert.True(Copy<ImmutableArray<int>, BlockImmutableArrayCodec<int>>(default).IsDefault);
        Assert.False(Copy<ImmutableArray<int>, BlockImmutableArrayCodec<int>>([]).IsDefault);
        Assert.True(Copy<ImmutableArray<string?>, ImmutableArrayCodec<string?, StringCodec>>(default).IsDefault);
        Assert.False(Copy<ImmutableArray<string?>, ImmutableArrayCodec<string?, StringCodec>>([]).IsDefault);
    }

    [Fact]
    public void ImmutableArray_DefaultBehindAnInterface_IsRefused()
    {
        Refuses<IReadOnlyList<int>?, ListInterfaceCodec<IReadOnlyList<int>, int, Int>>(default(ImmutableArray<int>), "ImmutableArray");
        Refuses<IImmutableList<int>?, ImmutableListInterfaceCodec<int, Int>>(default(ImmutableArray<int>), "ImmutableArray");
    }

    [Fact]
    public void Comparers_OfImmutableAndFrozenCollections_Survive()
    {
        foreach (StringComparer comparer in (StringComparer[])[StringComparer.Ordinal, s_folds, StringComparer.InvariantCulture, StringComparer.Create(new("tr-TR"), true)])
        {
            Assert.Equal(comparer, Copy<ImmutableHashSet<string?>?, ImmutableHashSetCodec<string?, StringCodec>>(ImmutableHashSet.Create<string?>(comparer, "a"))!.KeyComparer);
            Assert.Equal(comparer, Copy<ImmutableSortedSet<string?>?, ImmutableSortedSetCodec<string?, StringCodec>>(ImmutableSortedSet.Create<string?>(comparer, "a"))!.KeyComparer);
            Assert.Equal(comparer, Copy<FrozenSet<string?>?, FrozenSetCodec<string?, StringCodec>>(FrozenSet.ToFrozenSet<string?>(["a"], comparer))!.Comparer);
            Assert.Equal(comparer, Copy<FrozenDictionary<string, int>?, FrozenDictionaryCodec<string, int, StringCodec, Int>>(new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<OrderedDictionary<string, int>?, OrderedDictionaryCodec<string, int, StringCodec, Int>>(new(comparer))!.Comparer);
            Assert.Equal(comparer, Copy<PriorityQueue<int, string?>?, PriorityQueueCodec<int, string?, Int, StringCodec>>(new(comparer))!.Comparer);
        }
    }

    [Fact]
    public void Comparers_OfKeysAndValuesOfImmutableDictionaries_Survive()
    {
        foreach ((StringComparer? keys, StringComparer? values) in ((StringComparer?, StringComparer?)[])[(null, null), (s_folds, null), (null, s_folds), (StringComparer.Ordinal, s_folds)])
        {
            ImmutableDictionary<string, string?> map = Copy<ImmutableDictionary<string, string?>?, ImmutableMapCodec>(ImmutableDictionary.Create<string, string?>(keys, values).Add("a", "b"))!;
            Assert.Equal(map.ContainsKey("A"), keys == s_folds);
            Assert.Equal(map.ContainsValue("B"), values == s_folds);
            Assert.Same(keys ?? (object)EqualityComparer<string>.Default, map.KeyComparer);
            ImmutableSortedDictionary<string, string?> sorted = Copy<ImmutableSortedDictionary<string, string?>?, ImmutableSortedMapCodec>(ImmutableSortedDictionary.Create<string, string?>(keys, values).Add("a", "b"))!;
            Assert.Equal(sorted.ContainsKey("A"), keys == s_folds);
            Assert.Equal(sorted.ContainsValue("B"), values == s_folds);
            foreach (IImmutableDictionary<string, string?> any in (IImmutableDictionary<string, string?>[])[map, sorted])
            {
                var copy = (ImmutableDictionary<string, string?>)Copy<IImmutableDictionary<string, string?>?, ImmutableDictionaryInterfaceCodec<string, string?, StringCodec, StringCodec>>(any)!;
                Assert.Equal((keys == s_folds, values == s_folds), (copy.ContainsKey("A"), copy.ContainsValue("B")));
            }
        }
    }

    [Fact]
    public void ReadOnlyViews_KeepTheComparerOfWhatTheyShow()
    {
        ReadOnlyDictionary<string, int> map = new Dictionary<string, int>(s_folds) { ["a"] = 1 }.AsReadOnly();
        Assert.True(Copy<ReadOnlyDictionary<string, int>?, ReadOnlyDictionaryCodec<string, int, StringCodec, Int>>(map)!.ContainsKey("A"));
        Assert.True(Copy<IReadOnlyDictionary<string, int>?, DictionaryInterfaceCodec<IReadOnlyDictionary<string, int>, string, int, StringCodec, Int>>(new ReadOnlyDictionary<string, int>(map))!.ContainsKey("A"));
        ReadOnlySet<string?> set = new(new SortedSet<string?>(s_folds) { "a" });
        Assert.True(Copy<ReadOnlySet<string?>?, ReadOnlySetCodec<string?, StringCodec>>(set)!.IsSupersetOf(["A"]));
        Assert.True(Copy<IReadOnlySet<string?>?, SetInterfaceCodec<IReadOnlySet<string?>, string?, StringCodec>>(set)!.IsSupersetOf(["A"]));
        Refuses<ReadOnlySet<int>?, ReadOnlySetCodec<int, Int>>(new(new HashSet<int>(new Parity())), nameof(Parity));
    }

    [Fact]
    public void UnknownComparer_IsRefusedByName()
    {
        var parity = new Parity();
        Refuses<ImmutableHashSet<int>?, ImmutableHashSetCodec<int, Int>>(ImmutableHashSet.Create(parity, 1), nameof(Parity));
        Refuses<ImmutableSortedSet<int>?, ImmutableSortedSetCodec<int, Int>>(ImmutableSortedSet.Create(parity, 1), nameof(Parity));
        Refuses<ImmutableDictionary<int, int>?, ImmutableDictionaryCodec<int, int, Int, Int>>(ImmutableDictionary.Create<int, int>(parity), nameof(Parity));
        Refuses<ImmutableDictionary<int, int>?, ImmutableDictionaryCodec<int, int, Int, Int>>(ImmutableDictionary.Create<int, int>(null, parity), nameof(Parity));
        Refuses<ImmutableSortedDictionary<int, int>?, ImmutableSortedDictionaryCodec<int, int, Int, Int>>(ImmutableSortedDictionary.Create<int, int>(parity), nameof(Parity));
        Refuses<FrozenSet<int>?, FrozenSetCodec<int, Int>>(FrozenSet.ToFrozenSet([1], parity), nameof(Parity));
        Refuses<PriorityQueue<int, int>?, PriorityQueueCodec<int, int, Int, Int>>(new(parity), nameof(Parity));
        Refuses<OrderedDictionary<int, int>?, OrderedDictionaryCodec<int, int, Int, Int>>(new(parity), nameof(Parity));
    }

    [Fact]
    public void DuplicateKeys_AreFormatErrorsEvenWithEqualValues()
    {
        byte[] pairs = [3, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0];
        Malformed<ImmutableDictionary<int, int>?, ImmutableDictionaryCodec<int, int, Int, Int>>(pairs);
        Malformed<ImmutableSortedDictionary<int, int>?, ImmutableSortedDictionaryCodec<int, int, Int, Int>>(pairs);
        Malformed<OrderedDictionary<int, int>?, OrderedDictionaryCodec<int, int, Int, Int>>([3, .. pairs[2..]]);
        Malformed<FrozenDictionary<int, int>?, FrozenDictionaryCodec<int, int, Int, Int>>([3, .. pairs[2..]]);
        byte[] items = [3, 0, 7, 0, 0, 0, 7, 0, 0, 0];
        Malformed<ImmutableHashSet<int>?, ImmutableHashSetCodec<int, Int>>(items);
        Malformed<ImmutableSortedSet<int>?, ImmutableSortedSetCodec<int, Int>>(items);
        Malformed<FrozenSet<int>?, FrozenSetCodec<int, Int>>(items);
    }

    [Fact]
    public void ItemsWithoutOrder_AreFormatErrors()
    {
        byte[] items = [3, 0, 1, 0, 1, 0];
        Malformed<ImmutableSortedSet<Node?>?, ImmutableSortedSetCodec<Node?, NodeCodec>>(items);
        Malformed<ImmutableSortedDictionary<Node, Node?>?, ImmutableSortedDictionaryCodec<Node, Node?, NodeCodec, NodeCodec>>([3, 0, 0, 1, 0, 0, 1, 0, 0]);
        Malformed<PriorityQueue<int, Node?>?, PriorityQueueCodec<int, Node?, Int, NodeCodec>>([3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
    }

    [Fact]
    public void Order_OfStacksQueuesAndBags_Survives()
    {
        Assert.Equal(new ConcurrentStack<int>([1, 2, 3]), Copy<ConcurrentStack<int>?, ConcurrentCollectionCodec<ConcurrentStack<int>, int, Int>>(new([1, 2, 3]))!);
        Assert.Equal(ImmutableStack.Create(1, 2, 3), Copy<ImmutableStack<int>?, ImmutableStackCodec<int, Int>>(ImmutableStack.Create(1, 2, 3))!);
        Assert.Equal([1, 2, 3], Copy<ConcurrentQueue<int>?, ConcurrentCollectionCodec<ConcurrentQueue<int>, int, Int>>(new([1, 2, 3]))!);
        Assert.Equal(["b", "a"], Copy<OrderedDictionary<string, int>?, OrderedDictionaryCodec<string, int, StringCodec, Int>>(new() { ["b"] = 1, ["a"] = 2 })!.Keys);
    }

    [Fact]
    public void PriorityQueue_WithEqualPriorities_ComesOutTheSameWay()
    {
        PriorityQueue<int, int> Make()
        {
            var queue = new PriorityQueue<int, int>();
            for (int i = 0; i < 100; i++)
            {
                queue.Enqueue(i, i % 5);
            }

            return queue;
        }

        Assert.Equal(Drain(Make()), Drain(Copy<PriorityQueue<int, int>?, PriorityQueueCodec<int, int, Int, Int>>(Make())!));
    }

    [Fact]
    public void DerivedTypes_AreRefusedByName()
    {
        Refuses<Collection<int>?, CollectionCodec<Collection<int>, int, Int>>(new ObservableCollection<int>(), "ObservableCollection");
        Refuses<ReadOnlyCollection<int>?, ReadOnlyCollectionCodec<int, Int>>(new ReadOnlyObservableCollection<int>([]), "ReadOnlyObservableCollection");
        Refuses<ReadOnlyDictionary<string, int>?, ReadOnlyDictionaryCodec<string, int, StringCodec, Int>>(new MyView(), nameof(MyView));
        Refuses<ConcurrentQueue<int>?, ConcurrentCollectionCodec<ConcurrentQueue<int>, int, Int>>(new MyQueue(), nameof(MyQueue));
    }

    [Fact]
    public void BitArray_BitsBeyondItsLength_AreNobodys()
    {
        BitArray bits = WireBytes.Decode<BitArray?, BitArrayCodec>([4, 0xFF])!;
        bits.Length = 8;
        Assert.Equal([true, true, true, false, false, false, false, false], bits.Cast<bool>());
        Malformed<BitArray?, BitArrayCodec>([10, 0xFF]);
    }

    [Fact]
    public void StringBuilder_OfSeveralChunks_ArrivesAsItsText()
    {
        StringBuilder text = new StringBuilder("a").Append('b', 20_000).Insert(1, "\ud800");
        Assert.Equal(text.ToString(), Copy<StringBuilder?, StringBuilderCodec>(text)!.ToString());
    }

    private static List<int> Drain(PriorityQueue<int, int> queue)
    {
        List<int> items = [];
        while (queue.TryDequeue(out int item, out _))
        {
            items.Add(item);
        }

        return items;
    }

    private static T Copy<T, TCodec>(T value) where TCodec : IWireCodec<T> =>
        WireBytes.Decode<T, TCodec>(WireBytes.Encode<T, TCodec>(value));

    private static void Refuses<T, TCodec>(T value, string named) where TCodec : IWireCodec<T> =>
        Assert.Contains(named, Assert.Throws<WireEncodingException>(() => WireBytes.Encode<T, TCodec>(value)).Message, StringComparison.Ordinal);

    private static void Malformed<T, TCodec>(byte[] bytes) where TCodec : IWireCodec<T> =>
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<T, TCodec>(bytes); });

    private sealed class MyView() : ReadOnlyDictionary<string, int>(new Dictionary<string, int>());

    private sealed class MyQueue : ConcurrentQueue<int>;

    private sealed class Parity : IEqualityComparer<int>, IComparer<int>
    {
        public bool Equals(int x, int y) => x % 2 == y % 2;

        public int GetHashCode(int obj) => obj % 2;

        public int Compare(int x, int y) => (x % 2) - (y % 2);
    }
}
