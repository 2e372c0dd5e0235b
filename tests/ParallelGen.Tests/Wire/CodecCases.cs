using System.Collections.Concurrent;
using System.Numerics;
using System.Text;
using CsCheck;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

/// <summary>Every codec of the runtime, alone and composed.</summary>
internal static partial class CodecCases
{
    private static readonly Gen<string?> s_text = Gen.UShort.Array[0, 12]
        .Select(units => Gen.Int[0, 5].Select(kind => kind == 0 ? null : new string([.. units.Select(unit => (char)unit)])))
        .SelectMany(text => text);

    private static readonly Gen<int[]> s_numbers = Gen.Int.Array[0, 40];
    private static readonly Gen<string?[]> s_texts = s_text.Array[0, 12];

    private static readonly Gen<Dictionary<string, int>> s_map = s_texts.Select(
        texts => texts.OfType<string>().Distinct().ToDictionary(text => text, text => text.Length));

    public static IReadOnlyList<CodecCase> All { get; } = [.. Scalars(), .. Sequences(), .. Sets(), .. Maps(), .. Compositions(), .. Rectangular(), .. Immutable(), .. Others()];

    private static IEnumerable<CodecCase> Scalars() =>
    [
        new CodecCase<int, UnmanagedCodec<int>>("int", Gen.Int),
        new CodecCase<Guid, UnmanagedCodec<Guid>>("Guid", Gen.Guid),
        new CodecCase<double, UnmanagedCodec<double>>("double", Gen.Double),
        new CodecCase<Int128, UnmanagedCodec<Int128>>("Int128", Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new Int128(high, low))),
        new CodecCase<Half, UnmanagedCodec<Half>>("Half", Gen.UShort.Select(BitConverter.UInt16BitsToHalf)),
        new CodecCase<DayOfWeek, UnmanagedCodec<DayOfWeek>>("enum", Gen.Int.Select(number => (DayOfWeek)number)),
        new CodecCase<ValueTuple, UnmanagedCodec<ValueTuple>>("nothing", Gen.Const(default(ValueTuple)), keepsOrder: false),
        new CodecCase<bool, BooleanCodec>("bool", Gen.Bool),
        new CodecCase<decimal, DecimalCodec>("decimal", Gen.Decimal),
        new CodecCase<DateTime, DateTimeCodec>("DateTime", Gen.Select(Gen.DateTime, Gen.Int[0, 2], (time, kind) => DateTime.SpecifyKind(time, (DateTimeKind)kind)), time => (time.Ticks, time.Kind)),
        new CodecCase<DateTimeOffset, DateTimeOffsetCodec>("DateTimeOffset", Gen.DateTimeOffset, time => (time.Ticks, time.Offset)),
        new CodecCase<DateOnly, DateOnlyCodec>("DateOnly", Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber)),
        new CodecCase<TimeOnly, TimeOnlyCodec>("TimeOnly", Gen.Long[0, TimeOnly.MaxValue.Ticks].Select(ticks => new TimeOnly(ticks))),
        new CodecCase<Rune, RuneCodec>("Rune", Gen.Int[0, 0x10FFFF].Select(value => Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar)),
        new CodecCase<string?, StringCodec>("string", s_text),
        new CodecCase<Uri?, UriCodec>("Uri", Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9999], MakeUri)),
        new CodecCase<Version?, VersionCodec>("Version", Gen.Select(Gen.Int[0, 3], Gen.Int[0, int.MaxValue], MakeVersion)),
        new CodecCase<BigInteger, BigIntegerCodec>("BigInteger", Gen.Byte.Array[0, 600].Select(bytes => new BigInteger(bytes))),
        new CodecCase<int?, NullableCodec<int, UnmanagedCodec<int>>>("int?", Gen.Int.Nullable()),
        new CodecCase<DateTime?, NullableCodec<DateTime, DateTimeCodec>>("DateTime?", Gen.DateTime.Nullable()),
    ];

    private static IEnumerable<CodecCase> Sequences() =>
    [
        new CodecCase<string?[]?, ArrayCodec<string?, StringCodec>>("string[]", OrNull(s_texts)),
        new CodecCase<int[]?, BlockArrayCodec<int>>("int[]", OrNull(s_numbers)),
        new CodecCase<List<string?>?, ListCodec<string?, StringCodec>>("List<string>", OrNull(s_texts.Select(texts => texts.ToList()))),
        new CodecCase<List<int>?, BlockListCodec<int>>("List<int>", OrNull(s_numbers.Select(numbers => numbers.ToList()))),
        new CodecCase<Queue<string?>?, QueueCodec<string?, StringCodec>>("Queue", OrNull(s_texts.Select(texts => new Queue<string?>(texts)))),
        new CodecCase<Stack<string?>?, StackCodec<string?, StringCodec>>("Stack", OrNull(s_texts.Select(texts => new Stack<string?>(texts)))),
        new CodecCase<LinkedList<string?>?, LinkedListCodec<string?, StringCodec>>("LinkedList", OrNull(s_texts.Select(texts => new LinkedList<string?>(texts)))),
        new CodecCase<IEnumerable<string?>?, ListInterfaceCodec<IEnumerable<string?>, string?, StringCodec>>("IEnumerable", OrNull(s_texts.Select(texts => texts.Where(_ => true)))),
        new CodecCase<IReadOnlyList<string?>?, ListInterfaceCodec<IReadOnlyList<string?>, string?, StringCodec>>("IReadOnlyList", OrNull(s_texts.Select(texts => (IReadOnlyList<string?>)texts))),
        new CodecCase<ICollection<string?>?, ListInterfaceCodec<ICollection<string?>, string?, StringCodec>>("ICollection", OrNull(s_texts.Select(texts => (ICollection<string?>)new LinkedList<string?>(texts)))),
        new CodecCase<Memory<string?>, MemoryCodec<string?, StringCodec>>("Memory<string>", s_texts.Select(texts => texts.AsMemory()), memory => memory.ToArray()),
        new CodecCase<ReadOnlyMemory<string?>, ReadOnlyMemoryCodec<string?, StringCodec>>("ReadOnlyMemory<string>", s_texts.Select(texts => (ReadOnlyMemory<string?>)texts), memory => memory.ToArray()),
        new CodecCase<Memory<int>, BlockMemoryCodec<int>>("Memory<int>", s_numbers.Select(numbers => numbers.AsMemory(numbers.Length / 2)), memory => memory.ToArray()),
        new CodecCase<ReadOnlyMemory<int>, BlockReadOnlyMemoryCodec<int>>("ReadOnlyMemory<int>", s_numbers.Select(numbers => (ReadOnlyMemory<int>)numbers), memory => memory.ToArray()),
        new CodecCase<ArraySegment<string?>, ArraySegmentCodec<string?, StringCodec>>("ArraySegment<string>", s_texts.Select(texts => new ArraySegment<string?>(texts, texts.Length / 2, texts.Length - (texts.Length / 2))), segment => segment.ToArray()),
        new CodecCase<ArraySegment<int>, BlockArraySegmentCodec<int>>("ArraySegment<int>", s_numbers.Select(numbers => new ArraySegment<int>(numbers)), segment => segment.ToArray()),
    ];

    private static IEnumerable<CodecCase> Sets() =>
    [
        new CodecCase<HashSet<string?>?, HashSetCodec<string?, StringCodec>>("HashSet<string>", OrNull(s_texts.Select(texts => new HashSet<string?>(texts)))),
        new CodecCase<HashSet<int>?, HashSetCodec<int, UnmanagedCodec<int>>>("HashSet<int>", OrNull(s_numbers.Select(numbers => new HashSet<int>(numbers)))),
        new CodecCase<SortedSet<string?>?, SortedSetCodec<string?, StringCodec>>("SortedSet<string>", OrNull(s_texts.Select(texts => new SortedSet<string?>(texts, StringComparer.Ordinal)))),
        new CodecCase<SortedSet<int>?, SortedSetCodec<int, UnmanagedCodec<int>>>("SortedSet<int>", OrNull(s_numbers.Select(numbers => new SortedSet<int>(numbers)))),
        new CodecCase<ISet<int>?, SetInterfaceCodec<ISet<int>, int, UnmanagedCodec<int>>>("ISet", OrNull(s_numbers.Select(numbers => (ISet<int>)new SortedSet<int>(numbers)))),
        new CodecCase<IReadOnlySet<string?>?, SetInterfaceCodec<IReadOnlySet<string?>, string?, StringCodec>>("IReadOnlySet", OrNull(s_texts.Select(texts => (IReadOnlySet<string?>)new HashSet<string?>(texts)))),
    ];

    private static IEnumerable<CodecCase> Maps() =>
    [
        new CodecCase<Dictionary<string, int>?, DictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>("Dictionary", OrNull(s_map)),
        new CodecCase<SortedDictionary<string, int>?, SortedDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>("SortedDictionary", OrNull(s_map.Select(map => new SortedDictionary<string, int>(map, StringComparer.Ordinal)))),
        new CodecCase<SortedList<string, int>?, SortedListCodec<string, int, StringCodec, UnmanagedCodec<int>>>("SortedList", OrNull(s_map.Select(map => new SortedList<string, int>(map, StringComparer.Ordinal)))),
        new CodecCase<ConcurrentDictionary<string, int>?, ConcurrentDictionaryCodec<string, int, StringCodec, UnmanagedCodec<int>>>("ConcurrentDictionary", OrNull(s_map.Select(map => new ConcurrentDictionary<string, int>(map))), keepsOrder: false),
        new CodecCase<IDictionary<string, int>?, DictionaryInterfaceCodec<IDictionary<string, int>, string, int, StringCodec, UnmanagedCodec<int>>>("IDictionary", OrNull(s_map.Select(map => (IDictionary<string, int>)new ConcurrentDictionary<string, int>(map))), keepsOrder: false),
        new CodecCase<IReadOnlyDictionary<string, int>?, DictionaryInterfaceCodec<IReadOnlyDictionary<string, int>, string, int, StringCodec, UnmanagedCodec<int>>>("IReadOnlyDictionary", OrNull(s_map.Select(map => (IReadOnlyDictionary<string, int>)map))),
    ];

    private static IEnumerable<CodecCase> Compositions() =>
    [
        new CodecCase<int[]?[]?, ArrayCodec<int[]?, BlockArrayCodec<int>>>("int[][]", OrNull(OrNull(s_numbers).Array[0, 6])),
        new CodecCase<List<List<string?>?>?, ListCodec<List<string?>?, ListCodec<string?, StringCodec>>>("List<List<string>>", OrNull(OrNull(s_texts.Select(texts => texts.ToList())).List[0, 6])),
        new CodecCase<Dictionary<int, HashSet<string?>?>?, DictionaryCodec<int, HashSet<string?>?, UnmanagedCodec<int>, HashSetCodec<string?, StringCodec>>>(
            "Dictionary<int, HashSet<string>>", OrNull(s_texts.Select(texts => Enumerable.Range(0, texts.Length).ToDictionary(i => i, i => i % 3 == 0 ? null : new HashSet<string?>(texts, StringComparer.Ordinal))))),
        new CodecCase<decimal?[]?, ArrayCodec<decimal?, NullableCodec<decimal, DecimalCodec>>>("decimal?[]", OrNull(Gen.Decimal.Nullable().Array[0, 9])),
        new CodecCase<Node?, NodeCodec>("recursive class", Gen.Int[0, 5].Select(depth => (Node?)Node.Nest(depth)), node => WireBytes.Encode<Node?, NodeCodec>(node)),
    ];

    private static Gen<T?> OrNull<T>(Gen<T> gen) where T : class => Gen.Select(gen, Gen.Int[0, 9], (value, kind) => kind == 0 ? null : value);

    private static Uri? MakeUri(int kind, int number) => kind switch
    {
        0 => null,
        1 => new Uri($"https://example.org/ä/{number}?q=%41#part", UriKind.Absolute),
        2 => new Uri($"../{number}/ü?x=1", UriKind.Relative),
        _ => new Uri($"file:///tmp/{number}", UriKind.Absolute),
    };

    private static Version? MakeVersion(int kind, int number) => kind switch
    {
        0 => null,
        1 => new Version(number, 1),
        2 => new Version(1, number, 2),
        _ => new Version(1, 2, number, 3),
    };
}
