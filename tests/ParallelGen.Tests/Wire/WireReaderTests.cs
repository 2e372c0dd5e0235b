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
}
