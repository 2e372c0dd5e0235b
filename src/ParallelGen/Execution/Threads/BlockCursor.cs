using System.Diagnostics.CodeAnalysis;

namespace ParallelGen.Execution.Threads;

/// <summary>Where one worker is in the blocks of its session. Not thread-safe: it belongs to the worker.</summary>
internal struct BlockCursor<TInput>
{
    private Block<TInput> _block;
    private int _next;

    /// <summary>The index of the item that was taken last.</summary>
    public readonly long Index => _block.FirstIndex + _next - 1;

    /// <summary>Who wants to know of the block's end.</summary>
    public readonly IBlockEnd? End => _block.End;

    /// <summary>Takes the next item. Ends the block whose last item has ended, or what is left of it once the session is stopped.</summary>
    /// <returns>False if there is none; the worker counts no more.</returns>
    public bool TryTake(LocalSession<TInput> session, [MaybeNullWhen(false)] out TInput input)
    {
        while (_next == _block.Inputs.Length || session.IsStopped)
        {
            _block.End?.Ended();
            _next = 0;
            if (!session.TryTake(TimeSpan.Zero, out _block))
            {
                input = default;
                return false;
            }
        }

        input = _block.Inputs.Span[_next++];
        return true;
    }
}
