public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static int Words(this string? text, int limit = 9) => limit + (text?.Length ?? 0);
    [RunOn(Model.ProcessPool)] public static int Sum(this (int A, int B) @this, params int[] more) => @this.A + @this.B + more.Length;
    static object[] Calls() => new object[] { "x".WordsAsync(), (1, 2).SumAsync(new[] { 1 }), WordsAll(new[] { "x", null }, limit: 2), SumAll(new[] { ((1, 2), new[] { 1 }) }) };
}
static class Probe { public const string Call = "SumCall"; public static object Input => ((1, 2), new[] { 1, 2, 3 }); public static object Result => 6; }
