namespace ParallelGen.Generators.Tests.WireTypes;

public class RoundTripTests
{
    public static TheoryData<string, string, string> Values => new()
    {
        { "", "int", "42" },
        { "", "string", "\"text\"" },
        { "", "string?", "null" },
        { "", "bool", "true" },
        { "", "decimal", "1.50m" },
        { "", "DateTime", "DateTime.UnixEpoch" },
        { "", "(int Id, string Name)", "(1, \"a\")" },
        { "", "(int, int, int, int, int, int, int, string?, int[])", "(1, 2, 3, 4, 5, 6, 7, null, new[] { 9 })" },
        { "", "(int X, double Y)[]", "new[] { (1, 2.5) }" },
        { "", "KeyValuePair<string, List<int>>", "new(\"a\", new() { 1, 2 })" },
        { "", "Tuple<int, string, int, int, int, int, int, Tuple<string>>", "new(1, \"b\", 3, 4, 5, 6, 7, new(\"c\"))" },
        { "", "ValueTuple<string>", "new(\"one\")" },
        { "", "ValueTuple", "default" },
        { "", "DayOfWeek?", "DayOfWeek.Friday" },
        { "", "Complex", "new(1, 2)" },
        { "", "int[][]", "new[] { new[] { 1 }, new int[0] }" },
        { "", "List<string?>", "new() { \"a\", null }" },
        { "", "Dictionary<string, List<(string A, int B)>>", "new() { [\"k\"] = new() { (\"x\", 1) } }" },
        { "", "IReadOnlyDictionary<int, string>", "new Dictionary<int, string> { [1] = \"a\" }" },
        { "", "IEnumerable<Guid>", "new List<Guid> { Guid.Empty }" },
        { "", "ISet<string>", "new HashSet<string> { \"a\" }" },
        { "", "HashSet<string>", "new(StringComparer.OrdinalIgnoreCase) { \"a\" }" },
        { "", "ConcurrentDictionary<string, int?>", "new() { [\"a\"] = null }" },
        { "", "int[,]", "new[,] { { 1, 2, 3 }, { 4, 5, 6 } }" },
        { "", "string?[,,]?", "new string?[,,] { { { \"a\", null } } }" },
        { "", "int[][,]", "new[] { new[,] { { 1 } }, new int[0, 2] }" },
        { "", "int[,][]", "new[,] { { new[] { 1 }, new int[0] } }" },
        { "", "List<(int X, double[,,,] Y)?[,]>", "new() { new (int, double[,,,])?[,] { { (1, new double[1, 2, 1, 1]), null } } }" },
        { "record Board(Cell?[,] Cells, Cell[,][]? More); record struct Cell(string Name);", "Board", "new(new Cell?[,] { { new(\"a\"), null } }, new Cell[,][] { { new Cell[] { new(\"b\") } } })" },
        { "struct Pixel { public byte R, G, B; } record Image(Pixel[,] Pixels);", "Image", "new(new Pixel[2, 3] { { default, new() { R = 1 }, default }, { default, default, new() { B = 3 } } })" },
        { "record Leaf(ImmutableArray<Leaf> Children, ImmutableDictionary<string, ImmutableList<int?>>? Map);", "Leaf", "new(ImmutableArray.Create(new Leaf(default, null)), ImmutableDictionary<string, ImmutableList<int?>>.Empty.Add(\"a\", ImmutableList.Create<int?>(1, null)))" },
        { "", "IImmutableDictionary<string, IImmutableList<(int A, string B)>>", "ImmutableDictionary<string, IImmutableList<(int, string)>>.Empty.Add(\"k\", ImmutableList.Create((1, \"x\")))" },
        { "", "(IImmutableSet<string>, IImmutableQueue<string?>, IImmutableStack<int>)", "(ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, \"a\"), ImmutableQueue.Create<string?>(\"a\", null), ImmutableStack.Create(1, 2))" },
        { "", "FrozenDictionary<string, FrozenSet<int>>", "new Dictionary<string, FrozenSet<int>> { [\"a\"] = new[] { 1 }.ToFrozenSet() }.ToFrozenDictionary()" },
        { "", "ReadOnlyDictionary<string, ReadOnlyCollection<int>>", "new(new Dictionary<string, ReadOnlyCollection<int>> { [\"a\"] = new(new[] { 1 }) })" },
        { "record Order(int Id);", "PriorityQueue<Order, (int, string?)>", "new(new[] { (new Order(1), (2, (string?)\"a\")), (new Order(2), (1, null)) })" },
        { "record Order(int Id);", "ConcurrentStack<ConcurrentQueue<ConcurrentBag<Order?>>>", "new(new[] { new ConcurrentQueue<ConcurrentBag<Order?>>(new[] { new ConcurrentBag<Order?> { new(1), null } }) })" },
        { "", "OrderedDictionary<int, Collection<ObservableCollection<string>>>", "new() { [2] = new() { new() { \"a\" } }, [1] = new() }" },
        { "", "(System.Collections.BitArray?, System.Text.StringBuilder?, System.Collections.BitArray?)", "(new(new[] { true, false }), new(\"abc\"), null)" },
        { "record Order(int Id, string? Note);", "Order", "new(1, null)" },
        { "record Order(int Id, string? Note);", "Order?", "null" },
        { "record Order(int Id, string? Note);", "Order?[]", "new Order?[] { new(1, \"a\"), null }" },
        { "record Order(int Id) { public string Note { get; set; } = \"\"; public required int[] Items { get; init; } }", "Order", "new(1) { Note = \"n\", Items = new[] { 3 } }" },
        { "record Animal(string Name); record Dog(string Name, int Age) : Animal(Name);", "Dog", "new(\"Rex\", 3)" },
        { "record struct Money(decimal Amount, string Currency);", "Money", "new(2.5m, \"EUR\")" },
        { "readonly struct Money { private readonly string _c; public Money(string c) { _c = c; } public string C => _c; }", "Money?", "new Money(\"EUR\")" },
        { "class Point { public int X; public int Y { get; set; } public static int Count; public const int Z = 1; public int Sum => X + Y; }", "Point", "new() { X = 1, Y = 2 }" },
        { "class Box { private readonly List<int> _items; public Box(IEnumerable<int> items) { _items = items.ToList(); } public IReadOnlyList<int> Items => _items; }", "Box", "new(new[] { 1, 2 })" },
        { "class Box { private string m_name; public Box(string name) => m_name = name; public string Title { get { return m_name; } set { m_name = value; } } }", "Box", "new(\"a\")" },
        { "class Captured(int x, string s) { public int X => x; public string S { get; } = s; }", "Captured", "new(1, \"s\")" },
        { "class Animal(string name) { public string Name { get; } = name; } class Dog(string name, int age) : Animal(name) { public int Age { get; } = age; }", "Dog", "new(\"Rex\", 3)" },
        { "class Tree { public string Name { get; set; } = \"\"; public List<Tree> Children { get; set; } = new(); public Tree? Next; }", "Tree", "new() { Name = \"root\", Children = { new() { Name = \"leaf\" } }, Next = new() }" },
        { "class A { public B? B { get; set; } public int X; } class B { public A? A { get; set; } }", "A", "new() { B = new() { A = new() { X = 1 } } }" },
        { "record Pair<TA, TB>(TA A, TB B);", "Pair<Pair<int, string>, Pair<string?, List<int>>?>", "new(new(1, \"a\"), new(null, new() { 1 }))" },
        { "record Named<T>(T Value);", "Dictionary<string, Named<(int A, string B)>>", "new() { [\"k\"] = new((1, \"b\")) }" },
        { "record Two(Named<(int A, int B)> First, Named<(int C, int D)> Second, Named<string> Third, Named<string?> Fourth); record Named<T>(T Value);", "Two", "new(new((1, 2)), new((3, 4)), new(\"a\"), new(null))" },
        { "class @class { public int @event { get; init; } public required string @namespace { get; set; } public string @record = \"\"; public int reader, Reader, value, writer; }", "@class", "new() { @event = 1, @namespace = \"n\", reader = 1, Reader = 2, value = 3, writer = 4 }" },
        { "class Id { public int id { get; set; } public int Id2; public int ID; }", "Id", "new() { id = 1, Id2 = 2, ID = 3 }" },
        { "class Shape { public virtual int Sides { get; set; } } class Square : Shape { public override int Sides { get; set; } }", "Square", "new() { Sides = 4 }" },
        { "abstract class Base { public abstract string Name { get; } public int X { get; protected init; } protected Base(int x) { X = x; } } class Derived(int x, string name) : Base(x) { public override string Name { get; } = name; }", "Derived", "new(1, \"n\")" },
        { "class Required { [SetsRequiredMembers] public Required(int a) { A = a; } public required int A { get; init; } }", "Required", "new(1)" },
        { "class Required { public Required(int a) { A = a; } public required int A { get; init; } public required string B; }", "Required", "new(1) { A = 2, B = \"b\" }" },
        { "class Defaults { public Defaults(int a, bool check = true, string? name = null) { A = a; Name = name; } public int A { get; } public string? Name { get; } }", "Defaults", "new(1, name: \"n\")" },
        { "class Old { [Obsolete] public int A { get; set; } [Obsolete(\"no\")] public int B; [Experimental(\"EXP1\")] public int C { get; set; } [Obsolete(\"x\", DiagnosticId = \"OLD1\")] public int D; }", "Old", "new()" },
        { "class Field { public string Name { get => field; set => field = value.Trim(); } = \"\"; }", "Field", "new() { Name = \"a\" }" },
        { "class Json { [JsonConstructor] public Json(int a) { A = a; } public Json(int a, int b) { A = a + b; B = b; } public int A { get; } public int B { get; set; } }", "Json", "new(1, 2)" },
        { "class Both { [Obsolete(\"for tools\", true)] public Both(int a, string b) { A = a; B = b; } public Both() { } public int A { get; set; } public string B { get; set; } = \"\"; }", "Both", "new() { A = 1, B = \"b\" }" },
        { "class View { public required string Name { get => Upper; set => Upper = value; } public string Upper { get; set; } = \"\"; }", "View", "new() { Name = \"A\" }" },
        { "class A { public virtual int X { get; set; } public virtual int Y { get; set; } } class B : A { public override int X { get => base.X; set => base.X = value; } public override int Y { set => base.Y = value; } }", "B", "new() { X = 1, Y = 2 }" },
        { "class Chain0 { public Chain1? Next; } class Chain1 { public List<Chain2>? Next; } class Chain2 { public Ref<Chain0>? Next; } class Ref<T> { public T? Value { get; set; } }", "Chain0", "new() { Next = new() { Next = new() { new() { Next = new() { Value = new() } } } } }" },
        { "class Größe { public int Länge { get; init; } public List<Größe> Ü = new(); }", "Größe", "new() { Länge = 1, Ü = { new() } }" },
        { "class Empty { }", "Empty", "new()" },
        { "class Ignored { [JsonIgnore] public int Secret { get; set; } [NonSerialized] public int Field; }", "Ignored", "new() { Secret = 1, Field = 2 }" },
        { "class Nested { public class Inner { public int X { get; set; } public enum Kind { A, B } public Kind K; } public Inner I = new(); }", "Nested.Inner", "new() { X = 1, K = Nested.Inner.Kind.B }" },
        { "struct Mixed { public int A; public string B { get; init; } public Mixed[]? More; }", "Mixed", "new() { A = 1, B = \"b\", More = new[] { new Mixed { B = \"c\" } } }" },
        { "struct Plain { private int _a; private bool _b; private Inner _c; public Plain(int a) { _a = a; _b = true; _c = new() { D = 1.5m, T = DateTime.UnixEpoch, N = 3 }; } struct Inner { public decimal D; public DateTime T; public int? N; } }", "Plain[]", "new[] { new Plain(1) }" },
        { "unsafe struct Fixed { public fixed byte Data[8]; public Fixed(byte first) { Data[0] = first; } }", "Fixed", "new(7)" },
        { "[System.Runtime.CompilerServices.InlineArray(4)] struct Four { private int _item; }", "List<Four>", "new() { default }" },
        { "static partial class Calls { private record Secret(int X, Kind K); private enum Kind { A, B } }", "List<Secret>", "new() { new(1, Kind.B) }" },
        { "static partial class Calls { private record Secret(int X, Secret? Next); } record Box<T>(T Item);", "Box<Secret>", "new(new(1, new(2, null)))" },
        { "static partial class Calls { private struct Secret { public string Name; } }", "Dictionary<int, Secret>", "new() { [1] = new() { Name = \"a\" } }" },
        { "class Wide<T> { public T[]? Items { get; init; } public Memory<T> Rest { get; init; } public ArraySegment<string> Segment; }", "Wide<int>", "new() { Items = new[] { 1 }, Rest = new[] { 2 }, Segment = new(new[] { \"a\", \"b\" }, 0, 2) }" },
    };

