// Reports: PGEN102
public class Point(int x, int y = 2) { public int X { get; } = x; public int Y => y; }
public class Point3(int x, int z) : Point(x) { public int Z { get; set; } = z; }
public partial class Work { [RunOn(Model.ProcessPool)] public static int Sum(Point3 point) => point.Z; }
