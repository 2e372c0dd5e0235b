namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>One picture a case, as SVG.</summary>
internal static class Charts
{
    /// <summary>Draws what the file holds and gives the names of the pictures, without extension.</summary>
    public static IReadOnlyList<string> Draw(ResultFile file, string folder)
    {
        var names = new List<string>();
        foreach (CaseResult result in file.Cases)
        {
            if (CaseTables.IsScaling(result))
            {
                ScalingChart.ByItems(result, Path.Combine(folder, $"{result.Name}-items.svg"));
                ScalingChart.ByWorkers(result, Path.Combine(folder, $"{result.Name}-workers.svg"));
                names.AddRange([$"{result.Name}-items", $"{result.Name}-workers"]);
            }
            else if (Standings.Of(result).All.Count > 0)
            {
                BarChart.Draw(result, Path.Combine(folder, $"{result.Name}.svg"));
                names.Add(result.Name);
            }
        }

        return names;
    }
}
