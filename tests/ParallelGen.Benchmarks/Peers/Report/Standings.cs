namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>A case in order: ours, the others from best to worst, the references.</summary>
internal sealed class Standings
{
    private readonly Metric _metric;

    private Standings(Metric metric, IReadOnlyList<Standing> all) => (_metric, All) = (metric, all);

    public IReadOnlyList<Standing> All { get; }

    /// <summary>The one that ratios are taken of; null if it was not measured.</summary>
    public Standing? Ours => All.FirstOrDefault(standing => standing.Kind == SubjectKind.Ours);

    public static Standings Of(CaseResult result) => Of(result, _ => true);

    /// <summary>Of some of the series only, such as those of one number of workers.</summary>
    public static Standings Of(CaseResult result, Func<Series, bool> which)
    {
        Metric primary = result.Metrics[0];
        IEnumerable<Standing> standings = result.Series
            .Where(which)
            .GroupBy(series => (series.Subject, series.Kind))
            .Select(subject => subject
                .GroupBy(series => series.Detail)
                .Where(setting => setting.Any(series => series.Metric == primary.Name))
                .Select(setting => New(result, setting.Key, [.. setting]))
                .MinBy(standing => Rank(primary, standing))!);
        return new Standings(primary, [.. standings
            .OrderBy(standing => standing.Kind switch { SubjectKind.Ours => 0, SubjectKind.Reference => 2, _ => 1 })
            .ThenBy(standing => standing.Kind == SubjectKind.Ours ? 0 : Rank(primary, standing))]);
    }

    /// <summary>Ours as a multiple of the other.</summary>
    public double? Ratio(Standing other) => Ours is { } ours && ours != other && other.Primary > 0 ? ours.Primary / other.Primary : null;

    /// <summary>By how much ours is better: below 1 if it is not.</summary>
    public double? Advantage(Standing other) => Ratio(other) is > 0 and var ratio ? (_metric.SmallerIsBetter ? 1 / ratio : ratio) : null;

    public Standing? Best(params SubjectKind[] kinds) => All.FirstOrDefault(standing => kinds.Contains(standing.Kind));

    private static Standing New(CaseResult result, string? detail, Series[] series) => new(
        series[0].Subject,
        series[0].Kind,
        detail,
        [.. result.Metrics.Select(metric => series.FirstOrDefault(each => each.Metric == metric.Name))]);

    private static double Rank(Metric metric, Standing standing) => metric.SmallerIsBetter ? standing.Primary : -standing.Primary;
}
