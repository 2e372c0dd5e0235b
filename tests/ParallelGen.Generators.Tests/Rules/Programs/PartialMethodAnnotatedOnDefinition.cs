public static partial class Work
{
    [RunOn(Model.ProcessPool)] internal static partial int Add(int left, int right = 3);
    internal static partial int Add(int a, int b) => a + b;
}
static class Probe { public static object Input => (1, 2); public static object Result => 3; }
