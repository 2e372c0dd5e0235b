namespace ParallelGen.Benchmarks.Peers;

/// <summary>Everything that one case has measured, in one run.</summary>
internal sealed record CaseResult
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What exactly is measured.</summary>
    public required string Description { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required DateTimeOffset MeasuredAt { get; init; }

    public required bool Quick { get; init; }

    public required IReadOnlyList<Series> Series { get; init; }

    public required IReadOnlyList<Skipped> Skipped { get; init; }
}
