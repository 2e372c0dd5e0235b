namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>Where a value lies on an axis of bars.</summary>
internal sealed class BarScale
{
    /// <summary>What the figure beside the longest bar needs.</summary>
    private const double Room = 0.13;

    private readonly bool _isLogarithmic;

    public BarScale(bool isLogarithmic, double smallest, double largest)
    {
        _isLogarithmic = isLogarithmic;

        // The smallest bar has a length, too.
        Start = isLogarithmic ? Math.Floor(Math.Log10(smallest) - 0.15) : 0;
        double end = largest > 0 ? Place(largest) : 1;
        End = end + ((end - Start) * Room);
    }

    public double Start { get; }

    public double End { get; }

    public double Place(double value) => !_isLogarithmic ? value : value > 0 ? Math.Max(Math.Log10(value), Start) : Start;
}
