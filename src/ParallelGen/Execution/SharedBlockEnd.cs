namespace ParallelGen.Execution;

/// <summary>The end of a block that a lane runs in several parts: told when the last of them has ended.</summary>
internal sealed class SharedBlockEnd(IBlockEnd whole, int parts) : IBlockEnd
{
    private int _left = parts;

    /// <summary>What each of the parts is to tell: nobody, the block's own end, or one that counts.</summary>
    public static IBlockEnd? Of(IBlockEnd? whole, int parts) => whole is null || parts == 1 ? whole : new SharedBlockEnd(whole, parts);

    /// <inheritdoc/>
    public void Starting() => whole.Starting();

    /// <inheritdoc/>
    public void Ended()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            whole.Ended();
        }
    }
}
