using System.Text;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>A case as aligned text.</summary>
internal static class ConsoleTables
{
    public static string Write(CaseResult result)
    {
        Table table = CaseTables.Of(result);
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in table.Rows.Prepend(table.Headers))
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                column < table.Names ? cell.PadRight(table.Width(column)) : cell.PadLeft(table.Width(column)));
            text.Append("  ").AppendLine(string.Join("  ", cells).TrimEnd());
        }

        foreach (string note in CaseTables.Notes(result))
        {
            text.Append("  ").AppendLine(note);
        }

        return text.ToString();
    }
}
