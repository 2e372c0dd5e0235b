using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Wire;

public sealed class SerializedValueTests
{
    [Fact]
    public void Value_ThatItsSerializerRefuses_IsAnEncodingErrorWithTheCause()
    {
        WireEncodingException error = Assert.Throws<WireEncodingException>(() => WireBytes.Encode<Version, FailingCodec>(new(1, 2)));
        Assert.Contains("System.Version", error.Message, StringComparison.Ordinal);
        Assert.Equal("cannot write", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Fact]
    public void Bytes_ThatTheirSerializerRefuses_AreAFormatErrorWithTheCause()
    {
        WireFormatException error = Assert.Throws<WireFormatException>(() => { WireBytes.Decode<Version, FailingCodec>([2, 7]); });
        Assert.Equal("cannot read 7", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
    }

    [Fact]
    public void Bytes_ThatAreMissing_AreAFormatError() =>
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<Version, FailingCodec>([0]); });

    private readonly struct FailingCodec : IWireCodec<Version>
    {
        public static void Write(ref WireWriter writer, Version value) =>
            SerializedValue.Write(ref writer, value, static _ => throw new InvalidOperationException("cannot write"));

        public static Version Read(ref WireReader reader) =>
            SerializedValue.Read<Version>(ref reader, static bytes => throw new InvalidOperationException($"cannot read {bytes[0]}"));
    }
}
