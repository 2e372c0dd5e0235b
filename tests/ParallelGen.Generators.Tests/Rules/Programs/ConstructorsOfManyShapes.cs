public class A { public int X { get; } public string? Y { get; } public A(int x) : this(x, null) { } public A(int x, string? y) { X = x; Y = y; } public A(string y, int x, bool z) { X = x; Y = y; } }
public class B { public int X { get; } public B(in int x) { X = x; } }
public class C { public IReadOnlyList<int> Items { get; } public C(IReadOnlyList<int> items) { Items = items; } }
public class D { private D() { } public int X { get; set; } public static D Create() => new(); [System.Text.Json.Serialization.JsonConstructor] internal D(int x) { X = x; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static A Same(A a, B b, C c, D d) => a; }
static class Probe { public static object Input => (new A(1, "y"), new B(2), new C(new List<int> { 3 }), new D(4)); public static object Result => new A(1, "y"); }
