using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

using MatrixCodec = BlockRectangularArrayCodec<int[,], int>;
using TextsCodec = RectangularArrayCodec<string?[,], string?, StringCodec>;

public sealed class RectangularArrayTests
{
    private const int Huge = int.MaxValue;

    [Fact]
    public void Array_OfEveryRank_KeepsEachItemInItsPlace()
    {
        int[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        int[,] copy = Copy<int[,]?, MatrixCodec>(matrix)!;
        Assert.Equal((2, 3), (copy.GetLength(0), copy.GetLength(1)));
        Assert.Equal(6, copy[1, 2]);
        Assert.Equal(4, copy[1, 0]);
        string?[,] texts = { { "a", null }, { "c", "d" }, { "e", "f" } };
        Assert.Equal(texts, Copy<string?[,]?, TextsCodec>(texts));
    }

    [Fact]
    public void Array_WithADimensionOfLengthZero_KeepsTheOtherLengths()
    {
        int[,,] copy = Copy<int[,,]?, BlockRectangularArrayCodec<int[,,], int>>(new int[3, 0, 5])!;
        Assert.Equal([3, 0, 5], Enumerable.Range(0, 3).Select(copy.GetLength));
        Assert.Equal(7, Copy<string?[,]?, TextsCodec>(new string[0, 7])!.GetLength(1));
    }

    [Fact]
    public void Array_OfADerivedItemType_ArrivesAsTheDeclaredOne()
    {
        object[,] copy = Copy<object[,]?, RectangularArrayCodec<object[,], object, ObjectCodec>>(new string[,] { { "a", "b" } })!;
        Assert.Equal(typeof(object[,]), copy.GetType());
        Assert.Equal("b", copy[0, 1]);
    }

    [Fact]
    public void Array_ThatCountsFromElsewhere_IsRefused()
    {
        var array = (int[,])Array.CreateInstance(typeof(int), [2, 2], [0, 1]);
        WireEncodingException error = Assert.Throws<WireEncodingException>(() => WireBytes.Encode<int[,]?, MatrixCodec>(array));
        Assert.Contains("dimension 1 from 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Array_WhoseItemCodecWritesNothing_IsRefused() =>
        Assert.Throws<WireEncodingException>(() => WireBytes.Encode<int[,]?, RectangularArrayCodec<int[,], int, NothingCodec>>(new int[1, 2]));

    [Theory]
    [InlineData(Huge, Huge)]
    [InlineData(Huge, 2)]
    [InlineData(1 << 16, 1 << 16)]
    [InlineData(1 << 30, 4)]
    [InlineData(2, 1)]
    [InlineData(0, Huge)]
    [InlineData(Huge, 0)]
    public void Lengths_ThatNoArrayHas_AreAFormatError(int first, int second)
    {
        byte[] bytes = Lengths(first, second);
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<int[,]?, MatrixCodec>(bytes); });
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<string?[,]?, TextsCodec>(bytes); });
    }

    [Fact]
    public void Lengths_BeyondTheRangeBehindOneAnother_AreAFormatErrorWhereTheRuntimeRefusesThem()
    {
        int half = 1 << 30;
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<int[,,]?, BlockRectangularArrayCodec<int[,,], int>>(Lengths(half, half, 0)); });
        Assert.Equal(half, WireBytes.Decode<int[,,]?, BlockRectangularArrayCodec<int[,,], int>>(Lengths(0, half, half))!.GetLength(2));
    }

    private static byte[] Lengths(params int[] lengths) => WireBytes.Encode<int[], LengthsCodec>(lengths);

    private static T Copy<T, TCodec>(T value) where TCodec : IWireCodec<T> =>
        WireBytes.Decode<T, TCodec>(WireBytes.Encode<T, TCodec>(value));

    private readonly struct LengthsCodec : IWireCodec<int[]>
    {
        public static void Write(ref WireWriter writer, int[] value)
        {
            writer.WriteBoolean(true);
            foreach (int length in value)
            {
                writer.WriteCount(length);
            }
        }

        public static int[] Read(ref WireReader reader) => throw new NotSupportedException();
    }

    private readonly struct NothingCodec : IWireCodec<int>
    {
        public static void Write(ref WireWriter writer, int value) { }

        public static int Read(ref WireReader reader) => 0;
    }

    private readonly struct ObjectCodec : IWireCodec<object>
    {
        public static void Write(ref WireWriter writer, object value) => writer.WriteString((string)value);

        public static object Read(ref WireReader reader) => reader.ReadString()!;
    }
}
