using System.Text.Json.Serialization;

namespace ParallelGen.Benchmarks.Peers;

/// <summary>One figure of one contestant in every pass.</summary>
internal sealed record Series(string Subject, SubjectKind Kind, string Metric, string? Detail, int? Workers, long? Items, IReadOnlyList<double> Passes)
{
    [JsonIgnore]
    public double Median
    {
        get
        {
            double[] ordered = [.. Passes.Order()];
            int middle = ordered.Length / 2;
            return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
        }
    }

    [JsonIgnore]
    public double Smallest => Passes.Min();

    [JsonIgnore]
    public double Largest => Passes.Max();
}
