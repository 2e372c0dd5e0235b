using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>A type is read for the first method of a compilation that mentions it, and no method can tell whether it was the first.</summary>
public class SharingTests
{
    private const string Types = """
        using System.Collections.Generic;
        using System.Text.Json.Serialization;
        namespace Demo;
        public record Order(Customer Customer, List<Item> Items, Order? Before);
        public record Customer(string Name);
        public record struct Item(string Name, Customer Maker);
        public record Ring(Link? Link);
        public record Link(Ring? Ring, Item Item);
        public record Box<T>(T Value);
        [JsonDerivedType(typeof(Circle))] public class Shape { public string Name { get; set; } = ""; }
        public class Circle : Shape { public Shape? Inner { get; set; } public Circle? Outer { get; set; } }
        public class Loop { public Knot? Knot { get; set; } public System.IO.Stream? Stream { get; set; } }
        public class Knot { public Loop? Loop { get; set; } public Item Item { get; set; } }
        public class Told { public Library.Table? Table { get; set; } public Item Item { get; set; } public Teller? Teller { get; set; } }
        public class Teller { public Told? Told { get; set; } }
        """;

    private const string Methods = """
        using System.Collections.Generic;
        using ParallelGen;
        namespace Demo;
        public static partial class Work
        {
            internal record Near(Customer Customer);
            private record Own(Near Near, Chain? Chain);
            private record Chain(Own? Own, Customer Customer);
            internal class NotCompiling { public Own? Own { get; set; } }
            [RunOn(Model.ProcessPool)] public static int Orders(Order order, List<Item> items) => 1;
            [RunOn(Model.ProcessPool)] public static Order[] Customers(Customer customer, Dictionary<string, Item> items) => [];
            [RunOn(Model.Process)] public static Link Rings(Ring ring) => null!;
            [RunOn(Model.ProcessPool)] public static int Links(Link link) => 1;
            [RunOn(Model.ProcessPool)] public static Box<(int A, string? B)> Boxes(Box<(int C, string D)>? box) => null!;
            [RunOn(Model.ProcessPool)] public static int MoreBoxes(Box<(int E, string F)>? box, Box<Box<Ring>?> more) => 1;
            [RunOn(Model.ProcessPool)] public static int Shapes(List<Shape> shapes) => 1;
            [RunOn(Model.ProcessPool)] public static int Circles(Circle circle) => 1;
            [RunOn(Model.ProcessPool)] public static int Loops(Loop loop) => 1;
            [RunOn(Model.ProcessPool)] public static int LoopsAndKnots(Loop loop, Knot knot) => 1;
            [RunOn(Model.ProcessPool)] public static int Knots(Item item, Knot knot, Ring ring) => 1;
            [RunOn(Model.ProcessPool)] public static int Tables(Told told, Teller teller, Shape shape) => 1;
            [RunOn(Model.ProcessPool)] public static int Tellers(Teller teller) => 1;
            [RunOn(Model.ProcessPool)] private static int Private(Own own, Box<Own> box, Order order) => 1;
            [RunOn(Model.ProcessPool)] private static int MorePrivate(Chain chain, Near near) => 1;
            [RunOn(Model.ProcessPool)] public static int NotThere(Order order, Missing missing) => 1;
            [RunOn(Model.ProcessPool)] private static int Allowed(NotCompiling input) => 1;
            internal static partial class Inner
            {
                [RunOn(Model.ProcessPool)] private static int InnerPrivate(Chain chain, Customer customer) => 1;
                [RunOn(Model.ProcessPool)] public static int InnerNear(Near near) => 1;
            }
        }
        public static partial class Elsewhere
        {
            [RunOn(Model.ProcessPool)] private static int NotAllowed(Work.NotCompiling input) => 1;
        }
        """;

    private static readonly CSharpCompilation s_library = GeneratorDriverHarness
        .Compile("namespace Library; public class Table { public string Name { get; set; } = \"\"; public int Key { set { } } }")
        .WithAssemblyName("Library");

    private static readonly CSharpCompilation s_project = GeneratorDriverHarness.Compile(
        [Types, Methods], NullableContextOptions.Enable, OutputKind.DynamicallyLinkedLibrary, s_library.ToMetadataReference());

    private static readonly IReadOnlyDictionary<string, Outcome> s_alone = Names(s_project).ToDictionary(name => name, name => Parse(Fresh(), name), StringComparer.Ordinal);

    private static readonly WireShape s_shape = new("Codec", "text");
    private static readonly CodecModel s_codec = s_alone["Orders"].Parsed!.Codecs[0];

    /// <summary>What came of a method: its models, and what it is told, with the place.</summary>
    private sealed record Outcome(ParsedMethod? Parsed, string Problems);

    [Fact]
    public void Methods_OfThisTest_AreOfEveryKind()
    {
        Assert.Equal(["Loops", "LoopsAndKnots", "Knots", "NotThere", "NotAllowed"], s_alone.Where(item => item.Value.Parsed is null).Select(item => item.Key));
        Assert.Equal(["Loops", "LoopsAndKnots", "Knots", "Tables", "Tellers", "NotAllowed"], s_alone.Where(item => item.Value.Problems.Length > 0).Select(item => item.Key));
        Assert.Equal(2, s_alone["LoopsAndKnots"].Problems.Split('\n').Length);
    }

