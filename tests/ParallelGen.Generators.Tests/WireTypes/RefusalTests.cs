namespace ParallelGen.Generators.Tests.WireTypes;

public class RefusalTests
{
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "", "Stream", "PGEN101: Parameter 'input' (Stream) cannot be sent to another process: an open stream belongs to one process. Pass a path or the bytes." },
        { "", "List<FileStream>", "PGEN101: Parameter 'input' (FileStream in List<FileStream>) cannot" },
        { "class Order { public Customer? Customer { get; set; } } class Customer { public Stream? Avatar; }", "Order", "PGEN101: Parameter 'input': Order.Customer.Avatar (Stream) cannot" },
        { "class Order { public List<Line> Lines = new(); } class Line { public Dictionary<string, Task<int>> Jobs = new(); }", "Order[]", "PGEN101: Parameter 'input': Order.Lines.Jobs (Task<int> in Dictionary<string, Task<int>>) cannot" },
        { "", "(int Id, Action Done)", "PGEN105: Parameter 'input': (int Id, Action Done).Done (Action) is a delegate" },
        { "", "Func<int>", "PGEN105: Parameter 'input' (Func<int>) is a delegate" },
        { "record Job(string Name, EventHandler? Done);", "Job", "PGEN105: Parameter 'input': Job.Done (EventHandler) is a delegate" },
        { "class Model { public int X { get; set; } public event EventHandler? Changed; }", "Model", "PGEN101: Parameter 'input' (Model) cannot be sent to another process: its event 'Changed' holds delegates" },
        { "", "object", "PGEN103: Parameter 'input' (object)" },
        { "interface IShape { }", "IShape", "PGEN103: Parameter 'input' (IShape)" },
        { "abstract class Shape { } record Drawing(Shape Shape);", "Drawing", "PGEN103: Parameter 'input': Drawing.Shape (Shape)" },
        { "", "System.Collections.IEnumerable", "PGEN103: Parameter 'input' (IEnumerable)" },
        { "", "nint", "PGEN101: Parameter 'input' (nint) cannot be sent to another process: a native-size value" },
        { "", "UIntPtr", "PGEN101: Parameter 'input' (nuint)" },
        { "struct Handle { private nint _value; }", "Handle", "PGEN101: Parameter 'input': Handle._value (nint)" },
        { "unsafe struct Block { public byte* Start; }", "Block", "PGEN101: Parameter 'input': Block.Start (byte*) cannot be sent to another process: an address" },
        { "", "dynamic", "PGEN101: Parameter 'input' (dynamic)" },
        { "", "Type", "PGEN101: Parameter 'input' (Type) cannot be sent to another process: it stands for code" },
        { "", "CancellationToken[]", "PGEN101: Parameter 'input' (CancellationToken in CancellationToken[])" },
        { "", "IServiceProvider", "PGEN101: Parameter 'input' (IServiceProvider)" },
        { "class Failure : Exception { }", "Failure", "PGEN101: Parameter 'input' (Failure) cannot be sent to another process: an exception travels by being thrown" },
        { "", "Stream[,]", "PGEN101: Parameter 'input' (Stream in Stream[,]) cannot" },
        { "", "System.Collections.Immutable.ImmutableDictionary<string, Task>", "PGEN101: Parameter 'input' (Task in ImmutableDictionary<string, Task>)" },
        { "", "ILookup<int, string>", "PGEN101: Parameter 'input' (ILookup<int, string>) cannot be sent to another process: it has no codec. Pass a Dictionary<K, List<V>>." },
        { "", "IQueryable<int>", "Collect it into a List<T> first." },
        { "", "BlockingCollection<int>", "PGEN101: Parameter 'input' (BlockingCollection<int>)" },
        { "", "System.Threading.Channels.Channel<int>", "PGEN101: Parameter 'input' (Channel<int>)" },
        { "", "System.Collections.ArrayList", "its items may be of any type. Use List<T>." },
        { "", "System.Collections.Hashtable", "its items may be of any type. Use Dictionary<K, V>." },
        { "", "System.Collections.Specialized.NameValueCollection", "Pass a Dictionary<string, string[]>." },
        { "", "System.Collections.ObjectModel.ReadOnlyObservableCollection<int>", "PGEN101: Parameter 'input' (ReadOnlyObservableCollection<int>) cannot be sent to another process: this type of the framework has no codec" },
        { "", "System.Collections.Immutable.ImmutableArray<int>.Builder", "PGEN101: Parameter 'input' (Builder)" },
        { "", "Dictionary<int, string>.KeyCollection", "PGEN101: Parameter 'input' (KeyCollection)" },
        { "", "Vector<int>", "PGEN101: Parameter 'input' (Vector<int>) cannot be sent to another process: this type of the framework has no codec" },
        { "", "System.Runtime.Intrinsics.Vector128<int>", "PGEN101: Parameter 'input' (Vector128<int>)" },
        { "", "System.Drawing.Color", "PGEN101: Parameter 'input' (Color)" },
        { "", "System.Runtime.InteropServices.GCHandle", "PGEN101: Parameter 'input' (GCHandle)" },
        { "", "Random", "PGEN101: Parameter 'input' (Random) cannot be sent to another process: this type of the framework has no codec" },
        { "class Names : List<string> { }", "Names", "PGEN101: Parameter 'input' (Names) cannot be sent to another process: its base class 'List<string>' keeps state that cannot be seen" },
        { "class Node<T> { public Node<Node<T>>? Next; }", "Node<int>", "it nests ever larger types without end" },
        { "class Secret { private int _x; public void Set() => _x = 1; }", "Secret", "PGEN102: Parameter 'input' (Secret) cannot be rebuilt in another process: the private field '_x' cannot be read from generated code" },
        { "class Twice { private readonly int _x; public Twice(int x) => _x = x; public int X => _x * 2; }", "Twice", "PGEN102: Parameter 'input' (Twice) cannot be rebuilt in another process: the private readonly field '_x' cannot be read" },
        { "class Tags { public List<string> Items { get; } = new(); }", "Tags", "PGEN102: Parameter 'input' (Tags) cannot be rebuilt in another process: the get-only property 'Items' is covered by no constructor parameter" },
        { "record Wrapper(Tags Tags); class Tags { public int Count { get; } }", "Wrapper", "PGEN102: Parameter 'input': Wrapper.Tags (Tags) cannot be rebuilt" },
        { "class Named { public Named(string title) { Name = title; } public string Name { get; } }", "Named", "PGEN102: Parameter 'input' (Named) cannot be rebuilt in another process: no readable member has the name and type of the constructor's parameter 'title'" },
        { "class Typed { public Typed(long id) { Id = (int)id; } public int Id { get; } }", "Typed", "parameter 'id'" },
        { "class Hidden { private Hidden() { } public int X { get; set; } }", "Hidden", "PGEN102: Parameter 'input' (Hidden) cannot be rebuilt in another process: it has no constructor that generated code can call" },
        { "class Service(Func<int> clock) { public int Now() => clock(); }", "Service", "PGEN105: Parameter 'input': Service.clock (Func<int>)" },
        { "class Kept(int x) { public int X() => x; }", "Kept", "PGEN102: Parameter 'input' (Kept) cannot be rebuilt in another process: the captured parameter 'x' cannot be read" },
        { "class Half { public int X { private get; set; } }", "Half", "PGEN102: Parameter 'input' (Half) cannot be rebuilt in another process: the property 'X' cannot be read" },
        { "interface IName { string Name { get; set; } } class Named : IName { string IName.Name { get; set; } = \"\"; }", "Named", "PGEN102: Parameter 'input' (Named)" },
        { "class A { public int X { get; set; } } class B : A { public new int X { get; set; } }", "B", "PGEN101: Parameter 'input' (B) cannot be sent to another process: 'B.X' hides 'A.X'" },
        { "class A { public virtual int X { get; set; } } class B : A { public override int X { get => base.X + 1; set => base.X = value; } }", "B", "PGEN102: Parameter 'input' (B) cannot be rebuilt in another process: the property 'X' cannot be read" },
        { "[JsonDerivedType(typeof(Local))] abstract record Node; file record Local(int X) : Node;", "Node", "generated files cannot name a file-local type" },
        { "ref struct Window { public int X; }", "Window", "PGEN101: Parameter 'input' (Window) cannot be sent to another process: a ref struct" },
        { "", "Span<int>", "PGEN101: Parameter 'input' (Span<int>)" },
        { "", "IAsyncEnumerable<int>", "Collect it into a List<T> first" },
        { "unsafe struct Mixed { public fixed int Data[2]; public string Name; }", "Mixed", "its fixed buffer 'Data'" },
        { "[System.Runtime.CompilerServices.InlineArray(2)] struct Two { private string _item; }", "Two", "an inline array of references" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Type_ThatCannotCross_IsRefusedWithItsPath(string declarations, string type, string message)
    {
        WireCompilation compilation = WireCompilation.Of(declarations, type);

        string problem = Assert.Single(compilation.Problems);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.Null(compilation.Type);
        Assert.Empty(compilation.Codecs);
    }

    [Fact]
    public void Object_WithSeveralMembersThatCannotCross_NamesEachOnce()
    {
        WireCompilation compilation = WireCompilation.Of("record Job(Stream Input, Action Done, Stream Output, Bad A, Bad B); record Bad(Type Type);", "Job");

        Assert.Equal(
            ["PGEN101: Parameter 'input': Job.Input (Stream)", "PGEN105: Parameter 'input': Job.Done (Action)", "PGEN101: Parameter 'input': Job.A.Type (Type)"],
            compilation.Problems.Select(problem => problem[..(problem.IndexOf(')', StringComparison.Ordinal) + 1)]));
    }

    [Theory]
    [InlineData("", "Missing")]
    [InlineData("", "List<Missing>")]
    [InlineData("record Order(Missing Part);", "Order")]
    [InlineData("class Order : Missing { }", "Order")]
    public void Type_ThatDoesNotExistYet_IsLeftToTheCompiler(string declarations, string type)
    {
        WireCompilation compilation = WireCompilation.Of(declarations, type);

        Assert.Empty(compilation.Problems);
        Assert.Null(compilation.Type);
    }
}
