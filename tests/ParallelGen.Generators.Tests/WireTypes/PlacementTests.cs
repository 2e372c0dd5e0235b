using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>Codecs of private types stand inside the partial type that holds the method.</summary>
public class PlacementTests
{
    [Fact]
    public void Codec_OfTypeThatAllCanSee_StandsInTheSharedNamespace()
    {
        CodecModel codec = Assert.Single(WireCompilation.Of("record Order(int Id);", "Order").Codecs);

        Assert.Equal("ParallelGen.Generated", codec.Namespace);
        Assert.Empty(codec.Containers);
    }

    [Fact]
    public void Codec_OfPrivateType_StandsInsideTheContainer()
    {
        WireCompilation compilation = WireCompilation.Of("static partial class Calls { private record Order(Line Line, Money Money); private record Line(int X); } record Money(int Cents);", "Order");

        compilation.AssertCompiles();
        Assert.Equal(
            ["Demo|partial class Calls", "Demo|partial class Calls", "ParallelGen.Generated|"],
            compilation.Codecs.Select(codec => $"{codec.Namespace}|{string.Join("|", codec.Containers)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Codec_OfInternalGenericOverPrivateType_StandsInsideTheContainer()
    {
        WireCompilation compilation = WireCompilation.Of("static partial class Calls { private record Secret(int X); } record Box<T>(T Item);", "List<Box<Secret>>");

        compilation.AssertCompiles();
        Assert.All(compilation.Codecs, codec => Assert.Equal("partial class Calls", Assert.Single(codec.Containers)));
    }

    [Fact]
    public void Type_PrivateInAnotherType_IsRefused()
    {
        const string Declarations = "[JsonDerivedType(typeof(Node.Leaf))] record Node { private protected record Leaf(int X) : Node; }";
        string problem = Assert.Single(WireCompilation.Of(Declarations, "Node").Problems);

        Assert.StartsWith("PGEN101", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_PrivateToTheirType_StayOutOfReachOfTheContainer()
    {
        const string Declarations = "static partial class Calls { private class Order { private int _id; public void Set(int id) => _id = id; } }";
        string problem = Assert.Single(WireCompilation.Of(Declarations, "Order").Problems);

        Assert.Contains("the private field '_id' cannot be read", problem, StringComparison.Ordinal);
    }
}
