using System.Text;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>A table as aligned text.</summary>
internal static class ConsoleTables
{
    public static string Write(Table table, IEnumerable<string> notes)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<string> row in table.Rows.Prepend(table.Headers))
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                column < table.Names ? cell.PadRight(table.Width(column)) : cell.PadLeft(table.Width(column)));
            text.Append("  ").AppendLine(string.Join("  ", cells).TrimEnd());
        }

        foreach (string note in notes)
        {
            text.Append("  ").AppendLine(note);
        }

        return text.ToString();
    }
}
