namespace ParallelGen.Tests.Processes;

/// <summary>The whole path through real worker processes, without the generator.</summary>
public sealed class HandWrittenCallTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_OneCall_ComesBack() => Assert.Equal(42, await Calls.EchoAsync(42).WaitAsync(s_deadline));

    [Fact]
    public async Task Batch_ManyItems_ComeBackInOrder()
    {
        int[] inputs = [.. Enumerable.Range(0, 1000)];
        Assert.Equal(inputs, await Calls.EchoAll(inputs).ToArrayAsync().WaitAsync(s_deadline));
        Assert.Equal(inputs, await Calls.EchoAll(inputs).WithChunkSize(64).ToArrayAsync().WaitAsync(s_deadline));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(20_000_000)]
    public async Task RunAsync_PayloadOfAnySize_ComesBack(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        Assert.Equal(bytes, await Calls.MirrorAsync(bytes).WaitAsync(s_deadline));
    }
}
