namespace ParallelGen.Execution;

/// <summary>Waits for calls without results and keeps nothing of them but failures: memory stays flat however many there are.</summary>
internal sealed class VoidCollector : Collector<ValueTuple, ValueTuple>
{
    /// <summary>Values without content: anybody may put any number of them here.</summary>
    private static readonly ValueTuple[] s_places = new ValueTuple[1024];

    private FailureList _failures;

    /// <inheritdoc/>
    public override bool RecordsFreely => true;

    /// <inheritdoc/>
    public override bool Record(long index, in Outcome<ValueTuple> outcome)
    {
        if (!outcome.Succeeded)
        {
            _failures.Add(index, outcome.Error);
        }

        return true;
    }

    /// <inheritdoc/>
    public override Span<ValueTuple> FreePlaces(long index, int count) => s_places.AsSpan(0, Math.Min(count, s_places.Length));

    /// <inheritdoc/>
    protected override ValueTuple Answer(RunEnd end, long pulled)
    {
        _failures.ThrowIfAny(pulled);
        return default;
    }
}
