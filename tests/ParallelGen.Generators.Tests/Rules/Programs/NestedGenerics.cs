public record Pair<TA, TB>(TA A, TB B) { public record Inner<TC>(TA A, TC? C); }
public static partial class Work
{
    [RunOn(Model.ProcessPool)]
    public static Dictionary<string, List<Pair<int, string?>.Inner<(int X, string? Y)[]>>> Same(Dictionary<string, List<Pair<int, string?>.Inner<(int X, string? Y)[]>>> map) => map;
}
static class Probe
{
    public static object Input => new Dictionary<string, List<Pair<int, string?>.Inner<(int X, string? Y)[]>>> { ["k"] = new() { new(1, new[] { (2, (string?)null) }), new(3, null) } };
    public static object Result => Input;
}
