using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;

namespace ParallelGen.EndToEnd;

/// <summary>Arguments and results of the rarer types, to a worker and back.</summary>
public sealed class WireTypeTests
{
    [Fact]
    public async Task Call_WithARectangularArray_GetsOneBack()
    {
        double[,] matrix = new double[200, 300];
        matrix[0, 299] = 1;
        matrix[199, 0] = 2;
        double[,] result = await Work.TransposeAsync(matrix).InTime();
        Assert.Equal((300, 200), (result.GetLength(0), result.GetLength(1)));
        Assert.Equal((1, 2), (result[299, 0], result[0, 199]));
        Assert.Empty((await Work.TransposeAsync(new double[0, 3]).InTime()).Cast<double>());
    }

    [Fact]
    public async Task Batch_WithImmutableCollections_GetsThemBackWithTheirComparers()
    {
        StringComparer folds = StringComparer.OrdinalIgnoreCase;
        Work.Parcel[] sent = [.. Enumerable.Range(0, 20).Select(i => new Work.Parcel(
            "sent",
            i == 0 ? default : [[new Complex(i, -i)], []],
            ImmutableDictionary.Create<string, ImmutableArray<string>>(folds).Add("key", ["a", "b"]),
            FrozenSet.ToFrozenSet(["x"], folds),
            new(new Dictionary<string, string?[,]>(folds) { ["board"] = new[,] { { "x", null } } }),
            new([("late", 2), ("early", 1)])))];
        Work.Parcel[] received = await Work.EchoAll(sent).ToArrayAsync().InTime();
        Assert.True(received[0].Numbers.IsDefault);
        for (int i = 0; i < received.Length; i++)
        {
            Work.Parcel parcel = received[i];
            Assert.Equal("worker", parcel.Note);
            Assert.True(i == 0 || parcel.Numbers[0][0] == new Complex(i, -i));
            Assert.Equal("b", parcel.Map["KEY"][1]);
            Assert.True(parcel.Set.Contains("X"), "The set has lost its comparer.");
            Assert.Equal("x", parcel.Board["BOARD"][0, 0]);
            Assert.Equal(["early", "late"], [parcel.Queue.Dequeue(), parcel.Queue.Dequeue()]);
        }
    }

    [Fact]
    public async Task Call_WithTypesOfOtherSerializers_GetsThemBack()
    {
        using var log = new MemoryStream();
        var order = new MessageOrder { Number = 3, Items = new Dictionary<string, int> { ["a"] = 1 }, Log = log };
        (MemoryShape? shape, List<MessageOrder?> orders) = await Work.SwapAsync(MemoryCircle.Of(7, 2), order).InTime();
        MemoryCircle circle = Assert.IsType<MemoryCircle>(shape);
        Assert.Equal((7, Math.PI * 4), (circle.Id, circle.Area));
        Assert.Equal((3, 1), (orders[0]!.Number, orders[0]!.Items["a"]));
        Assert.Null(orders[0]!.Log);
        Assert.Null(orders[1]);
        (shape, orders) = await Work.SwapAsync(null, null).InTime();
        Assert.Null(shape);
        Assert.Equal([null, null], orders);
    }

    [Fact]
    public async Task Call_WithATypeDerivedFromASerializedOne_IsRefusedHere()
    {
        WireEncodingException error = await Assert.ThrowsAsync<WireEncodingException>(() => Work.SwapAsync(null, new DerivedOrder()).InTime());
        Assert.Contains(nameof(DerivedOrder), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithAValueThatItsSerializerRefuses_SaysWhy()
    {
        var order = new MessageOrder { Items = new Refusing() };
        WireEncodingException error = await Assert.ThrowsAsync<WireEncodingException>(() => Work.SwapAsync(null, order).InTime());
        Assert.Contains(nameof(MessageOrder), error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task Call_WithAnArrayThatCountsFromOne_IsRefusedHere()
    {
        var matrix = (double[,])Array.CreateInstance(typeof(double), [2, 2], [1, 1]);
        WireEncodingException error = await Assert.ThrowsAsync<WireEncodingException>(() => Work.TransposeAsync(matrix).InTime());
        Assert.Contains("from 1", error.Message, StringComparison.Ordinal);
    }

    private sealed class DerivedOrder : MessageOrder;

    private sealed class Refusing : IReadOnlyDictionary<string, int>
    {
        public IEnumerable<string> Keys => throw new NotSupportedException();

        public IEnumerable<int> Values => throw new NotSupportedException();

        public int Count => throw new NotSupportedException();

        public int this[string key] => throw new NotSupportedException();

        public bool ContainsKey(string key) => throw new NotSupportedException();

        public bool TryGetValue(string key, out int value) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
