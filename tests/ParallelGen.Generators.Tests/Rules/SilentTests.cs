using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Where the analyzer has nothing to say: valid methods of many shapes, and rules that the user turned off.</summary>
public class SilentTests
{
    private const string Usings = "using System;\nusing System.Collections.Concurrent;\nusing System.Collections.Generic;\nusing System.Diagnostics.CodeAnalysis;\nusing System.IO;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing ParallelGen;\n";

    public static TheoryData<string> Methods =>
    [
        "public static void F() { }",
        "internal static int F(int a) => a;",
        "private static string? F(string? a) => a;",
        "protected static async Task F(int a, CancellationToken stop) => await Task.Delay(a, stop);",
        "public static async Task<string> F(string a, CancellationToken stop = default) { await Task.Yield(); return a; }",
        "public static async ValueTask F(CancellationToken stop, int a) => await Task.Yield();",
        "public static ValueTask<int[]> F(int[] a) => new(a);",
        "public static int FCore(int a) => a;",
        "public static async Task FCoreAsync(int a) => await Task.Yield();",
        "public static int F(params string[] a) => a.Length;",
        "public static int F(int a, int b = 2, string? c = null, Kind d = Kind.B) => a;",
        "public static int F((int A, string? B) a, int[][] b, int?[]? c) => 1;",
        "public static List<Order> F(List<Order> a, HashSet<string> b, SortedSet<int> c, Queue<int> d, Stack<int> e, LinkedList<int> f) => a;",
        "public static int F(Dictionary<string, Order?> a, SortedDictionary<int, int> b, SortedList<int, int> c, ConcurrentDictionary<int, int> d) => 1;",
        "public static int F(IEnumerable<int> a, ICollection<int> b, IList<int> c, IReadOnlyCollection<int> d, IReadOnlyList<int> e, ISet<int> f, IReadOnlySet<int> g) => 1;",
        "public static int F(IDictionary<int, int> a, IReadOnlyDictionary<int, int> b, KeyValuePair<int, string> c, Tuple<int, string> d) => 1;",
        "public static int F(Memory<byte> a, ReadOnlyMemory<char> b, ArraySegment<int> c, Memory<string> d) => 1;",
        "public static decimal F(DateTime a, DateTimeOffset b, DateOnly c, TimeOnly d, TimeSpan e, Guid f, decimal g) => g;",
        "public static int F(Uri a, Version b, System.Numerics.BigInteger c, System.Text.Rune d, Half e, Int128 f, Index g, Range h) => 1;",
        "public static Order F(Order a, Point b, Options c, Box<int> d, Box<Box<Order?>> e) => a;",
        "public static Shape F(Shape a, Shape[] b) => a;",
        "[Obsolete(\"old\")] public static int F(int a) => a;",
        "[SuppressMessage(\"x\", \"y\")] [return: NotNullIfNotNull(nameof(a))] public static string? F(string? a) => a;",
        "public static unsafe int F(int a) => a;",
        "public static int F(this Order a) => a.Id;",
        "public static int F(int a) => a; public static int F(string a) => 1; public static int FAsync(string x, int y) => 1;",
        "private static Secret F(Secret a) => a; private record Secret(int X);",
        "public static int F(Cell a) => 1;",
    ];

    [Fact]
    public async Task Method_BehindAnOverloadThatTakesAReference_IsGenerated()
    {
        UserProject project = await UserProject.BuildAsync([Usings + """
            public partial class Work
            {
                public static int F(int a, out int b) => b = a;
                [RunOn(Model.ProcessPool)] public static int F(int a, int b) => a + b;
            }
            """]);

        Assert.Empty(project.Reported);
        Assert.NotEmpty(project.Run.Output.GetTypeByMetadataName("Work")!.GetMembers("FAsync"));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_OfValidShape_IsGeneratedInSilence(string method)
    {
        bool isExtension = method.Contains("(this ", StringComparison.Ordinal);
        UserProject project = await UserProject.BuildAsync([Usings + $$"""
            {{(isExtension ? "static" : "public")}} partial class Work { [RunOn(Model.ProcessPool)] {{method}} }
            public enum Kind { A, B }
            public record Order(int Id, string? Name, List<Order>? Parts = null);
            public readonly struct Point { public Point(int x, int y) { X = x; Y = y; } public int X { get; } public int Y { get; } }
            public class Options { public required string Name { get; init; } public int Level { get; set; } = 1; }
            public class Box<T> { public T? Item { get; set; } }
            public struct Cell { private int _a; private double _b; public Cell(int a) { _a = a; _b = a; } public double Sum => _a + _b; }
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle))] public abstract record Shape;
            public record Circle(double Radius) : Shape;
            """]);

        Assert.Empty(project.Reported.Select(d => d.ToString()));
        project.Run.AssertCompiles();
        Assert.Contains("ParallelGen.Calls.g.cs", project.Run.Files.Keys);
    }

    [Theory]
    [InlineData("PGEN101", "Stream")]
    [InlineData("PGEN103", "object")]
    [InlineData("PGEN105", "Action")]
    public async Task Rule_OfTheBoundary_CanBeSuppressed(string id, string type)
    {
        string program = $"partial class A {{ [RunOn(Model.ProcessPool)] static int F({type} a) => 1; }}";
        Assert.Equal(id, Assert.Single(await Markup.AnalyzeAsync(Usings + program)).Id);
        Assert.Empty(await Markup.AnalyzeAsync($"{Usings}#pragma warning disable {id}\n{program}"));
        Assert.Empty(await Markup.AnalyzeAsync($"{Usings}[SuppressMessage(\"ParallelGen.Boundary\", \"{id}\")]\n{program}"));
        Assert.Empty(await Markup.AnalyzeAsync(Usings + program, new Dictionary<string, string> { [id] = "none" }));
    }

    /// <summary>As the pages say: suppressing the message does not make the method one that can be generated.</summary>
    [Fact]
    public async Task Rule_Suppressed_StillGeneratesNothing()
    {
        UserProject project = await UserProject.BuildAsync(
            [Usings + "#pragma warning disable PGEN101\npartial class A { [RunOn(Model.ProcessPool)] static int F(Stream a) => 1; }"]);

        Assert.Empty(project.Reported);
        Assert.Empty(project.Run.Files);
    }
}