    /// <summary>The framework's values, each inside a collection and nullable where it can be, so that the codec's names compose.</summary>
    public static TheoryData<string> Plain => [
        "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "Half", "Int128", "UInt128", "Guid",
        "TimeSpan", "Index", "Range", "DayOfWeek", "ValueTuple", "bool", "decimal", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly",
        "System.Text.Rune", "Complex", "Vector2", "Vector3", "Vector4", "Quaternion", "Plane", "Matrix3x2", "Matrix4x4", "BigInteger",
        "System.Drawing.Point", "System.Drawing.PointF", "System.Drawing.Size", "System.Drawing.SizeF", "System.Drawing.Rectangle", "System.Drawing.RectangleF",
        "(int, bool)", "KeyValuePair<int, string>",
    ];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Value_OfFrameworkStruct_ArrivesInEveryCollection(string item)
    {
        string[] collections = [
            $"{item}[]", $"{item}?[]", $"List<{item}>", $"HashSet<{item}>", $"Queue<{item}>", $"Stack<{item}?>", $"LinkedList<{item}>",
            $"IEnumerable<{item}>", $"ICollection<{item}>", $"IList<{item}>", $"IReadOnlyCollection<{item}>", $"IReadOnlyList<{item}?>",
            $"ISet<{item}>", $"IReadOnlySet<{item}>", $"Memory<{item}>", $"ReadOnlyMemory<{item}>", $"ArraySegment<{item}>",
            $"Dictionary<{item}, {item}?>", $"ConcurrentDictionary<{item}, string>", $"IDictionary<{item}, {item}>", $"IReadOnlyDictionary<string, {item}>",
            $"SortedDictionary<string, {item}>", $"SortedList<string, {item}>", "SortedSet<string>", "Uri?", "Version",
            $"{item}[,]", $"{item}?[,,]", $"{item}[][,]", $"ImmutableArray<{item}>", $"ImmutableArray<{item}?>", $"ImmutableList<{item}>", $"ImmutableQueue<{item}>",
            $"ImmutableStack<{item}?>", $"ImmutableHashSet<{item}>", "ImmutableSortedSet<string>", $"ImmutableDictionary<{item}, {item}?>", $"ImmutableSortedDictionary<string, {item}>",
            $"IImmutableList<{item}>", $"IImmutableQueue<{item}>", $"IImmutableStack<{item}>", $"IImmutableSet<{item}>", $"IImmutableDictionary<{item}, string>",
            $"FrozenSet<{item}>", $"FrozenDictionary<{item}, {item}>", $"Collection<{item}>", $"ObservableCollection<{item}?>", $"ReadOnlyCollection<{item}>",
            $"ReadOnlyDictionary<{item}, string>", $"ReadOnlySet<{item}>", $"OrderedDictionary<{item}, {item}>", $"PriorityQueue<{item}, int>",
            $"ConcurrentQueue<{item}>", $"ConcurrentStack<{item}?>", $"ConcurrentBag<{item}>",
        ];
        string members = string.Concat(collections.Select((type, i) => $"public {type} M{i} {{ get; init; }} = default!;\n"));
        string value = $"new() {{ M0 = new {item}[] {{ default, default }}, M1 = new {item}?[] {{ default({item}), null }}, M2 = new() {{ default }}, M12 = new HashSet<{item}> {{ default }}, M14 = new {item}[1], M15 = new {item}[2], M16 = new(new {item}[1]), M17 = new() {{ [default] = default({item}) }}, M23 = new(StringComparer.Ordinal) {{ \"b\", \"a\" }}, M25 = new(1, 2), M26 = new {item}[1, 2], M27 = new {item}?[,,] {{ {{ {{ default({item}), null }} }} }}, M28 = new[] {{ new {item}[2, 1] }}, M29 = ImmutableArray.Create(default({item})), M31 = ImmutableList.Create(default({item})), M36 = ImmutableDictionary<{item}, {item}?>.Empty.Add(default, null), M41 = ImmutableHashSet.Create(default({item})), M43 = new {item}[1].ToFrozenSet(), M51 = new(new[] {{ (default({item}), 1) }}) }}";

        (object? sent, object? received) = WireCompilation.Of($"class All {{ {members} }}", "All", value).RoundTrip();

        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_OfSupportedType_ArrivesWithItsWholeState(string declarations, string type, string value)
    {
        (object? sent, object? received) = WireCompilation.Of(declarations, type, value).RoundTrip();

        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }
}
