public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static int F() => 1;
    [RunOn(Model.ProcessPool)] public static int F(int a) => 1;
    [RunOn(Model.ProcessPool)] public static int F(int[] a) => 1;
    [RunOn(Model.ProcessPool)] public static int F(List<int> a, CancellationToken c) => 1;
    [RunOn(Model.ProcessPool)] public static int F(string a, int b) => 1;
    [RunOn(Model.ProcessPool)] public static int F(string? a, long b) => 1;
    [RunOn(Model.ProcessPool)] public static int F(CancellationToken c, DateTime d, string e = "") => 1;
    static object[] Calls() => new object[] { FAsync(), FAsync(1), FAsync(new[] { 1 }), FAsync("", 1), FAsync("", 1L), FAll(3), FAll(new[] { 1 }), FAll(new[] { new[] { 1 } }), FAll(new[] { ("", 1) }) };
}
