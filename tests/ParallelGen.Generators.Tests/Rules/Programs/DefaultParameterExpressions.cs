[Flags] public enum Kind : ulong { None, A = 1, B = 2, Last = ulong.MaxValue }
public static partial class Work
{
    private const int Base = 3;
    internal const string Text = "\"\\\r\n\t\0\u2028\uD800{0}\u0041\"\"\"";
    [RunOn(Model.ProcessPool)]
    public static string All(
        int a = Base * 2, string b = Text, string? c = null, Kind d = Kind.A | Kind.B, Kind? e = Kind.Last, Kind? f = null, char g = '\'', char h = '\uD800',
        double i = double.NaN, float j = float.NegativeInfinity, decimal k = -1.50m, long l = long.MinValue, int m = int.MinValue, byte n = 255, sbyte o = -1, bool p = true,
        Guid q = default, DateTime r = default, (int, string?) s = default, int? t = 5, double u = -0.0, float v = float.Epsilon, string w = nameof(Work), uint x = 1, short y = -3, int[]? z = null) => b;
    static object[] Calls() => new object[] { AllAsync(), AllAll(3), AllAll(3, z: null) };
}
