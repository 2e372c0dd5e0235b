namespace ParallelGen.Execution;

/// <summary>The failures of a run whose caller gets them all in one exception. Guarded by the run's gate.</summary>
internal struct FailureList
{
    private List<ItemFailure>? _failures;

    public void Add(long index, Exception error) => (_failures ??= []).Add(new ItemFailure(index, error));

    /// <summary>Throws what failed, in input order, if anything did.</summary>
    public readonly void ThrowIfAny(long pulled)
    {
        if (_failures is not null)
        {
            ItemFailure[] ordered = [.. _failures.OrderBy(failure => failure.Index)];
            throw new BatchException(ordered, pulled);
        }
    }
}