    [Fact]
    public void Method_BesideOthers_ComesToTheSame()
    {
        AssertAsAlone(s_alone.Keys);
        AssertAsAlone(s_alone.Keys.Reverse());
    }

    [Fact]
    public void Method_AfterAnyOther_ComesToTheSame()
    {
        foreach (string first in s_alone.Keys)
        {
            AssertAsAlone(s_alone.Keys.Where(name => name != first).Prepend(first));
        }
    }

    [Fact]
    public void Methods_ParsedAtTheSameTime_ComeToTheSame()
    {
        Compilation compilation = Fresh();
        Parallel.ForEach(
            Enumerable.Repeat(s_alone.Keys, 8).SelectMany(names => names),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            name => Assert.Equal(s_alone[name], Parse(compilation, name)));
    }

    [Fact]
    public void Type_OfManyMethods_IsReadOnce()
    {
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver().RunGenerators(Fresh(), TestContext.Current.CancellationToken);
        ILookup<string, CodecModel> codecs = driver.GetRunResult().Results[0].TrackedSteps[ParallelGenGenerator.Steps.Parsed]
            .SelectMany(step => step.Outputs)
            .SelectMany(output => ((ParsedMethod)output.Value).Codecs)
            .ToLookup(codec => codec.DisplayName, StringComparer.Ordinal);
        foreach (string type in (string[])["Order", "Customer", "Item", "Ring", "Link", "Box<ValueTuple<int, string>>", "Circle", "Near"])
        {
            Assert.True(codecs[type].Count() > 1, type);
            Assert.Single(codecs[type].Distinct(ReferenceEqualityComparer.Instance));
        }
    }

    [Fact]
    public void Type_InTwoCompilations_IsReadInEach()
    {
        CodecModel one = Parse(Fresh(), "Customers").Parsed!.Codecs[0];
        CodecModel two = Parse(Fresh(), "Customers").Parsed!.Codecs[0];

        Assert.Equal(one, two);
        Assert.NotSame(one, two);
    }

    [Fact]
    public async Task Types_SharedAtTheSameTime_AreAllFound()
    {
        Compilation compilation = Fresh();
        using Barrier barrier = new(4);
        string[][] keys = [.. Enumerable.Range(0, barrier.ParticipantCount).Select(thread => Enumerable.Range(0, 2_000).Select(i => $"{thread}:{i}").ToArray())];
        await Task.WhenAll(keys.Select(own => Task.Factory.StartNew(
            () =>
            {
                WireDefinitions definitions = new(compilation);
                foreach (string key in own)
                {
                    definitions.Read(key, s_shape, isLocal: false, () => s_codec);
                }

                Assert.True(barrier.SignalAndWait(TimeSpan.FromMinutes(1)));
                definitions.Share();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        WireDefinitions after = new(compilation);
        Assert.All(keys.SelectMany(own => own), key => Assert.NotNull(after.Find(key)));
    }

    [Fact]
    public void Type_WhoseReadingWasCancelled_IsReadAgain()
    {
        Compilation compilation = Fresh();
        WireDefinitions cancelled = new(compilation);
        Assert.Throws<OperationCanceledException>(() => cancelled.Read("Outer", s_shape, isLocal: false, () =>
        {
            cancelled.Read("Inner", s_shape, isLocal: false, () => s_codec);
            throw new OperationCanceledException();
        }));

        WireDefinitions next = new(compilation);
        Assert.Null(next.Find("Outer"));
        Assert.Null(next.Find("Inner"));
    }

    private static CSharpCompilation Fresh() => s_project.Clone();

    private static void AssertAsAlone(IEnumerable<string> names)
    {
        Compilation compilation = Fresh();
        foreach (string name in names)
        {
            Assert.Equal(s_alone[name], Parse(compilation, name));
        }
    }

    private static IEnumerable<string> Names(Compilation compilation) => AnnotatedMethods(compilation).Select(method => method.Name);

    private static Outcome Parse(Compilation compilation, string name)
    {
        IMethodSymbol method = AnnotatedMethods(compilation).Single(m => m.Name == name);
        ParseResult result = MethodParser.Parse(method, method.GetAttributes().Single(), compilation, TestContext.Current.CancellationToken);
        return new Outcome(result.Parsed, string.Join("\n", result.Problems.Select(problem => problem.ToDiagnostic())));
    }

    private static IEnumerable<IMethodSymbol> AnnotatedMethods(Compilation compilation) =>
        from name in (string[])["Demo.Work", "Demo.Work+Inner", "Demo.Elsewhere"]
        from method in compilation.GetTypeByMetadataName(name)!.GetMembers().OfType<IMethodSymbol>()
        where method.Has(KnownNames.Types.RunOnAttribute)
        select method;
}
