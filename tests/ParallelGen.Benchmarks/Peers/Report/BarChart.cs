using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>A case as horizontal bars of its first metric, with a whisker from the smallest to the largest pass. Logarithmic where they lie far apart.</summary>
internal static class BarChart
{
    private const int Width = 900;
    private const int Height = 46;
    private const int Frame = 130;
    private const double Far = 12;

    public static void Draw(CaseResult result, string path)
    {
        Metric metric = result.Metrics[0];
        IReadOnlyList<Standing> standings = Standings.Of(result).All;
        Plot plot = Palette.NewPlot(result.Title);
        double[] positive = [.. standings.Select(standing => standing.Primary).Where(value => value > 0)];
        bool isLogarithmic = positive.Length > 0 && positive.Max() / positive.Min() > Far;
        var scale = new BarScale(isLogarithmic, positive.DefaultIfEmpty(1).Min(), standings.Max(standing => standing.Figures[0]!.Largest));
        for (int i = 0; i < standings.Count; i++)
        {
            Add(plot, standings[i], standings.Count - i, scale);
        }

        var names = new NumericManual();
        for (int i = 0; i < standings.Count; i++)
        {
            names.AddMajor(standings.Count - i, Name(standings[i]));
        }

        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 12;
        plot.Grid.YAxisStyle.IsVisible = false;
        if (isLogarithmic)
        {
            plot.Axes.Bottom.TickGenerator = LogTicks.Between(scale.Start, scale.End);
        }

        plot.XLabel(Label(metric, isLogarithmic), 13);
        plot.Axes.SetLimits(scale.Start, scale.End, 0.4, standings.Count + 0.6);
        ShowKinds(plot, standings);
        plot.SaveSvg(path, Width, Frame + (Height * standings.Count));
    }

    private static void Add(Plot plot, Standing standing, int row, BarScale scale)
    {
        Series series = standing.Figures[0]!;
        double end = scale.Place(series.Median);
        plot.Add.Bar(new Bar
        {
            Position = row,
            ValueBase = scale.Start,
            Value = end,
            Size = 0.62,
            FillColor = Palette.Of(standing.Kind),
            LineWidth = 0,
            Orientation = Orientation.Horizontal,
        });
        double smallest = scale.Place(series.Smallest);
        double largest = scale.Place(series.Largest);
        ScottPlot.Plottables.LinePlot whisker = plot.Add.Line(smallest, row, largest, row);
        whisker.LineColor = Palette.Ink;
        whisker.LineWidth = 1.5f;
        ScottPlot.Plottables.Text text = plot.Add.Text(Figures.Text(series.Median), Math.Max(end, largest), row);
        text.LabelFontSize = 13;
        text.LabelFontColor = Palette.Ink;
        text.LabelBold = standing.Kind == SubjectKind.Ours;
        text.LabelAlignment = Alignment.MiddleLeft;
        text.OffsetX = 8;
    }

    private static string Name(Standing standing) => standing.Detail is { } detail ? $"{standing.Subject}, {detail}" : standing.Subject;

    private static string Label(Metric metric, bool isLogarithmic) =>
        $"{metric.Name}, {metric.Unit}{(isLogarithmic ? " (logarithmic)" : "")}, {(metric.SmallerIsBetter ? "shorter" : "longer")} is better";

    private static void ShowKinds(Plot plot, IReadOnlyList<Standing> standings)
    {
        plot.Legend.ManualItems.AddRange(standings
            .Select(standing => standing.Kind)
            .Distinct()
            .Select(kind => new LegendItem { LabelText = Palette.Name(kind), FillColor = Palette.Of(kind) }));
        plot.ShowLegend(Edge.Right);
    }
}
