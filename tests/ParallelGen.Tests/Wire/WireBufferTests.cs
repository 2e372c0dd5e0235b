using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

/// <summary>The bytes of one call before they travel.</summary>
public sealed class WireBufferTests
{
    [Fact]
    public void Grow_BeyondTheLargestArray_IsRefusedBeforeAnythingIsAllocated()
    {
        using var buffer = new WireBuffer();
        long before = GC.GetAllocatedBytesForCurrentThread();
        WireEncodingException error = Assert.Throws<WireEncodingException>(() => { buffer.Grow(Array.MaxLength, 1); });
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Contains("Send less in one call", error.Message, StringComparison.Ordinal);
    }
}
