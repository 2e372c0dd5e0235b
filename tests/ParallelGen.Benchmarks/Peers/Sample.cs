namespace ParallelGen.Benchmarks.Peers;

/// <summary>One figure of one pass.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Detail">Under which setting, where a contestant has several, such as a chunk size; the best one is reported.</param>
internal readonly record struct Sample(string Metric, double Value, string? Detail = null)
{
    public int? Workers { get; init; }

    public long? Items { get; init; }
}
