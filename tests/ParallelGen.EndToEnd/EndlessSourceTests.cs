namespace ParallelGen.EndToEnd;

/// <summary>A source that never ends, streamed: what was taken leaves nothing behind, and no more is pulled than there is room for.</summary>
[Collection(nameof(EndlessSourceTests))]
public sealed class EndlessSourceTests
{
    private int _pulled;
    private int _taken;

    /// <summary>The pool has two workers, with four blocks each at most, and ChunkSizer puts no more than 16 384 items into one.</summary>
    [Fact]
    public Task ProcessPool_EndlessSourceStreamed_MemoryStaysFlatAndLittleIsPulledAhead() =>
        StreamAsync(Work.SquareAll(Endless(mostAhead: 2 * 4 * 16_384)), items: 3_000_000, settled: 500_000, mostGrowth: 8 << 20);

    [Fact]
    public Task ThreadPool_EndlessSourceStreamed_MemoryStaysFlatAndLittleIsPulledAhead() =>
        StreamAsync(ModelMethods.SquareOnThreadPoolAll(Endless(mostAhead: Math.Max(16, 4 * Environment.ProcessorCount))), items: 300_000, settled: 50_000, mostGrowth: 1 << 19);

    /// <param name="squares">Of <see cref="Endless"/>.</param>
    /// <param name="items">How many are taken.</param>
    /// <param name="settled">After so many, memory is what it is to stay.</param>
    /// <param name="mostGrowth">In bytes: less than the results that come after that would take.</param>
    private async Task StreamAsync(Batch<int> squares, int items, int settled, long mostGrowth)
    {
        long growth = 0;
        await ReadAsync().InTime();
        Assert.True(growth < mostGrowth, $"{growth:N0} bytes more after {items:N0} items than after {settled:N0}.");

        async Task ReadAsync()
        {
            await foreach (int square in squares)
            {
                if (square != unchecked(_taken * _taken))
                {
                    Assert.Fail($"{square} came as the square of {_taken}.");
                }

                Volatile.Write(ref _taken, _taken + 1);
                if (_taken == settled)
                {
                    growth = -GC.GetTotalMemory(forceFullCollection: true);
                }

                // Before the stream is left: what it had kept would be garbage afterwards.
                if (_taken == items)
                {
                    growth += GC.GetTotalMemory(forceFullCollection: true);
                    break;
                }
            }
        }
    }

    /// <summary>Throws when it is pulled too far ahead, which then is how the stream ends: before the memory does.</summary>
    private IEnumerable<int> Endless(int mostAhead)
    {
        while (true)
        {
            int taken = Volatile.Read(ref _taken);
            if (_pulled - taken > mostAhead)
            {
                throw new InvalidOperationException($"Item {_pulled} was pulled when {taken} had been taken.");
            }

            yield return _pulled++;
        }
    }
}
