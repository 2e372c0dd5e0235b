public static partial class Work
{
    [RunOn(Model.ProcessPool)]
    public static (int[,], int[][,], (byte X, string? Y)?[,,]?) Same(int[,] a, int[][,] b, (byte X, string? Y)?[,,]? c) => (a, b, c);
}
static class Probe
{
    public static object Input => (new[,] { { 1, 2, 3 }, { 4, 5, 6 } }, new[] { new[,] { { 7 } }, new int[0, 2] }, new (byte, string?)?[,,] { { { (8, "a"), null } } });
    public static object Result => Input;
}
