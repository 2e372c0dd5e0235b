using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Exclusive;

/// <summary>One submitter's exclusive calls. Every item is a call of its own: a block's items have different keys.</summary>
internal sealed class ExclusiveSession<TCall, TInput, TResult>(
    KeySpace space, LaneSession<TInput> inner, IItemSink<TResult> sink, int maxConcurrency) : LaneSession<TInput>
    where TCall : struct, ICall<TInput, TResult>
{
    private const string Everything = "*";

    private readonly Places _places = new(maxConcurrency);

    /// <summary>The call from within which this was opened.</summary>
    private readonly HeldKey? _outer = HeldKey.Current;

    /// <inheritdoc/>
    public override void Submit(in Block<TInput> block)
    {
        IBlockEnd? end = SharedBlockEnd.Of(block.End, block.Inputs.Length);
        for (int i = 0; i < block.Inputs.Length; i++)
        {
            Submit(block.FirstIndex + i, block.Inputs.Slice(i, 1), end);
        }
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        Ticket.Withdraw(space, _places);
        inner.Stop();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (space.Close(_places))
        {
            inner.Close();
        }
    }

    private void Submit(long index, ReadOnlyMemory<TInput> input, IBlockEnd? end)
    {
        bool takesAll = TCall.Info.ExclusiveBy == Everything;
        var key = new HeldKey(space, TCall.Info, takesAll, _outer);
        var ticket = new Ticket<TInput, TResult>(space, _places, key, end, inner, sink, index);
        if (inner.Prepare(new Block<TInput>(index, input, ticket)) is { } block)
        {
            ticket.Arrive(block, takesAll ? null : TCall.ExclusiveKey(input.Span[0]));
        }
        else
        {
            end?.Ended();
        }
    }
}
