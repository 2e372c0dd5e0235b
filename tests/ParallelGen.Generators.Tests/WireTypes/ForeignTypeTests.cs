namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>Types of other assemblies, whose private state cannot be seen, and codecs registered for them.</summary>
public class ForeignTypeTests
{
    private const string MoneyCodec = """
        public readonly struct MoneyCodec : IWireCodec<Library.Money>
        {
            public static void Write(ref WireWriter writer, Library.Money value) => writer.WriteInt32(value.Cents());
            public static Library.Money Read(ref WireReader reader) => new(reader.ReadInt32());
        }
        """;

    private const string Money = "public class Money { private readonly int _cents; public Money(int cents) => _cents = cents; public int Cents() => _cents; }";

    public static TheoryData<string, string, string> Values => new()
    {
        { "public record Person(string First, string? Last) { public string Full => First + Last; public int Age { get; init; } }", "Library.Person", "new(\"a\", null) { Age = 3 }" },
        { "public class Dto { public int Id { get; set; } public List<string> Tags { get; set; } = new(); public string? Note; }", "Library.Dto", "new() { Id = 1, Tags = { \"t\" }, Note = \"n\" }" },
        { "public readonly struct Pair { public Pair(int a, string b) { A = a; B = b; } public int A { get; } public string B { get; } public string Both => B + A; }", "Library.Pair", "new(1, \"b\")" },
        { "public struct Plain { private int _a; private double _b; public Plain(int a) { _a = a; _b = 2; } }", "Library.Plain[]", "new Library.Plain[] { new(1) }" },
        { "public class Point { public Point(int x, int y) { X = x; Y = y; } public int X { get; } public int Y { get; } }", "List<Library.Point>", "new() { new(1, 2) }" },
        { "public abstract class Entity { public int Id { get; set; } } public class Item : Entity { public string Name { get; set; } = \"\"; }", "Library.Item", "new() { Id = 1, Name = \"n\" }" },
        { "public abstract class Shape { public abstract int Sides { get; } } public class Polygon : Shape { public Polygon(int sides) { Sides = sides; } public override int Sides { get; } }", "Library.Polygon", "new(5)" },
    };

    public static TheoryData<string, string, string> Refusals => new()
    {
        { Money, "Library.Money", "PGEN101: Parameter 'input' (Money) cannot be sent to another process: it comes from another assembly and shows no state. Pass a type of your own, or register a codec with [assembly: WireCodec]." },
        { "public class Counter { public int Count { get; private set; } public void Add() => Count++; }", "Library.Counter", "PGEN102: Parameter 'input' (Counter) cannot be rebuilt" },
        { "public readonly struct Money { private readonly string _c; public Money(string c) { _c = c; } public string C => _c; }", "Library.Money", "PGEN102: Parameter 'input' (Money) cannot be rebuilt in another process: the private readonly field '_c' cannot be read" },
        { "public class Base { protected int Kept; public int X { get; set; } }", "Library.Base", "the protected field 'Kept' cannot be read" },
        { "public class Hidden { internal Hidden() { } public int X { get; set; } }", "Library.Hidden", "it has no constructor that generated code can call" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Value_OfForeignTypeThatShowsItsState_Arrives(string library, string type, string value)
    {
        (object? sent, object? received) = WireCompilation.OfFiles([], type, value, library).RoundTrip();

        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Type_OfForeignAssemblyThatHidesState_IsRefused(string library, string type, string message)
    {
        string problem = Assert.Single(WireCompilation.OfFiles([], type, "default!", library).Problems);

        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Library.Money", "new(5)")]
    [InlineData("Dictionary<string, Library.Money[]>", "new() { [\"a\"] = new Library.Money[] { new(1) } }")]
    [InlineData("(Library.Money, int)", "(new(1), 2)")]
    public void Codec_RegisteredForForeignType_IsUsed(string type, string value)
    {
        (object? sent, object? received) = WireCompilation.OfFiles([Register("Money", "Demo.MoneyCodec", MoneyCodec)], type, value, Money).RoundTrip();

        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }

    [Fact]
    public void Codec_RegisteredInReferencedAssembly_IsUsed()
    {
        string library = $"{Money} {MoneyCodec}";
        WireCompilation compilation = WireCompilation.OfFiles([], "Library.Money", "new(5)", "[assembly: WireCodec(typeof(Library.Money), typeof(Library.MoneyCodec))]" + "\n" + library);

        (object? sent, object? received) = compilation.RoundTrip();

        Assert.Equal("global::Library.MoneyCodec", compilation.Type!.CodecName);
        Assert.Equal(StateDump.Of(sent), StateDump.Of(received));
    }

    [Fact]
    public void Codec_RegisteredForOwnType_BeatsItsMembers()
    {
        const string Handle = """
            struct Handle { public nint Value; }
            struct HandleCodec : IWireCodec<Handle>
            {
                public static void Write(ref WireWriter writer, Handle value) => writer.WriteInt64(value.Value);
                public static Handle Read(ref WireReader reader) => new() { Value = (nint)reader.ReadInt64() };
            }
            struct Holder { public Handle Handle; public int X; }
            """;
        string registered = Register("Handle", "Demo.HandleCodec", Handle).Replace("Library.", "Demo.", StringComparison.Ordinal);
        WireCompilation compilation = WireCompilation.OfFiles([registered], "Holder", "new() { Handle = new() { Value = 1 }, X = 2 }");

        compilation.AssertCompiles();

        Assert.Contains("global::Demo.HandleCodec.Write", compilation.Emitted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class NoCodec { }", "Demo.NoCodec", "its registered codec NoCodec does not implement IWireCodec<Money>")]
    [InlineData("file class Inner : IWireCodec<Library.Money> { }", "Demo.Inner", "is not accessible to generated code")]
    public void Codec_RegisteredWrongly_IsRefused(string declarations, string codec, string message)
    {
        string problem = Assert.Single(WireCompilation.OfFiles([Register("Money", codec, declarations)], "Library.Money", "default!", Money).Problems);

        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Codec_RegisteredTwice_IsRefused()
    {
        string one = Register("Money", "Demo.MoneyCodec", MoneyCodec);
        string problem = Assert.Single(WireCompilation.OfFiles([one + " class Second { }", "[assembly: WireCodec(typeof(Library.Money), typeof(Demo.Second))]"], "Library.Money", "default!", Money).Problems);

        Assert.Contains("2 codecs are registered for it", problem, StringComparison.Ordinal);
    }

    private static string Register(string type, string codec, string declarations) =>
        $"[assembly: WireCodec(typeof(Library.{type}), typeof({codec}))]\n{declarations}";
}
