namespace ParallelGen.Execution;

/// <summary>Results in input order, stored where they belong as they come; or all failures in one exception.</summary>
internal sealed class ArrayCollector<T> : Collector<T, T[]>
{
    private T[] _results = [];
    private FailureList _failures;

    /// <inheritdoc/>
    public override void Expect(long count) => Grow(ref _results, Math.Min(count, Array.MaxLength));

    /// <inheritdoc/>
    public override void Reserve(long total) => Grow(ref _results, total);

    /// <inheritdoc/>
    public override bool Record(long index, in Outcome<T> outcome)
    {
        if (outcome.Succeeded)
        {
            _results[index] = outcome.Value;
        }
        else
        {
            _failures.Add(index, outcome.Error);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override T[] Answer(RunEnd end, long pulled)
    {
        _failures.ThrowIfAny(pulled);
        Array.Resize(ref _results, (int)pulled);
        return _results;
    }
}
