namespace ParallelGen;

/// <summary>What a batch does when one of its items fails.</summary>
public enum ErrorPolicy
{
    /// <summary>Every item runs; then one <see cref="BatchException"/> carries all failures by index.</summary>
    WaitAll,

    /// <summary>The first failure stops the rest; the <see cref="BatchException"/> holds what really failed, not what was stopped.</summary>
    FailFast,
}
