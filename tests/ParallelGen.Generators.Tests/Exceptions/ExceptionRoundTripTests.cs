using System.Reflection;
using ParallelGen.Generators.Tests.WireTypes;

namespace ParallelGen.Generators.Tests.Exceptions;

/// <summary>Exception classes that arrive as themselves, and those that arrive as <see cref="RemoteException"/> because they cannot.</summary>
public class ExceptionRoundTripTests
{
    private const string Usual = """
        public class OrderException : Exception
        {
            public OrderException() { }
            public OrderException(string message) : base(message) { }
            public OrderException(string message, Exception inner) : base(message, inner) { }
            public int Order { get; set; }
            public IReadOnlyList<string>? Items { get; init; }
        }
        """;

    public static TheoryData<string, string> Carried => new()
    {
        { Usual, "new OrderException(\"no stock\") { Order = 17, Items = new List<string> { \"a\", \"b\" } }" },
        { Usual, "new OrderException()" },
        { Usual, "new OrderException(\"no stock\", new IOException(\"disk\"))" },
        { Usual, "new OrderException(\"outer\", new OrderException(\"inner\") { Order = 2 })" },
        { Usual, "new AggregateException(new OrderException(\"a\") { Order = 1 }, new OrderException(\"b\") { Order = 2 })" },
        { Usual, "new OrderException(\"with\") { HResult = 5, Data = { [\"k\"] = 1 } }" },
        { Usual + "public class Late : OrderException { public Late(string message, DateTime due) : base(message) { Due = due; } public DateTime Due { get; } }", "new Late(\"late\", DateTime.UnixEpoch) { Order = 3 }" },
        { "public class NotFound(int id) : Exception($\"Order {id} was not found.\") { public int Id { get; } = id; }", "new NotFound(5)" },
        { "public class NotFound(string name) : Exception($\"No {name} here.\");", "new NotFound(\"order\")" },
        { "public class Coded : Exception { public Coded(int code, string message) : base(message) { Code = code; } public int Code { get; } }", "new Coded(3, \"coded\")" },
        { "public class Coded : Exception { public Coded(string message, int code) : base(message) { Code = code; } public Coded(string message, Exception inner) : base(message, inner) { } public int Code { get; } }", "new Coded(\"coded\", new IOException(\"disk\"))" },
        { "public class Wrapping(Exception cause) : Exception(\"It failed: \" + cause.Message, cause) { public Exception Cause => InnerException!; }", "new Wrapping(new IOException(\"disk\"))" },
        { "public class Prefixed(string message, string file) : Exception($\"{file}: {message}\") { public string File { get; } = file; }", "new Prefixed(\"bad\", \"a.txt\")" },
        { "public class BadArgument(string message, string paramName) : ArgumentException(message, paramName);", "new BadArgument(\"bad\", \"x\")" },
        { "public class Composed : Exception { public string? Table { get; set; } public override string Message => $\"Table {Table} is full.\"; }", "new Composed { Table = \"T\" }" },
        { "public class Plain : Exception;", "new Plain()" },
        { "public class Strict : Exception { public required string Reason { get; init; } public string? Note; }", "new Strict { Reason = \"r\", Note = \"n\" }" },
        { "public class Strict : Exception { [SetsRequiredMembers] public Strict(string reason) { Reason = reason; } public required string Reason { get; init; } }", "new Strict(\"r\")" },
        { "public static class Shop { internal class Closed(string message) : Exception(message) { internal TimeSpan Until { get; set; } } }", "new Shop.Closed(\"closed\") { Until = TimeSpan.FromHours(1) }" },
        { "public partial class Parts : Exception { public int A { get; set; } } public partial class Parts : Exception { public int B { get; set; } }", "new Parts { A = 1, B = 2 }" },
        { "public record Place(string File, int Line); public class SyntaxError(string message, Place place) : FormatException(message) { public Place Place { get; } = place; public List<Place> More { get; set; } = []; }", "new SyntaxError(\"bad\", new(\"a\", 1)) { More = [new(\"b\", 2)] }" },
        { "public class Many(string message, Exception inner) : AggregateException(message, inner);", "new Many(\"many\", new IOException(\"one\"))" },
        { "public class Choice : Exception { public Choice(string message, string? a = null) : base(message) { } public Choice(string message, int b = 0) : base(message) { } }", "new Choice(\"c\", 1)" },
        { "public class Unsent(string message, Stream? stream) : Exception(message) { public Unsent(string message) : this(message, null) { } public Stream? Stream { get; set; } = stream; }", "new Unsent(\"u\", null)" },
        { "public class Old : Exception { [Obsolete(\"no\")] public int A { get; set; } [Experimental(\"EXP1\")] public int B { get; set; } }", "new Old()" },
        { "public class @event(string @class) : Exception { public string @class { get; } = @class; public int reader { get; set; } public int made { get; set; } public int inner { get; set; } }", "new @event(\"c\") { reader = 1, made = 2, inner = 3 }" },
        { "public class Hidden : Exception { public new string Message { get; set; } = \"own\"; public int A { get; set; } }", "new Hidden { A = 1 }" },
    };

