public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static int A(params IEnumerable<int> a) { int n = 0; foreach (int i in a) { n += i; } return n; }
    [RunOn(Model.ProcessPool)] public static int B(string s, params List<string> a) => a.Count;
    [RunOn(Model.ProcessPool)] public static int C(params HashSet<(int, int)> a) => a.Count;
    [RunOn(Model.ProcessPool)] public static int D(int x = 1, params IReadOnlyList<string>? a) => x;
    static object[] Calls() => new object[] { AAsync(new[] { 1 }), AAll(new[] { new[] { 1 } }), BAsync("s", new() { "" }), CAsync(new() { (1, 2) }), DAsync(2, null) };
}
static class Probe { public const string Call = "ACall"; public static object Input => new[] { 1, 2, 3 }; public static object Result => 6; }
