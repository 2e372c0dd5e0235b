public class Percent { public int Value { get; } public Percent(int value) { ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100); Value = value; } }
public class Swapped { public int A { get; } public int B { get; } public Swapped(int b, int a) { A = a; B = b; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static int Sum(Percent percent, Swapped swapped) => percent.Value + swapped.A * 10 + swapped.B; }
static class Probe { public static object Input => (new Percent(100), new Swapped(b: 1, a: 2)); public static object Result => 121; }
