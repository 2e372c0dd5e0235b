namespace ParallelGen.Benchmarks.Peers;

/// <summary>What a figure is. The first metric of a case is the one that ratios are taken of.</summary>
/// <param name="Name">Such as p50.</param>
/// <param name="Unit">Such as µs.</param>
/// <param name="SmallerIsBetter">Whether a smaller figure is the better one.</param>
internal sealed record Metric(string Name, string Unit, bool SmallerIsBetter)
{
    public static Metric Less(string name, string unit) => new(name, unit, SmallerIsBetter: true);

    public static Metric More(string name, string unit) => new(name, unit, SmallerIsBetter: false);
}
