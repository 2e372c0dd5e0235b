namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>One contestant's line: its best setting, with the figure of each metric.</summary>
/// <param name="Subject">The name.</param>
/// <param name="Kind">Whose it is.</param>
/// <param name="Detail">The setting that was best.</param>
/// <param name="Figures">In the order of the case's metrics; null where there is none.</param>
internal sealed record Standing(string Subject, SubjectKind Kind, string? Detail, IReadOnlyList<Series?> Figures)
{
    public double Primary => Figures[0]!.Median;
}
