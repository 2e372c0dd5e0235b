using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using CsCheck;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

using Int = UnmanagedCodec<int>;

internal static partial class CodecCases
{
    private static IEnumerable<CodecCase> Rectangular() =>
    [
        new CodecCase<int[,]?, BlockRectangularArrayCodec<int[,], int>>("int[,]", OrNull(Lengths(2).Select(lengths => (int[,])Filled<int>(lengths, i => i * 3)))),
        new CodecCase<byte[,,]?, BlockRectangularArrayCodec<byte[,,], byte>>("byte[,,]", OrNull(Lengths(3).Select(lengths => (byte[,,])Filled<byte>(lengths, i => (byte)i)))),
        new CodecCase<Complex[,,,,]?, BlockRectangularArrayCodec<Complex[,,,,], Complex>>("Complex[,,,,]", OrNull(Lengths(5).Select(lengths => (Complex[,,,,])Filled<Complex>(lengths, i => new(i, -i))))),
        new CodecCase<string?[,]?, RectangularArrayCodec<string?[,], string?, StringCodec>>("string[,]", OrNull(Lengths(2).Select(lengths => (string?[,])Filled<string?>(lengths, i => i % 4 == 0 ? null : $"{i}")))),
        new CodecCase<bool[,,]?, RectangularArrayCodec<bool[,,], bool, BooleanCodec>>("bool[,,]", OrNull(Lengths(3).Select(lengths => (bool[,,])Filled<bool>(lengths, i => i % 3 == 0)))),
        new CodecCase<int[,]?[]?, ArrayCodec<int[,]?, BlockRectangularArrayCodec<int[,], int>>>(
            "int[][,]", OrNull(OrNull(Lengths(2).Select(lengths => (int[,])Filled<int>(lengths, i => i))).Array[0, 5])),
        new CodecCase<int[]?[,]?, RectangularArrayCodec<int[]?[,], int[]?, BlockArrayCodec<int>>>(
            "int[,][]", OrNull(Lengths(2).Select(lengths => (int[]?[,])Filled<int[]?>(lengths, i => i % 3 == 0 ? null : [i, i + 1])))),
    ];

    private static IEnumerable<CodecCase> Immutable() =>
    [
        new CodecCase<ImmutableArray<int>, BlockImmutableArrayCodec<int>>("ImmutableArray<int>", OrNull(s_numbers).Select(numbers => numbers?.ToImmutableArray() ?? default), items => items.IsDefault ? null : items.ToArray()),
        new CodecCase<ImmutableArray<string?>, ImmutableArrayCodec<string?, StringCodec>>("ImmutableArray<string>", OrNull(s_texts).Select(texts => texts?.ToImmutableArray() ?? default), items => items.IsDefault ? null : items.ToArray()),
        new CodecCase<ImmutableList<string?>?, ImmutableListCodec<string?, StringCodec>>("ImmutableList", OrNull(s_texts.Select(texts => texts.ToImmutableList()))),
        new CodecCase<ImmutableQueue<string?>?, ImmutableQueueCodec<string?, StringCodec>>("ImmutableQueue", OrNull(s_texts.Select(texts => ImmutableQueue.Create(texts)))),
        new CodecCase<ImmutableStack<byte>?, ImmutableStackCodec<byte, UnmanagedCodec<byte>>>("ImmutableStack", OrNull(Gen.Byte.Array[0, 30].Select(bytes => ImmutableStack.Create(bytes)))),
        new CodecCase<ImmutableHashSet<string?>?, ImmutableHashSetCodec<string?, StringCodec>>("ImmutableHashSet", OrNull(s_texts.Select(texts => texts.ToImmutableHashSet())), keepsOrder: false),
        new CodecCase<ImmutableSortedSet<int>?, ImmutableSortedSetCodec<int, Int>>("ImmutableSortedSet", OrNull(s_numbers.Select(numbers => numbers.ToImmutableSortedSet()))),
        new CodecCase<ImmutableDictionary<string, int>?, ImmutableDictionaryCodec<string, int, StringCodec, Int>>("ImmutableDictionary", OrNull(s_map.Select(map => map.ToImmutableDictionary())), keepsOrder: false),
        new CodecCase<ImmutableSortedDictionary<string, int>?, ImmutableSortedDictionaryCodec<string, int, StringCodec, Int>>("ImmutableSortedDictionary", OrNull(s_map.Select(map => map.ToImmutableSortedDictionary(StringComparer.Ordinal)))),
        new CodecCase<FrozenSet<string?>?, FrozenSetCodec<string?, StringCodec>>("FrozenSet", OrNull(s_texts.Select(texts => texts.ToFrozenSet())), keepsOrder: false),
        new CodecCase<FrozenDictionary<int, string?>?, FrozenDictionaryCodec<int, string?, Int, StringCodec>>("FrozenDictionary", OrNull(s_texts.Select(texts => Enumerable.Range(0, texts.Length).ToFrozenDictionary(i => i * i, i => texts[i]))), keepsOrder: false),
        new CodecCase<IImmutableList<int>?, ImmutableListInterfaceCodec<int, Int>>("IImmutableList", OrNull(s_numbers.Select(numbers => (IImmutableList<int>)numbers.ToImmutableArray()))),
        new CodecCase<IImmutableSet<int>?, ImmutableSetInterfaceCodec<int, Int>>("IImmutableSet", OrNull(s_numbers.Select(numbers => (IImmutableSet<int>)numbers.ToImmutableSortedSet())), set => set?.Order().ToArray(), keepsOrder: false),
        new CodecCase<IImmutableDictionary<string, int>?, ImmutableDictionaryInterfaceCodec<string, int, StringCodec, Int>>(
            "IImmutableDictionary", OrNull(s_map.Select(map => (IImmutableDictionary<string, int>)map.ToImmutableSortedDictionary(StringComparer.Ordinal))), keepsOrder: false),
        new CodecCase<IImmutableQueue<int>?, ImmutableQueueInterfaceCodec<int, Int>>("IImmutableQueue", OrNull(s_numbers.Select(numbers => (IImmutableQueue<int>)ImmutableQueue.Create(numbers)))),
        new CodecCase<IImmutableStack<int>?, ImmutableStackInterfaceCodec<int, Int>>("IImmutableStack", OrNull(s_numbers.Select(numbers => (IImmutableStack<int>)ImmutableStack.Create(numbers)))),
    ];

