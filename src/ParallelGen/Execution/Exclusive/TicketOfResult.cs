namespace ParallelGen.Execution.Exclusive;

/// <summary>An exclusive call, as far as it depends on the types of the method.</summary>
internal sealed class Ticket<TInput, TResult>(
    KeySpace space, Places places, HeldKey key, IBlockEnd? end, LaneSession<TInput> session, IItemSink<TResult> sink, long index)
    : Ticket(space, places, key, end)
{
    /// <inheritdoc/>
    protected override void Fail(Exception error) => sink.Complete(index, Outcome<TResult>.Failure(error));

    /// <inheritdoc/>
    protected override void StopSession() => session.Stop();

    /// <inheritdoc/>
    protected override void CloseSession() => session.Close();
}
