public readonly struct Range2 { public readonly int Start; public readonly string? Name; public Range2(int start, string? name) { Start = start; Name = name; } }
public sealed record Report((int Id, Range2? Range)[] Items, Tuple<int, string> Old, KeyValuePair<Range2, int> Pair) { public (int, int) Extra; }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Report Same(Report report) => report; }
static class Probe { public static object Input => new Report(new (int, Range2?)[] { (1, null), (2, new Range2(3, "n")) }, Tuple.Create(1, "t"), new(new(1, null), 2)) { Extra = (5, 6) }; public static object Result => Input; }
