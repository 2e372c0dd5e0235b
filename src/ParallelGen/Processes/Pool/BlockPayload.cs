using ParallelGen.Wire;

namespace ParallelGen.Processes.Pool;

/// <summary>The encoded items of a block, each as its length and its arguments, kept until nobody sends or runs any of them. Thread-safe.</summary>
internal sealed class BlockPayload(WireBuffer items)
{
    private int _holders = 1;

    /// <summary>For those only who hold it.</summary>
    public ReadOnlySpan<byte> Bytes => items.Written;

    /// <summary>What all items share; held as long as this is.</summary>
    public Broadcast? Broadcast { get; set; }

    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Who does so last gives the memory back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            items.Dispose();
            Broadcast?.Release();
        }
    }
}
