using System.Text;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

public sealed class ScalarCodecTests
{
    [Theory]
    [InlineData(0x7FF8000000000001)]
    [InlineData(0x7FF0000000000001)]
    [InlineData(-0x0007FFFFFFFFFFFF)]
    [InlineData(long.MinValue)]
    public void Double_AnyBits_SurviveUnchanged(long bits)
    {
        double value = BitConverter.Int64BitsToDouble(bits);
        double copy = Copy<double, UnmanagedCodec<double>>(value);
        Assert.Equal(bits, BitConverter.DoubleToInt64Bits(copy));
    }

    [Fact]
    public void Decimal_ScaleAndSignOfZero_Survive()
    {
        foreach (decimal value in (decimal[])[1.0m, 1.00m, new(0, 0, 0, true, 5), decimal.MaxValue, decimal.MinValue])
        {
            Assert.Equal(decimal.GetBits(value), decimal.GetBits(Copy<decimal, DecimalCodec>(value)));
        }
    }

    [Fact]
    public void DateTime_BothEndsAndEveryKind_Survive()
    {
        foreach (DateTime time in (DateTime[])[DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch])
        {
            foreach (DateTimeKind kind in Enum.GetValues<DateTimeKind>())
            {
                DateTime copy = Copy<DateTime, DateTimeCodec>(DateTime.SpecifyKind(time, kind));
                Assert.Equal((time.Ticks, kind), (copy.Ticks, copy.Kind));
            }
        }
    }

    [Fact]
    public void ValidatingCodecs_OutOfRange_ThrowFormatException()
    {
        Refuses<bool, BooleanCodec>([2]);
        Refuses<DateTime, DateTimeCodec>([.. Enumerable.Repeat((byte)0xFF, 8)]);
        Refuses<DateTimeOffset, DateTimeOffsetCodec>([0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        Refuses<DateTimeOffset, DateTimeOffsetCodec>([0, 0, 0, 0, 0, 0, 0, 1, 0xFF, 0x7F]);
        Refuses<DateOnly, DateOnlyCodec>([0xFF, 0xFF, 0xFF, 0x7F]);
        Refuses<TimeOnly, TimeOnlyCodec>([.. Enumerable.Repeat((byte)0xFF, 8)]);
        Refuses<Rune, RuneCodec>([0, 0xD8, 0, 0]);
        Refuses<decimal, DecimalCodec>([.. Enumerable.Repeat((byte)0xFF, 16)]);
        Refuses<Version?, VersionCodec>([1, 0, 0, 0, 0]);
        Refuses<Version?, VersionCodec>([2, 0, 0, 0, 0x80, 0, 0, 0, 0]);
        Refuses<Uri?, UriCodec>([1, 2, (byte)'x', 0]);
        Refuses<Uri?, UriCodec>([1, 0]);
        Refuses<Uri?, UriCodec>([3]);
    }

    [Fact]
    public void Uri_OfADerivedType_IsRefused() =>
        Assert.Throws<WireEncodingException>(() => WireBytes.Encode<Uri?, UriCodec>(new DerivedUri("http://localhost")));

    [Fact]
    public void Count_WithNeedlessBytes_IsRefused() => Refuses<string?, StringCodec>([0x81, 0x00]);

    private static T Copy<T, TCodec>(T value) where TCodec : IWireCodec<T> =>
        WireBytes.Decode<T, TCodec>(WireBytes.Encode<T, TCodec>(value));

    private static void Refuses<T, TCodec>(byte[] bytes) where TCodec : IWireCodec<T> =>
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<T, TCodec>(bytes); });

    private sealed class DerivedUri(string text) : Uri(text);
}
