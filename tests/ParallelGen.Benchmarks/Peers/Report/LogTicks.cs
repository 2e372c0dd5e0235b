using ScottPlot.TickGenerators;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>Ticks of an axis that holds logarithms: the powers of ten by name, what is between them without.</summary>
internal static class LogTicks
{
    public static NumericManual Between(double lowest, double highest)
    {
        var ticks = new NumericManual();
        for (int power = (int)Math.Floor(lowest); power <= (int)Math.Ceiling(highest); power++)
        {
            ticks.AddMajor(power, Label(power));
            for (int digit = 2; digit < 10; digit++)
            {
                ticks.AddMinor(power + Math.Log10(digit));
            }
        }

        return ticks;
    }

    private static string Label(int power) => power switch
    {
        >= 6 => $"{Math.Pow(10, power - 6):0} M",
        >= 3 => $"{Math.Pow(10, power - 3):0} k",
        _ => Math.Pow(10, power).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
    };
}
