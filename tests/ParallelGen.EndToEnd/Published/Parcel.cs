using System.Collections.Immutable;
using System.Globalization;

namespace Published;

internal enum Colour : byte
{
    Red = 3,
    Green = 7,
}

internal abstract record Shape;

internal sealed record Circle(double Radius) : Shape;

internal readonly record struct Point(int X, int Y);

/// <summary>Members of every kind that codecs are composed of.</summary>
internal sealed record Parcel(
    string Name,
    string? Nothing,
    int[] Numbers,
    List<Point> Points,
    Dictionary<string, Circle?> Circles,
    ImmutableArray<Colour> Colours,
    (long Id, decimal Price)? Pair,
    DateTimeOffset Moment,
    Guid Key)
{
    public static Parcel Sample() => new(
        "Größe", null, [1, 2, 3], [new(1, 2), new(3, 4)], new() { ["a"] = new(1.5), ["b"] = null }, [Colour.Green, Colour.Red],
        (long.MaxValue, 12.50m), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), new Guid("6f1d7a52-0c55-4d7e-9f0e-0d3b6f0a4c11"));

    /// <summary>All of it in words, by which two are compared.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}|{Nothing ?? "null"}|{string.Join(',', Numbers)}|{string.Join(',', Points)}|{string.Join(',', Circles.Select(entry => $"{entry.Key}={entry.Value?.Radius ?? -1}"))}|{string.Join(',', Colours)}|{Pair}|{Moment:o}|{Key}");
}
