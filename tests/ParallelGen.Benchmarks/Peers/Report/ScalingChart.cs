using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>How the rate goes with the number of items, and with the number of workers: lines, logarithmic both ways.</summary>
internal static class ScalingChart
{
    private const int Width = 900;
    private const int Height = 480;

    public static void ByItems(CaseResult result, string path)
    {
        // As many workers as the machine has cores is what a pool has unless told otherwise.
        int?[] counts = [.. result.Series.Select(series => series.Workers).Distinct().Order()];
        int workers = counts.Contains(Environment.ProcessorCount) ? Environment.ProcessorCount : counts[^1]!.Value;
        Plot plot = Palette.NewPlot($"{result.Title}: {workers} workers");
        Draw(plot, result.Series.Where(series => series.Workers == workers), series => Math.Log10(series.Items!.Value));
        (double lowest, double highest) = (2, Math.Log10(result.Series.Max(series => series.Items!.Value)));
        plot.Axes.Bottom.TickGenerator = LogTicks.Between(lowest, highest);
        plot.Axes.SetLimitsX(lowest - 0.2, highest + 0.2);
        plot.XLabel("items", 13);
        plot.SaveSvg(path, Width, Height);
    }

    public static void ByWorkers(CaseResult result, string path)
    {
        long items = result.Series.Where(series => series.Kind == SubjectKind.Python).Select(series => series.Items).DefaultIfEmpty(result.Series.Max(series => series.Items)).Max()!.Value;
        Plot plot = Palette.NewPlot($"{result.Title}: {Figures.Items(items)} items");
        Draw(plot, result.Series.Where(series => series.Items == items), series => Math.Log2(series.Workers!.Value));
        var ticks = new NumericManual();
        foreach (int workers in result.Series.Select(series => series.Workers!.Value).Distinct())
        {
            ticks.AddMajor(Math.Log2(workers), workers.ToString(CultureInfo.InvariantCulture));
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.SetLimitsX(-0.2, Math.Log2(result.Series.Max(series => series.Workers!.Value)) + 0.2);
        plot.XLabel("workers", 13);
        plot.SaveSvg(path, Width, Height);
    }

    private static void Draw(Plot plot, IEnumerable<Series> chosen, Func<Series, double> place)
    {
        List<double> rates = [];
        int number = 0;
        foreach (IGrouping<(string Subject, SubjectKind Kind), Series> line in chosen.GroupBy(series => (series.Subject, series.Kind)))
        {
            Series[] points = [.. line.OrderBy(place)];
            Color color = Palette.OfLine(line.Key.Kind, line.Key.Kind == SubjectKind.Ours ? 0 : number++);
            double[] heights = [.. points.Select(point => Math.Log10(point.Median))];
            ScottPlot.Plottables.Scatter scatter = plot.Add.Scatter(points.Select(place).ToArray(), heights, color);
            scatter.LegendText = line.Key.Subject;
            scatter.LineWidth = line.Key.Kind == SubjectKind.Ours ? 3.5f : 2;
            scatter.MarkerSize = 8;
            rates.AddRange(heights);
        }

        (double lowest, double highest) = (Math.Floor(rates.Min()), Math.Ceiling(rates.Max()));
        plot.Axes.Left.TickGenerator = LogTicks.Between(lowest, highest);
        plot.Axes.SetLimitsY(lowest, highest);
        plot.YLabel("items/s (logarithmic)", 13);
        plot.ShowLegend(Edge.Right);
    }
}
