using System.Globalization;

namespace ParallelGen.Benchmarks.Peers.Report;

/// <summary>Numbers as one reads them: three digits that count, and a letter for thousands and more.</summary>
internal static class Figures
{
    private static readonly (double Size, string Letter)[] s_letters = [(1e9, " G"), (1e6, " M"), (1e4, " k")];

    public static string Text(double value)
    {
        foreach ((double size, string letter) in s_letters)
        {
            // Half a unit below, so that 999 999 becomes 1.00 M and not 1000 k.
            if (value >= size * 0.9995)
            {
                double divisor = letter == " k" ? 1e3 : size;
                return Digits(value / divisor) + letter;
            }
        }

        return Digits(value);
    }

    public static string Spread(Series series) => series.Passes.Count == 1 ? "" : $"{Text(series.Smallest)}–{Text(series.Largest)}";

    public static string Items(long items) => items.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>How many times ahead or behind, as a whole sentence's end.</summary>
    public static string Ahead(double factor) => factor >= 1 ? $"{Text(factor)}× ahead" : $"{Text(1 / factor)}× behind";

    private static string Digits(double value)
    {
        string format = Math.Abs(value) switch
        {
            0 => "0",
            < 0.0995 => "0.0000",
            < 0.995 => "0.000",
            < 9.995 => "0.00",
            < 99.95 => "0.0",
            _ => "0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
