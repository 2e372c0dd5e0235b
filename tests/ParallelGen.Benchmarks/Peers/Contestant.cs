namespace ParallelGen.Benchmarks.Peers;

/// <summary>One who takes part in a case.</summary>
/// <param name="Subject">The name in the report.</param>
/// <param name="Kind">Whose it is.</param>
/// <param name="MeasureAsync">Measures one pass.</param>
internal sealed record Contestant(string Subject, SubjectKind Kind, Func<Task<IReadOnlyList<Sample>>> MeasureAsync)
{
    public static Contestant Of(string subject, SubjectKind kind, string metric, Func<Task<double>> measure) =>
        new(subject, kind, async () => [new Sample(metric, await measure())]);
}
