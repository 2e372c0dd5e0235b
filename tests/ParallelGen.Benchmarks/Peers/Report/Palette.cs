using ScottPlot;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>The colours of the charts: ours stands out, and each keeps its colour from chart to chart.</summary>
internal static class Palette
{
    public static Color Ink { get; } = Color.FromHex("#1f2933");

    public static Color Faint { get; } = Color.FromHex("#e4e7eb");

    public static Color Of(SubjectKind kind) => Color.FromHex(kind switch
    {
        SubjectKind.Ours => "#0b7a75",
        SubjectKind.Python => "#d9a441",
        SubjectKind.DotNet => "#6c8ebf",
        _ => "#b8c2cc",
    });

    public static string Name(SubjectKind kind) => kind switch
    {
        SubjectKind.Ours => "ParallelGen",
        SubjectKind.Python => "Python",
        SubjectKind.DotNet => ".NET, other",
        _ => "reference",
    };

    /// <summary>Lines of one kind differ.</summary>
    public static Color OfLine(SubjectKind kind, int number) => kind == SubjectKind.Ours
        ? Of(kind)
        : Color.FromHex(new[] { "#d9a441", "#b5532a", "#7d6b91" }[number % 3]);

    public static Plot NewPlot(string title)
    {
        var plot = new Plot();
        plot.Font.Set("DejaVu Sans");
        plot.Title(title, 16);
        plot.FigureBackground.Color = plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Faint;
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Faint;
        plot.Legend.FontSize = 13;
        plot.Legend.FontColor = Ink;
        return plot;
    }
}
