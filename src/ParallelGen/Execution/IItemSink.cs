namespace ParallelGen.Execution;

/// <summary>Who wants to know how items ended. Called from any thread, concurrently; must not block, run user code or throw.</summary>
internal interface IItemSink<TResult>
{
    /// <summary>Item <paramref name="index"/> ended. Called once per item.</summary>
    void Complete(long index, in Outcome<TResult> outcome);

    /// <summary>Whether successes may be told with <see cref="RecordFreely"/> instead.</summary>
    bool RecordsFreely => false;

    /// <summary>An item succeeded, and counts when <see cref="CountFreely"/> says so. Only where the sink <see cref="RecordsFreely"/>.</summary>
    void RecordFreely(long index, in Outcome<TResult> outcome) => throw new NotSupportedException();

    /// <summary>
    /// Where the results of items from <paramref name="index"/> on may be put instead, as far as their places stand in a row; possibly none. They count when
    /// <see cref="CountFreely"/> says so. Only where the sink <see cref="RecordsFreely"/>.
    /// </summary>
    Span<TResult> FreePlaces(long index, int count) => default;

    /// <summary>So many items that were recorded freely count from here on.</summary>
    void CountFreely(int items) => throw new NotSupportedException();
}
