using System.Globalization;
using System.Text;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>The document beside the result file.</summary>
internal static class MarkdownTables
{
    public static string Write(ResultFile file, string rawResults, IReadOnlyList<string> charts)
    {
        var text = new StringBuilder($"""
            # Beside the peers

            Written by `dotnet run -c Release --project tests/ParallelGen.Benchmarks -- peers` from [the raw results]({rawResults}); not to be edited.
            A figure is the median of several passes, with the smallest and the largest beside it. Contestants of a case were measured in
            turns. "Ours ÷ it" is this library's figure as a multiple of that one's: below 1 is better for times, above 1 for rates. Names in
            parentheses are references that do not do the same job. The event loop beside `AsyncContext` has a command of its own, `-- eventloop`.


            """);
        foreach ((string name, string value) in file.Machine)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {name}: {value}");
        }

        text.AppendLine();
        Append(text, OverviewTable.Of(file));
        foreach (CaseResult result in file.Cases)
        {
            Append(text, result, charts);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, CaseResult result, IReadOnlyList<string> charts)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"\n## {result.Title}\n\n{result.Description}\n");
        if (result.Quick)
        {
            text.AppendLine("From a quick run: it shows that everything works, and little else.\n");
        }

        Append(text, CaseTables.Of(result));
        text.AppendLine();
        foreach (string note in CaseTables.Notes(result))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"- Measured on {result.MeasuredAt:yyyy-MM-dd} with `-- peers --only {result.Name}`.");
        foreach (string chart in charts.Where(chart => chart == result.Name || chart.StartsWith(result.Name + "-", StringComparison.Ordinal)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\n![{result.Title}]({chart}.svg)");
        }
    }

    private static void Append(StringBuilder text, Table table)
    {
        text.AppendLine(Row(table.Headers));
        text.AppendLine(Row(table.Headers.Select((_, column) => column < table.Names ? "---" : "---:")));
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            text.AppendLine(Row(row));
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
