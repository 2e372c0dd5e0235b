public enum Color { Red, Green }
public class Car { public Color Color { get; set; } public Car? Next { get; init; } public Work.Item? Item; }
public static partial class Work { public class Item { public Item? Inner { get; set; } } [RunOn(Model.ProcessPool)] public static Car Same(Car car) => car; }
static class Probe { public static object Input => new Car { Color = Color.Green, Next = new(), Item = new() { Inner = new() } }; public static object Result => Input; }
