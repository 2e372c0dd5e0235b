namespace ParallelGen.Execution;

/// <summary>
/// What one form of consumption (an array, outcomes, a stream) does with what a run delivers. Members marked "gate" are
/// called while the run's gate is held: they store, and never run user code.
/// </summary>
internal abstract class OutcomeConsumer<TResult>
{
    /// <summary>
    /// Whether successes may be recorded without the gate and at the same time, each by a thread that knows of the <see cref="Reserve"/>
    /// for its index, and even after the end; and room be reserved without it, by one thread at a time. Places are free at once then.
    /// </summary>
    public virtual bool RecordsFreely => false;

    /// <summary>
    /// Where the results of items from <paramref name="index"/> on may be put instead of being recorded, as far as their places stand in a row; possibly
    /// none. Only where it <see cref="RecordsFreely"/>, and under the same conditions.
    /// </summary>
    public virtual Span<TResult> FreePlaces(long index, int count) => default;

    /// <summary>Gate. The source says that it has <paramref name="count"/> items; it may be wrong. At most once, before any item.</summary>
    public virtual void Expect(long count) { }

    /// <summary>Gate. From now on outcomes of all indexes below <paramref name="total"/> may arrive.</summary>
    public virtual void Reserve(long total) { }

    /// <summary>Gate. An item ended.</summary>
    /// <returns>Whether its place in the window is free at once; if not, the consumer releases it when it has handed the item on.</returns>
    public abstract bool Record(long index, in Outcome<TResult> outcome);

    /// <summary>The run is over, nothing is recorded any more. Called once, without the gate, never on a thread that reports outcomes.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="pulled">How many items were pulled from the source.</param>
    public abstract void Finish(RunEnd end, long pulled);
}
