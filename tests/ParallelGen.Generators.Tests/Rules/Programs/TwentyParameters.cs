public static partial class Work
{
    [RunOn(Model.ProcessPool)]
    public static string Join(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, string? q, (int, int, int, int, int, int, int, int, int) r, int s = 1, int t = 2) => $"{a}{h}{p}{q}{r.Item9}{t}";
}
static class Probe { public static object Input => (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, (string?)"q", (1, 2, 3, 4, 5, 6, 7, 8, 9), 19, 20); public static object Result => "1816q920"; }
