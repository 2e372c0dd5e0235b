using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("läuft \ud800 weiter")]
    public void ReadString_AfterWriteString_GivesTheSame(string? text)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        writer.WriteString(text);
        writer.Flush();

        var reader = new WireReader(buffer.Written);
        Assert.Equal(text, reader.ReadString());
        Assert.Equal(0, reader.Remaining);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(16_383, 2)]
    [InlineData(16_384, 3)]
    [InlineData(int.MaxValue, 5)]
    public void ReadTag_AfterWriteCount_GivesTheSame(int number, int size)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        writer.WriteCount(number);
        writer.Flush();
        Assert.Equal(size, buffer.Length);
        Assert.Equal(number, new WireReader(buffer.Written).ReadTag());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(3)]
    public void ReadBytes_OfACountThatIsNotThere_IsAFormatError(int count) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader([1, 2]);
        reader.ReadBytes(count);
    });

    [Fact]
    public void ReadCount_OfMoreThanTheRestHolds_IsAFormatError() => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader([3, 1, 2]);
        reader.ReadCount();
    });

    [Theory]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x1F })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(new byte[] { 0x80 })]
    public void ReadCount_OfAnEncodingThatIsNeverWritten_IsAFormatError(byte[] bytes) => Assert.Throws<WireFormatException>(() =>
    {
        var reader = new WireReader(bytes);
        reader.ReadTag();
    });
}
