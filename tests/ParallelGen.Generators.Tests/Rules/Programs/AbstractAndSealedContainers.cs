public abstract partial class Base { protected internal record Item(int X); [RunOn(Model.ProcessPool)] protected static Item Same(Item item) => item; }
public sealed partial class Derived : Base { [RunOn(Model.ProcessPool)] protected static int Other(Item item) => item.X; }
public partial struct Value { public int X; [RunOn(Model.ProcessPool)] public static Value Inc(Value value) => new() { X = value.X + 1 }; }
static class Probe { public const string Call = "IncCall"; public static object Input => new Value { X = 1 }; public static object Result => new Value { X = 2 }; }
