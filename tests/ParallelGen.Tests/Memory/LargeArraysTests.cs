using ParallelGen.Memory;

namespace ParallelGen.Tests.Memory;

/// <summary>Large arrays are used again, by any thread. The sizes are such that no other test wants them.</summary>
public sealed class LargeArraysTests
{
    private const int Size = 150 << 20;

    [Theory]
    [InlineData(1)]
    [InlineData(LargeArrays.Least - 1)]
    [InlineData(LargeArrays.Least)]
    [InlineData((3 << 20) + 5)]
    public void Rent_AnySize_IsLargeEnough(int size)
    {
        byte[] array = LargeArrays.Rent(size);
        Assert.InRange(array.Length, size, 4 * Math.Max(size, 16));
        LargeArrays.Return(array);
    }

    [Fact]
    public async Task Rent_ALargeOneWasGivenBackByAnotherThread_IsThatOne()
    {
        byte[] array = LargeArrays.Rent(Size);
        await Task.Run(() => LargeArrays.Return(array));
        Assert.InRange(LargeArrays.KeptBytes, array.Length, long.MaxValue);
        Assert.Same(array, LargeArrays.Rent(Size - 1000));
        byte[] other = LargeArrays.Rent(Size);
        Assert.NotSame(array, other);
        LargeArrays.Return(array);
    }

    [Fact]
    public void Return_AnEmptyArray_IsNothing() => LargeArrays.Return([]);
}
