using System.Globalization;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>What the console and the document say of a case, each in its own form.</summary>
internal static class CaseTables
{
    private const string Ratio = "ours ÷ it";

    public static Table Of(CaseResult result) => IsScaling(result) ? Scaling(result) : Plain(result);

    public static bool IsScaling(CaseResult result) => result.Series.Any(series => series.Items is not null);

    /// <summary>The ratios that matter most, and who is missing.</summary>
    public static IEnumerable<string> Notes(CaseResult result)
    {
        if (!IsScaling(result))
        {
            Standings standings = Standings.Of(result);
            yield return Summary(standings, "best Python pool", SubjectKind.Python);
            yield return Summary(standings, "best peer", SubjectKind.Python, SubjectKind.DotNet);
        }

        foreach (Skipped skipped in result.Skipped)
        {
            yield return $"Skipped: {skipped.Subject}: {skipped.Reason}.";
        }
    }

    private static string Summary(Standings standings, string title, params SubjectKind[] kinds) => standings.Best(kinds) is not { } best
        ? $"Ours ÷ {title}: none was measured."
        : standings.Ratio(best) is not { } ratio || standings.Advantage(best) is not { } advantage
            ? $"Ours ÷ {title}: no ratio to {best.Subject}, for one of the two is zero or missing."
            : $"Ours ÷ {title} ({best.Subject}): {Figures.Text(ratio)}, {Figures.Ahead(advantage)}.";

    private static Table Plain(CaseResult result)
    {
        Standings standings = Standings.Of(result);
        List<string> headers = ["", "setting"];
        headers.AddRange(result.Metrics.SelectMany(metric => new[] { Header(metric), "min–max" }));
        headers.Add(Ratio);
        bool hasSettings = standings.All.Any(standing => standing.Detail is not null);
        List<IReadOnlyList<string>> rows = [];
        foreach (Standing standing in standings.All)
        {
            List<string> row = [Name(standing), standing.Detail ?? ""];
            foreach (Series? series in standing.Figures)
            {
                row.Add(series is null ? "" : Figures.Text(series.Median));
                row.Add(series is null ? "" : Figures.Spread(series));
            }

            row.Add(standings.Ratio(standing) is { } ratio ? Figures.Text(ratio) : "");
            rows.Add(row);
        }

        return hasSettings ? new Table(headers, rows, 2) : WithoutSettings(headers, rows);
    }

    private static Table WithoutSettings(List<string> headers, List<IReadOnlyList<string>> rows) =>
        new([headers[0], .. headers[2..]], [.. rows.Select(row => (IReadOnlyList<string>)[row[0], .. row.Skip(2)])], 1);

    private static Table Scaling(CaseResult result)
    {
        List<IReadOnlyList<string>> rows = [];
        IEnumerable<(int? Workers, long? Items)> points = result.Series.Select(series => (series.Workers, series.Items)).Distinct().OrderBy(point => point);
        foreach ((int? workers, long? items) in points)
        {
            Standings standings = Standings.Of(result, series => series.Workers == workers && series.Items == items);
            Standing? best = standings.Best(SubjectKind.Python);
            Series? ours = standings.Ours?.Figures[0];
            rows.Add(
            [
                workers?.ToString(CultureInfo.InvariantCulture) ?? "",
                items is { } count ? Figures.Items(count) : "",
                ours is null ? "" : Figures.Text(ours.Median),
                ours is null ? "" : Figures.Spread(ours),
                best is null ? "" : Figures.Text(best.Primary),
                best is null ? "" : Figures.Spread(best.Figures[0]!),
                best?.Subject ?? "",
                best is not null && standings.Ratio(best) is { } ratio ? Figures.Text(ratio) : "",
            ]);
        }

        string unit = result.Metrics[0].Unit;
        return new Table(["workers", "items", $"ours, {unit}", "min–max", $"best Python pool, {unit}", "min–max", "which", Ratio], rows, 0);
    }

    private static string Header(Metric metric) => $"{metric.Name}, {metric.Unit}";

    private static string Name(Standing standing) => standing.Kind == SubjectKind.Reference ? $"({standing.Subject})" : standing.Subject;
}
