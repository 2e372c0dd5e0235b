using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

public sealed class NestingTests
{
    /// <summary>A node and its list are two levels.</summary>
    private const int DeepestChain = (WireWriter.MaxDepth / 2) - 1;

    [Fact]
    public void Value_AtTheDepthLimit_Survives()
    {
        byte[] bytes = WireBytes.Encode<Node?, NodeCodec>(Node.Nest(DeepestChain));
        Assert.Equal(bytes, WireBytes.Encode<Node?, NodeCodec>(WireBytes.Decode<Node?, NodeCodec>(bytes)));
    }

    [Fact]
    public void Value_BeyondTheDepthLimit_IsRefused() =>
        Assert.Throws<WireEncodingException>(() => WireBytes.Encode<Node?, NodeCodec>(Node.Nest(DeepestChain + 1)));

    [Fact]
    public void Value_ThatContainsItself_IsRefused()
    {
        var node = new Node();
        node.Children = [node];
        Assert.Throws<WireEncodingException>(() => WireBytes.Encode<Node?, NodeCodec>(node));
    }

    [Fact]
    public void Message_BeyondTheDepthLimit_IsRefused()
    {
        byte[] bytes = new byte[100_000];
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            bytes[i] = 1;
            bytes[i + 1] = 2;
        }

        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<Node?, NodeCodec>(bytes); });
    }

    [Fact]
    public void Message_OfNestedHugeCounts_AllocatesInProportionToItsLength()
    {
        // Every level says that all of the rest of the message is its own items.
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i + 3 < bytes.Length; i += 4)
        {
            bytes[i] = 1;
            bytes[i + 1] = 0x81;
            bytes[i + 2] = 0x80;
            bytes[i + 3] = 0x3F;
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireFormatException>(() => { WireBytes.Decode<Node?, NodeCodec>(bytes); });
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, 64L * bytes.Length);
    }
}
