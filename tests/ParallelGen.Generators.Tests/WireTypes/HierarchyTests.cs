namespace ParallelGen.Generators.Tests.WireTypes;

public class HierarchyTests
{
    private const string Shapes = """
        [JsonDerivedType(typeof(Circle)), JsonDerivedType(typeof(Square), "square")]
        abstract record Shape(string Name);
        record Circle(string Name, double Radius) : Shape(Name);
        record Square(string Name, Shape? Inner) : Shape(Name);
        record Other(string Name) : Shape(Name);
        """;

    public static TheoryData<string, string, string> Values => new()
    {
        { Shapes, "Shape", "new Circle(\"c\", 1.5)" },
        { Shapes, "Shape?", "null" },
        { Shapes, "List<Shape>", "new() { new Square(\"s\", new Circle(\"c\", 2)), new Square(\"t\", null) }" },
        { Shapes, "Square", "new(\"s\", new Circle(\"c\", 2))" },
        { "[JsonDerivedType(typeof(Dog))] class Animal { public string Name = \"\"; } class Dog : Animal { public int Age; }", "Animal[]", "new Animal[] { new() { Name = \"a\" }, new Dog { Name = \"d\", Age = 3 } }" },
        { "[JsonDerivedType(typeof(Dog))] class Animal { public string Name = \"\"; } [JsonDerivedType(typeof(Puppy))] class Dog : Animal { } class Puppy : Dog { }", "(Animal, Dog)", "(new Dog { Name = \"d\" }, new Puppy { Name = \"p\" })" },
        { "[JsonDerivedType(typeof(Cash)), JsonDerivedType(typeof(Card))] interface IPayment { } record struct Cash(decimal Amount) : IPayment; record Card(string Number) : IPayment;", "IPayment[]", "new IPayment[] { new Cash(1), new Card(\"1\") }" },
        { "static partial class Calls { [JsonDerivedType(typeof(Leaf)), JsonDerivedType(typeof(Fork))] private abstract record Node; private record Leaf(int X) : Node; private record Fork(Node Left, Node Right) : Node; }", "Node", "new Fork(new Leaf(1), new Fork(new Leaf(2), new Leaf(3)))" },
        { "[JsonDerivedType(typeof(Box<int>))] abstract class Box { } class Box<T> : Box { public T? Item { get; set; } }", "Box", "new Box<int> { Item = 1 }" },
    };

    public static TheoryData<string, string> Refusals => new()
    {
        { "[JsonDerivedType(typeof(Dog))] class Animal { } class Dog { }", "PGEN101: Parameter 'input' (Animal) cannot be sent to another process: its [JsonDerivedType] lists Dog, which is not derived from it" },
        { "[JsonDerivedType(typeof(Dog))] class Animal { } abstract class Dog : Animal { }", "lists Dog, of which there is no object" },
        { "[JsonDerivedType(typeof(Dog<>))] class Animal { } class Dog<T> : Animal { }", "which is not derived from it" },
        { "[JsonDerivedType(typeof(Dog))] class Animal { } class Dog : Animal { public Stream? Voice; }", "PGEN101: Parameter 'input': Dog.Voice (Stream)" },
        { "[JsonDerivedType(typeof(Dog))] class Animal { private class Dog : Animal { } }", "lists Dog, which is less accessible than itself" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_OfClosedHierarchy_ArrivesAsItsOwnType(string declarations, string type, string value)
    {
        (object? sent, object? received) = WireCompilation.Of(declarations, type, value).RoundTrip();

        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Hierarchy_WithListThatCannotWork_IsRefused(string declarations, string message)
    {
        string problem = Assert.Single(WireCompilation.Of(declarations.Replace("typeof(Dog))] class Animal { private", "typeof(Animal.Dog))] class Animal { private", StringComparison.Ordinal), "Animal").Problems);

        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfTypeThatIsNotListed_IsRefusedAtRunTime()
    {
        WireEncodingException error = Assert.Throws<WireEncodingException>(() => WireCompilation.Of(Shapes, "Shape", "new Other(\"o\")").RoundTrip());

        Assert.Contains("Demo.Other", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_OfDerivedTypeWithoutAList_IsRefusedAtRunTime()
    {
        WireCompilation compilation = WireCompilation.Of("class Animal { public int X; } class Dog : Animal { public int Y; }", "Animal", "new Dog()");

        Assert.Throws<WireEncodingException>(() => compilation.RoundTrip());
    }
}
