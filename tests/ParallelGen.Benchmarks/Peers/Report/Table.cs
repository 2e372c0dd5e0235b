namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>Cells. The first columns are names, the others figures.</summary>
internal sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, int Names)
{
    public int Width(int column) => Rows.Select(row => row[column].Length).Append(Headers[column].Length).Max();
}
