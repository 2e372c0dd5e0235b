namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>One line a case: ours, the best Python pool, the best of all, and the ratios.</summary>
internal static class OverviewTable
{
    private const string Ratio = "ours ÷ it";

    public static Table Of(ResultFile file) => new(
        ["", "", "ours", "best Python pool", Ratio, "best peer", Ratio],
        [.. file.Cases.Where(result => !CaseTables.IsScaling(result)).Select(Row)],
        2);

    private static IReadOnlyList<string> Row(CaseResult result)
    {
        Standings standings = Standings.Of(result);
        Metric metric = result.Metrics[0];
        return
        [
            result.Title,
            $"{metric.Name}, {metric.Unit}",
            standings.Ours is { } ours ? Figures.Text(ours.Primary) : "failed",
            .. Cells(standings, standings.Best(SubjectKind.Python)),
            .. Cells(standings, standings.Best(SubjectKind.Python, SubjectKind.DotNet)),
        ];
    }

    private static string[] Cells(Standings standings, Standing? best) => best is null
        ? ["none", ""]
        : [$"{Figures.Text(best.Primary)} {best.Subject}", standings.Ratio(best) is { } ratio ? Figures.Text(ratio) : ""];
}
