using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>What each edit makes the generator do again. Named after the edit.</summary>
public class CachingTests
{
    private const string Methods = """
        namespace Demo;
        public static partial class Text
        {
            [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int First(Order order) { return 1; }
            [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int Second(Item[] items, string name) { return 2; }
        }
        """;

    private const string Types = """
        namespace Demo;
        public record Order(Customer Customer, System.Collections.Generic.List<Item> Items);
        public record Customer(string Name);
        public record Item(string Name, int Count);
        """;

    private const string Exceptions = """
        namespace Demo;
        public class OrderException(string message) : System.Exception(message) { public Item? Item { get; set; } public int Twice() { return 2; } }
        public class StockException : OrderException { public StockException() : base("empty") { } }
        """;

    private const string Unrelated = "namespace Demo; class Unrelated { void M() { } }";

    [Fact]
    public void Keystroke_InAnotherFile_DoesNothing()
    {
        GeneratorDriver driver = Edit(2, Unrelated.Replace("void M() { }", "void M() { int x = 1; }", StringComparison.Ordinal));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    /// <summary>Whatever the model, and whatever shape the method has: every run of the harness is followed by one that must find nothing to do.</summary>
    [Theory]
    [InlineData("[RunOn(Model.Thread)] public int F<T>(T a, [Broadcast] string b, IProgress<T>? c = null) where T : notnull => 1;")]
    [InlineData("[RunOn(Model.ThreadPool, ExclusiveBy = \"a\")] public System.Collections.Generic.IEnumerable<int> F(int a) => [];")]
    public void Clone_OfAMethodOnThreads_DoesNothing(string method) => GeneratorDriverHarness.Run(
        $"using System; using ParallelGen; namespace Demo; public readonly partial struct Work {{ {method} }}");

    [Fact]
    public void Keystroke_InsideAnAnnotatedBody_DoesNothing()
    {
        GeneratorDriver driver = Edit(0, Methods.Replace("return 1;", "return 1 + 1;", StringComparison.Ordinal));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    [Fact]
    public void Comment_AboveAnAnnotatedMethod_DoesNothing()
    {
        GeneratorDriver driver = Edit(0, Methods.Replace("namespace Demo;", "// moved\n\nnamespace Demo;", StringComparison.Ordinal));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    [Fact]
    public void Rename_OfAParameter_WritesThatMethodAgain() =>
        AssertWritten(Edit(0, Methods.Replace("string name", "string title", StringComparison.Ordinal)), "Demo.Text.Second");

    [Fact]
    public void Rename_OfAMethod_WritesItAndTheRegistry() =>
        AssertWritten(Edit(0, Methods.Replace("Second", "Last", StringComparison.Ordinal)), "Demo.Text.Last", "ParallelGen.Calls");

    [Fact]
    public void Option_Changed_WritesThatMethodAgain() =>
        AssertWritten(Edit(0, Methods.Replace("ProcessPool)] public static int First", "ProcessPool, MaxConcurrency = 2)] public static int First", StringComparison.Ordinal)), "Demo.Text.First");

    [Fact]
    public void Method_Added_LeavesTheOthersAlone() =>
        AssertWritten(
            Edit(0, Methods.Replace("return 2; }", "return 2; }\n[ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int Third(int a) => 3;", StringComparison.Ordinal)),
            "Demo.Text.Third", "ParallelGen.Calls");

    [Fact]
    public void Method_AddedBeforeTheOthers_LeavesThemAsTheyWere()
    {
        GeneratorDriver driver = Edit(0, Methods.Replace("{\n    [", "{\n    [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int Zeroth(int a) => 3;\n    [", StringComparison.Ordinal));
        GeneratorRun before = GeneratorDriverHarness.Run(Methods, Types, Unrelated, Exceptions);
        foreach (GeneratedSourceResult file in driver.GetRunResult().Results[0].GeneratedSources.Where(f => f.HintName.StartsWith("Demo.Text.First", StringComparison.Ordinal)))
        {
            Assert.Equal(before.Files[file.HintName], file.SourceText.ToString());
        }
    }

    [Fact]
    public void WireType_Changed_WritesItsCodecOnly() =>
        AssertWritten(Edit(1, Types.Replace("Customer(string Name)", "Customer(string Name, int Age)", StringComparison.Ordinal)), "Demo_Customer_");

    [Fact]
    public void Keystroke_InsideAnExceptionClass_DoesNothing()
    {
        GeneratorDriver driver = Edit(3, Exceptions.Replace("return 2;", "return 1 + 1;", StringComparison.Ordinal));
        Purity.AssertNothingToDo(driver.GetRunResult().Results[0]);
    }

    [Fact]
    public void ExceptionMember_Added_WritesTheCodecsOfThatClassAndThoseDerivedFromIt() => AssertWritten(
        Edit(3, Exceptions.Replace("public Item?", "public int Count { get; set; } public Item?", StringComparison.Ordinal)),
        "Demo_OrderException_", "Demo_StockException_");

    [Fact]
    public void ExceptionClass_Added_WritesItAndTheRegistry() => AssertWritten(
        Edit(3, Exceptions + "public class Other : System.Exception { }"), "Demo_Other_", "ParallelGen.Calls");

    [Fact]
    public void NamedException_Added_WritesItAndTheRegistry() => AssertWritten(
        Edit(2, "[assembly: ParallelGen.WireException(typeof(System.Formats.Asn1.AsnContentException))]\n" + Unrelated), "ParallelGen.Calls", "System_Formats_Asn1_AsnContentException_");

    [Fact]
    public void Purity_OfAnImpureModel_IsRefused()
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(Methods, Types);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(new ImpureGenerator()).RunGenerators(compilation, cancel);
        GeneratorRunResult second = driver.RunGenerators(compilation.Clone(), cancel).GetRunResult().Results[0];
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Purity.AssertNothingToDo(second));
    }

    [Fact]
    public void Model_ParsedTwice_IsEqual_AndNamesNoSymbol()
    {
        ParsedMethod Parse()
        {
            GeneratorDriver driver = GeneratorDriverHarness.CreateDriver().RunGenerators(GeneratorDriverHarness.Compile(Methods, Types), TestContext.Current.CancellationToken);
            return (ParsedMethod)driver.GetRunResult().Results[0].TrackedSteps[ParallelGenGenerator.Steps.Parsed][0].Outputs[0].Value;
        }

        ParsedMethod first = Parse();
        Assert.Equal(first, Parse());
        Assert.Equal(first.GetHashCode(), Parse().GetHashCode());
        Assert.NotEqual(first, first with { Method = first.Method with { TokenName = "other" } });
    }

    [Fact]
    public void Layer_OfModelsAndEmitters_NamesNoRoslynType()
    {
        IEnumerable<string> offending =
            from type in typeof(ParallelGenGenerator).Assembly.GetTypes()
            where type.Namespace is "ParallelGen.Generators.Model" or "ParallelGen.Generators.Emission"
            from member in type.GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
            where member.ToString()!.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            select $"{type.Name}.{member}";
        Assert.Equal([], offending);
    }

    private static GeneratorDriver Edit(int file, string text)
    {
        CSharpCompilation before = GeneratorDriverHarness.Compile(Methods, Types, Unrelated, Exceptions);
        GeneratorRun run = GeneratorDriverHarness.Run(before);
        SyntaxTree old = before.SyntaxTrees[file];
        Assert.NotEqual(old.ToString(), text);
        CSharpCompilation after = before.ReplaceSyntaxTree(old, GeneratorDriverHarness.Parse(text, old.FilePath));
        return run.Driver.RunGenerators(after, TestContext.Current.CancellationToken);
    }

    /// <summary>These files are new or written again; every other is cached.</summary>
    private static void AssertWritten(GeneratorDriver driver, params string[] starts)
    {
        IEnumerable<string> written = Purity.Files(driver)
            .Where(f => f.Value is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .Select(f => starts.FirstOrDefault(s => f.Key.StartsWith(s, StringComparison.Ordinal)) ?? f.Key)
            .Order(StringComparer.Ordinal);
        Assert.Equal(starts.Order(StringComparer.Ordinal), written);
    }

    /// <summary>A model with reference equality, which is never equal to the one parsed next.</summary>
    private sealed class ImpureGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            IncrementalValuesProvider<object> models = context.SyntaxProvider
                .ForAttributeWithMetadataName(KnownNames.Types.RunOnAttribute, static (_, _) => true, static (c, _) => new object())
                .WithTrackingName("Impure");
            context.RegisterSourceOutput(models, static (_, _) => { });
        }
    }
}
