using System.Runtime.CompilerServices;

namespace ParallelGen.Execution;

/// <summary>Results in input order, stored where they belong as they come; or all failures in one exception.</summary>
internal sealed class ArrayCollector<T> : Collector<T, T[]>
{
    private ResultSegments<T> _results = new();
    private FailureList _failures;

    /// <inheritdoc/>
    public override bool RecordsFreely => true;

    /// <inheritdoc/>
    public override void Expect(long count) => _results.Expect((int)Math.Clamp(count, 0, Array.MaxLength));

    /// <inheritdoc/>
    public override void Reserve(long total)
    {
        ThrowIfTooMany(total);
        _results.Grow(total);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    public override Span<T> FreePlaces(long index, int count) => _results.Row(index, count);

    /// <inheritdoc/>
    protected override T[] Answer(RunEnd end, long pulled)
    {
        _failures.ThrowIfAny(pulled);
        return _results.ToArray((int)pulled);
    }
}
