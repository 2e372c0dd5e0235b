using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>The driver lives as long as the editor has the project open: what it keeps of a run must not hold the compilation of that run.</summary>
public class RetentionTests
{
    private static readonly string[] s_files =
    [
        "namespace Demo; public static partial class Text { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int First(Order order) { return 1; } }",
        "namespace Demo; public record Order(string Name);",
        "namespace Demo; public class OrderException(string message) : System.Exception(message) { public Order? Order { get; set; } }",
        "namespace Demo; public static class Startup { [ParallelGen.WorkerInitializer] internal static void Run() { } }",
        "[assembly: ParallelGen.WireException(typeof(System.Formats.Asn1.AsnContentException))]",
    ];

    [Theory]
    [InlineData(0, "return 1;", "return 2;")]
    [InlineData(0, "int First", "long First")]
    [InlineData(1, "string Name", "int Count")]
    [InlineData(2, "string message", "string text, string message")]
    [InlineData(3, "void Run", "void Start")]
    [InlineData(4, "[assembly", "// named\n[assembly")]
    public void OldCompilation_AfterAnEdit_CanBeCollected(int file, string from, string to) =>
        Assert.False(IsKept(new ParallelGenGenerator(), file, from, to), "A model keeps the compilation that it was parsed from.");

    /// <summary>Equal models are not replaced by those parsed anew, so a symbol in one lives on with everything that it knows.</summary>
    [Fact]
    public void OldCompilation_OfAModelWithASymbol_IsFoundToBeKept() =>
        Assert.True(IsKept(new RetainingGenerator(), 0, "return 1;", "return 2;"));

    private static bool IsKept(IIncrementalGenerator generator, int file, string from, string to)
    {
        (GeneratorDriver driver, WeakReference old) = RunTwiceForgettingTheFirst(generator, file, from, to);
        for (int i = 0; i < 20 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.KeepAlive(driver);
        return old.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwiceForgettingTheFirst(IIncrementalGenerator generator, int file, string from, string to)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        CSharpCompilation before = GeneratorDriverHarness.Compile(s_files);
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(generator).RunGenerators(before, cancel);
        SyntaxTree tree = before.SyntaxTrees[file];
        string text = s_files[file].Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(s_files[file], text);
        return (driver.RunGenerators(before.ReplaceSyntaxTree(tree, GeneratorDriverHarness.Parse(text, tree.FilePath)), cancel), new WeakReference(before));
    }

    private sealed class RetainingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            IncrementalValuesProvider<Retaining> models = context.SyntaxProvider.ForAttributeWithMetadataName(
                KnownNames.Types.RunOnAttribute, static (_, _) => true, static (c, _) => new Retaining(c.TargetSymbol));
            context.RegisterSourceOutput(models, static (_, _) => { });
        }
    }

    /// <summary>Equal by name, and yet with a symbol inside.</summary>
    private sealed class Retaining(ISymbol symbol) : IEquatable<Retaining>
    {
        private readonly ISymbol _symbol = symbol;

        public bool Equals(Retaining? other) => other is not null && other._symbol.Name == _symbol.Name;

        public override bool Equals(object? obj) => Equals(obj as Retaining);

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_symbol.Name);
    }
}