    /// <summary>Better no exception of that class than one that says something else.</summary>
    public static TheoryData<string, string> NotCarried => new()
    {
        { "public class Random() : Exception($\"{Guid.NewGuid()}\");", "new Random()" },
        { Usual + "public static class Shop { private class Secret : OrderException { } public static Exception Make() => new Secret(); }", "Shop.Make()" },
        { Usual + "file class Local : OrderException; public static class Shop { public static Exception Make() => new Local(); }", "Shop.Make()" },
        { "public class Box<T>(string message) : Exception(message);", "new Box<int>(\"generic\")" },
        { "public static class Box<T> { public class Inside(string message) : Exception(message); }", "new Box<int>.Inside(\"generic\")" },
        { "public class Throwing : Exception { public int A { get => throw new NotSupportedException(); set { } } }", "new Throwing()" },
        { "public class Refusing : Exception { public int A { get => 1; set => throw new NotSupportedException(); } }", "new Refusing()" },
        { "public class Node { public Node? Next { get; set; } } public class Deep : Exception { public Deep() { Node = new(); Node.Next = Node; } public Node Node { get; set; } }", "new Deep()" },
        { "public class Lossy : Exception { private Lossy(string message, Exception inner) : base(message, inner) { } public Lossy(string message) : base(message) { } public static Exception Make() => new Lossy(\"a\", new IOException(\"b\")); }", "Lossy.Make()" },
        { "public class Changed : Exception { public Changed(int code) : base(\"m\") { Code = code + 1; } public int Code { get; } }", "new Changed(1)" },
        { "public class Many(params Exception[] inner) : AggregateException(inner);", "new Many(new IOException(\"a\"), new IOException(\"b\"))" },
        { "public class Unsendable(Stream stream) : Exception { public Stream Stream { get; } = stream; }", "new Unsendable(Stream.Null)" },
        { "public class Large : Exception { public byte[] Bytes { get; set; } = new byte[9 << 20]; }", "new Large()" },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public void Exception_OfThisCompilation_ArrivesAsItself(string declarations, string expression)
    {
        (Exception sent, Exception received) = ExceptionProject.Send(declarations, expression);
        AssertSame(sent, received);
        AssertSame(sent, ExceptionProject.Decode(ExceptionProject.Encode(received)));
    }

    [Theory]
    [MemberData(nameof(NotCarried))]
    public void Exception_ThatCannotBeMadeAnew_ArrivesAsRemoteException(string declarations, string expression)
    {
        (Exception sent, Exception received) = ExceptionProject.Send(declarations, expression);
        RemoteException remote = Assert.IsType<RemoteException>(received);
        Assert.Equal(sent.GetType().FullName, remote.RemoteTypeName);
        Assert.Equal("System.Exception", remote.RemoteBaseTypeNames[^1]);
        Assert.Equal(sent.Message, remote.Message);
        Assert.Equal(sent.InnerException is null, remote.InnerException is null);
    }

    [Fact]
    public void MemberThatNothingSets_StaysBehind()
    {
        (_, Exception received) = ExceptionProject.Send("public class Counted(string message) : Exception(message) { public Guid Id { get; } = Guid.NewGuid(); }", "new Counted(\"c\")");
        Assert.Equal("Demo.Counted", received.GetType().FullName);
    }

    [Fact]
    public void HostileBytes_GiveAnExceptionOrAFormatException()
    {
        byte[] bytes = ExceptionProject.Encode(ExceptionProject.Make(Usual, "new OrderException(\"no stock\") { Order = 17, Items = new List<string> { \"a\", \"b\" } }"));
        for (int i = 0; i < bytes.Length * 8; i++)
        {
            byte[] changed = [.. bytes];
            changed[i / 8] ^= (byte)(1 << (i % 8));
            DecodeHostile(i % 2 == 0 ? changed : changed[..(i / 8)]);
        }
    }

    private static void DecodeHostile(byte[] bytes)
    {
        try
        {
            var reader = new WireReader(bytes);
            ParallelGen.Wire.ExceptionCodec.Read(ref reader, "worker process 1");
        }
        catch (WireFormatException)
        {
        }
    }

    private static void AssertSame(Exception expected, Exception actual)
    {
        Assert.NotSame(expected, actual);
        Assert.Same(expected.GetType(), actual.GetType());
        Assert.Equal(expected.Message, actual.Message);
        Assert.Equal(expected.HResult, actual.HResult);
        Assert.Equal(expected.Data.Count, actual.Data.Count);
        foreach (PropertyInfo property in expected.GetType().GetProperties().Where(p => p.DeclaringType!.Namespace == "Demo" && !typeof(Exception).IsAssignableFrom(p.PropertyType)))
        {
            Assert.Equal(StateDump.Of(property.GetValue(expected)), StateDump.Of(property.GetValue(actual)));
        }

        Exception[] inner = Inner(expected);
        Exception[] received = Inner(actual);
        Assert.Equal(inner.Length, received.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            AssertSame(inner[i], received[i]);
        }
    }

    private static Exception[] Inner(Exception exception) => exception switch
    {
        AggregateException aggregate => [.. aggregate.InnerExceptions],
        { InnerException: { } inner } => [inner],
        _ => [],
    };
}
