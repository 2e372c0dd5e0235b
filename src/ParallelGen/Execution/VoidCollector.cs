namespace ParallelGen.Execution;

/// <summary>Waits for calls without results and keeps nothing of them but failures: memory stays flat however many there are.</summary>
internal sealed class VoidCollector : Collector<ValueTuple, ValueTuple>
{
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
    protected override ValueTuple Answer(RunEnd end, long pulled)
    {
        _failures.ThrowIfAny(pulled);
        return default;
    }
}