    private static IEnumerable<CodecCase> Others() =>
    [
        new CodecCase<Collection<int>?, CollectionCodec<Collection<int>, int, Int>>("Collection", OrNull(s_numbers.Select(numbers => new Collection<int>([.. numbers])))),
        new CodecCase<ObservableCollection<string?>?, CollectionCodec<ObservableCollection<string?>, string?, StringCodec>>("ObservableCollection", OrNull(s_texts.Select(texts => new ObservableCollection<string?>(texts)))),
        new CodecCase<ReadOnlyCollection<string?>?, ReadOnlyCollectionCodec<string?, StringCodec>>("ReadOnlyCollection", OrNull(s_texts.Select(texts => texts.AsReadOnly()))),
        new CodecCase<ReadOnlyDictionary<string, int>?, ReadOnlyDictionaryCodec<string, int, StringCodec, Int>>("ReadOnlyDictionary", OrNull(s_map.Select(map => map.AsReadOnly()))),
        new CodecCase<ReadOnlySet<int>?, ReadOnlySetCodec<int, Int>>("ReadOnlySet", OrNull(s_numbers.Select(numbers => new ReadOnlySet<int>(new HashSet<int>(numbers))))),
        new CodecCase<OrderedDictionary<string, int>?, OrderedDictionaryCodec<string, int, StringCodec, Int>>("OrderedDictionary", OrNull(s_map.Select(map => new OrderedDictionary<string, int>(map)))),
        new CodecCase<PriorityQueue<int, string?>?, PriorityQueueCodec<int, string?, Int, StringCodec>>(
            "PriorityQueue", OrNull(s_texts.Select(texts => new PriorityQueue<int, string?>(texts.Select((text, i) => (i, text)), StringComparer.Ordinal))), queue => queue?.UnorderedItems.ToArray()),
        new CodecCase<ConcurrentQueue<int>?, ConcurrentCollectionCodec<ConcurrentQueue<int>, int, Int>>("ConcurrentQueue", OrNull(s_numbers.Select(numbers => new ConcurrentQueue<int>(numbers)))),
        new CodecCase<ConcurrentStack<int>?, ConcurrentCollectionCodec<ConcurrentStack<int>, int, Int>>("ConcurrentStack", OrNull(s_numbers.Select(numbers => new ConcurrentStack<int>(numbers)))),
        new CodecCase<ConcurrentBag<int>?, ConcurrentCollectionCodec<ConcurrentBag<int>, int, Int>>("ConcurrentBag", OrNull(s_numbers.Select(numbers => new ConcurrentBag<int>(numbers)))),
        new CodecCase<BitArray?, BitArrayCodec>("BitArray", OrNull(Gen.Bool.Array[0, 70].Select(bits => new BitArray(bits)))),
        new CodecCase<StringBuilder?, StringBuilderCodec>("StringBuilder", OrNull(s_text.Select(text => new StringBuilder(text))), text => text?.ToString()),
    ];

    private static Gen<int[]> Lengths(int rank) => Gen.Int[0, 4].Array[rank];

    private static Array Filled<T>(int[] lengths, Func<int, T> item)
    {
        var array = Array.CreateInstance(typeof(T), lengths);
        int[] index = new int[lengths.Length];
        for (int i = 0; i < array.Length; i++)
        {
            array.SetValue(item(i), index);
            for (int dimension = index.Length - 1; dimension >= 0 && ++index[dimension] == lengths[dimension]; dimension--)
            {
                index[dimension] = 0;
            }
        }

        return array;
    }
}
