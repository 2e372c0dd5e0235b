public class Point(int x, int y = 2) { public int X { get; } = x; public int Y => y; }
public class Point3(int x, int z) : Point(x, 7) { public int Z { get; set; } = z; }
public partial class Work(string name) { public string Name => name; [RunOn(Model.ProcessPool)] public static int Sum(Point point) => point.X + point.Y; }
static class Probe { public static object Input => new Point(1, 5); public static object Result => 6; }
