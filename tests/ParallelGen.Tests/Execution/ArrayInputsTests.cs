namespace ParallelGen.Tests.Execution;

/// <summary>Arrays are pulled in one piece, and yet mean what any other sequence does.</summary>
public sealed class ArrayInputsTests
{
    public static TheoryData<int, int> Sizes => new MatrixTheoryData<int, int>([0, 1, 7, 64, 1000], [1, 3, 64, 5000]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Await_Array_EveryItemOnceAndInOrder(int items, int chunk)
    {
        int[] inputs = [.. Enumerable.Range(0, items)];
        Batch<int> batch = Batches.Of(inputs, new PoolLane<int, int>(i => i * 2)).WithChunkSize(chunk);
        for (int run = 0; run < 2; run++)
        {
            Assert.Equal(inputs.Select(i => i * 2), await batch.ToArrayAsync().Within());
            Assert.Equal(inputs.Select(i => i * 2), await batch.ToList().Within());
        }
    }

    [Fact]
    public async Task Await_ArrayOfADerivedClass_IsASequenceOfTheBase()
    {
        string[] inputs = ["a", "b", "c"];
        Assert.Equal(inputs, await Batches.Of(inputs, new PoolLane<object, object>(item => item)).ToArrayAsync().Within());
    }

    [Fact]
    public async Task Await_ArrayOfTheOtherSign_IsReadAsWhatItIsCastTo()
    {
        var inputs = (IEnumerable<uint>)(object)new[] { 1, -1 };
        Assert.Equal(new[] { 1u, uint.MaxValue }, await Batches.Of(inputs, new PoolLane<uint, uint>(item => item)).ToArrayAsync().Within());
    }
}
