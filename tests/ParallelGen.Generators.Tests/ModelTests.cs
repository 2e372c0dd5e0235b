using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests;

/// <summary>The models: what they have in common, and what only the models within the process can.</summary>
public class ModelTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    /// <summary>Only what every model can.</summary>
    private const string Rich = Usings + """
        namespace Demo;
        public record Order(int Id, string? Name);
        public static partial class Work
        {
            /// <summary>Counts.</summary>
            /// <param name="order">The order.</param>
            /// <param name="cancel">Stops it.</param>
            [RunOn(Model.ProcessPool, MaxConcurrency = 2, TimeoutMilliseconds = 50)] public static int Count(Order order, CancellationToken cancel = default) => 1;
            [RunOn(Model.ProcessPool)] public static void Ping() { }
            [RunOn(Model.ProcessPool)] internal static async Task<double?> ScoreCoreAsync(int a, CancellationToken stop, List<string?> names, double weight = 0.5, DayOfWeek day = DayOfWeek.Friday) { await Task.Yield(); return weight; }
            [RunOn(Model.ProcessPool)] private static async ValueTask SaveCore(Order? order) => await Task.Yield();
            [RunOn(Model.ProcessPool)] public static ValueTask<Order?> Find(int a, string b) => default;
            [RunOn(Model.ProcessPool)] public static Task Wait(this TimeSpan span) => Task.CompletedTask;
            [RunOn(Model.ProcessPool)] public static int Track(int a, IProgress<Order> progress, int b) => 1;
            [RunOn(Model.ProcessPool)] public static int TrackOptional(int a, int b = 2, IProgress<int>? reports = null) => 1;
            [RunOn(Model.ProcessPool)] public static void OnlyProgress(IProgress<string>? reports, CancellationToken stop) { }
            [RunOn(Model.ProcessPool)] public static double Weigh(double[] inputs, [Broadcast] double[] weights, int level, [Broadcast] int seed) => 1;
            [RunOn(Model.ProcessPool)] public static double WeighMore([Broadcast] Order model, int a = 1, [Broadcast] string? name = null, IProgress<Order?>? progress = null) => 1;
            [RunOn(Model.ProcessPool, ExclusiveBy = "account", ExclusiveGroup = "ledger")] public static int Book(string account, decimal amount) => 1;
            [RunOn(Model.ProcessPool, ExclusiveBy = "*")] public static int Alone(int a) => 1;
            [RunOn(Model.ProcessPool, Name = "Renamed")] public static Order Same(Order order, params int[] more) => order;
        }
        """;

    /// <summary>Sequences, of each kind.</summary>
    private const string Sequences = Usings + """
        namespace Demo;
        public record Order(int Id, string? Name);
        public static partial class Work
        {
            [RunOn(Model.ProcessPool)] public static IEnumerable<int> Each(int a) { yield return a; }
            [RunOn(Model.ProcessPool, ExclusiveBy = "a")] public static async IAsyncEnumerable<Order?> EachAsync(int a, [Broadcast] Order b, IProgress<int>? c = null, [EnumeratorCancellation] CancellationToken stop = default) { await Task.Yield(); yield return b; }
            [RunOn(Model.ProcessPool)] public static IEnumerable<string> AllCore() => [];
            [RunOn(Model.ProcessPool)] public static List<int> Collected(int a) => [a];
        }
        """;

    public static TheoryData<string> InProcess => [nameof(global::ParallelGen.Model.Thread), nameof(global::ParallelGen.Model.ThreadPool), nameof(global::ParallelGen.Model.EventLoop)];

    public static TheoryData<string> All => [.. InProcess.Select(r => r.Data), nameof(global::ParallelGen.Model.Process), nameof(global::ParallelGen.Model.ProcessPool)];

    [Theory]
    [MemberData(nameof(All))]
    public void Model_Changed_LeavesTheMembersAsTheyAre(string model) =>
        Assert.Equal(Members(Rich, nameof(global::ParallelGen.Model.ProcessPool)), Members(Rich, model));

    [Theory]
    [MemberData(nameof(All))]
    public void Model_OfSequences_LeavesTheMembersAsTheyAre(string model) =>
        Assert.Equal(Members(Sequences, nameof(global::ParallelGen.Model.Thread)), Members(Sequences, model));

    private static string[] Members(string source, string model)
    {
        GeneratorRun run = GeneratorDriverHarness.Run(source.Replace("RunOn(Model.ProcessPool", "RunOn(Model." + model, StringComparison.Ordinal));
        SymbolDisplayFormat format = SymbolDisplayFormat.CSharpErrorMessageFormat
            .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeType)
            .WithParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis)
            .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
        return [.. run.Output.GetTypeByMetadataName("Demo.Work")!.GetMembers().OfType<IMethodSymbol>().Select(m => m.ToDisplayString(format)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(InProcess))]
    public void Model_WithinTheProcess_NeedsNoCodecAndNoRegistry(string model)
    {
        GeneratorRun run = GeneratorDriverHarness.Run(Usings + $$"""
            public interface IThing { }
            static partial class Work
            {
                private class Secret<T> { }
                [RunOn(Model.{{model}})] static Func<int> Make(object a, dynamic b, System.IO.Stream c, Action<int>? d, IThing e, Secret<dynamic?> f, nint[,] g) => () => 1;
                [RunOn(Model.{{model}})] static dynamic Any(List<dynamic> a) => a;
                [RunOn(Model.{{model}})] private static IEnumerable<dynamic?> Each(Secret<int> a) => [];
                static Task<Func<int>> One() => MakeAsync(1, 2, System.IO.Stream.Null, null, null!, new(), new nint[1, 1]);
                static async Task<int> Dynamic() => (await AnyAsync(new())).Count;
            }
            """);
        Assert.Equal(3, run.Files.Count);
        Assert.All(run.Files.Keys, name => Assert.StartsWith("Work.", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public partial class A(int x)", "public virtual int Count(int a, string b = \"\") => x + a;")]
    [InlineData("public partial class A(int x)", "protected int Count(int a, string b = \"\") => x + a;")]
    [InlineData("public sealed partial record A(int X)", "public int Count(int self, string b = \"\") => X + self;")]
    [InlineData("public partial struct A", "public int Count(int a, string b = \"\") => X += a; public int X;")]
    [InlineData("public readonly partial struct A", "public int Count(int item, string self = \"\") => item;")]
    [InlineData("public readonly partial record struct A(int X)", "public readonly int Count(int inputs, string item = \"\") => X + inputs;")]
    [InlineData("public partial class A", "public async Task<int> CountCoreAsync(int a, string b = \"\") { await Task.Yield(); return a; }")]
    [InlineData("public abstract partial class A", "internal int Count(int a, string b = \"\") => a;")]
    [InlineData("public partial class B { public virtual int Count(int a, string b) => 1; } public partial class A : B", "public override int Count(int a, string b = \"\") => a;")]
    [InlineData("public partial class B { public int Count(int a, string b) => 1; } public partial class A : B", "public new int Count(int a, string b = \"\") => a;")]
    public void InstanceMethod_OfEachContainer_GetsInstanceMembers(string container, string method)
    {
        foreach (string model in InProcess.Select(r => r.Data))
        {
            GeneratorDriverHarness.Run(Usings + $$"""
                {{container}}
                {
                    [RunOn(Model.{{model}})] {{method}}
                    object[] Probe() => [CountAsync(1), CountAsync(1, "x", CancellationToken.None), CountAll([1]), CountAll([1], "x"), this.CountAll([(1, "x")])];
                }
                """);
        }
    }

    [Theory]
    [InlineData("public static T Pick<T>(T a, T[] b) => a;", "PickAsync(1, [1])", "PickAll(new[] { (1, new[] { 2 }) })")]
    [InlineData("public static T? Pick<T>(T? a) where T : class => a;", "PickAsync(\"x\")", "PickAll(new[] { \"x\" })")]
    [InlineData("public static T? Pick<T>(T? a) where T : class? => a;", "PickAsync(\"x\")", "PickAll(new[] { \"x\", null })")]
    [InlineData("public static T? Pick<T>(T? a) where T : struct => a;", "PickAsync<int>(1)", "PickAll<int>([1, null])")]
    [InlineData("public static T? Pick<T>(T? a) => a;", "PickAsync(\"x\")", "PickAll(new[] { 1 })")]
    [InlineData("public static T Pick<T>(T a) where T : unmanaged => a;", "PickAsync(1)", "PickAll(new[] { 1 })")]
    [InlineData("public static T Pick<T>(T a) where T : notnull, IComparable<T>, new() => a;", "PickAsync(1)", "PickAll(new[] { 1 })")]
    [InlineData("public static T Pick<T, U>(U a, T? b = default) where T : U where U : Exception? => b ?? throw new ArgumentNullException(nameof(b));", "PickAsync<Exception, Exception>(null!)")]
    [InlineData("public static int Pick<T>() where T : Enum, IConvertible => 1;", "PickAsync<DayOfWeek>()", "PickAll<DayOfWeek>(3)")]
    [InlineData("public static void Pick<@class>(@class a) { }", "PickAsync(1)", "PickAll(new[] { 1 })")]
    [InlineData("public static async Task<List<T>> PickCoreAsync<T>(IReadOnlyList<T> a, [Broadcast] T b, IProgress<T> c) { await Task.Yield(); return new(); }", "PickAsync(new[] { 1 }, 2, null!)", "PickAll(new[] { new[] { 1 } }, 2)")]
    [InlineData("internal static IEnumerable<T> Pick<T>(T a) where T : Secret { yield return a; } internal class Secret { }", "PickStream(new Secret())")]
    [InlineData("private static int Pick<T>(T a) where T : Secret => 1; private class Secret { }", "PickAsync(new Secret())", "PickAll(new[] { new Secret() })")]
    [InlineData("public static int Pick<T>(this T a, int b = 1) where T : class => 1;", "\"x\".PickAsync()", "PickAll(new[] { \"x\" }, b: 3)")]
    [InlineData("public static int Pick<T>(List<T> a) where T : allows ref struct => 1; public class List<T> where T : allows ref struct { }", "PickAsync(new List<Span<int>>())")]
    [InlineData("[RunOn(Model.ThreadPool)] public static int Pick(int a) => 1; public static int Pick<T>(T[] a) => 1; public static int PickAsync(int x, int y) => 1;", "PickAsync(1)", "PickAsync(new[] { 1 })")]
    public void GenericMethod_OfEachKind_GetsGenericMembers(string method, params string[] calls)
    {
        string annotated = method.StartsWith("[RunOn", StringComparison.Ordinal) ? method.Replace("public static int Pick<", "[RunOn(Model.Thread)] public static int Pick<", StringComparison.Ordinal) : "[RunOn(Model.Thread)] " + method;
        GeneratorRun run = GeneratorDriverHarness.Run(Usings + $$"""
            public static partial class Work
            {
                {{annotated}}
                static object[] Probe() => [{{string.Join(", ", calls)}}];
            }
            """);
        Assert.NotEmpty(run.Files);
    }

    /// <summary>To the runtime, a generic method is one for each type argument; keys are the method's.</summary>
    [Fact]
    public void Key_OfAGenericMethod_IsSharedByItsTypeArguments()
    {
        string Info(string options) => GeneratorDriverHarness.Run(Usings + $$"""
            public static partial class Work { [RunOn(Model.Thread, {{options}})] public static int Pick<T>(T a, int b) where T : notnull => b; }
            """).File("Work.Pick").Split('\n').Single(l => l.Contains("new global::ParallelGen.CompilerServices.CallInfo", StringComparison.Ordinal));
        Assert.EndsWith("""{ ExclusiveBy = "b", ExclusiveGroup = "Demo.App:M:Work.Pick``1(``0,System.Int32)", IsSynchronous = true };""", Info("ExclusiveBy = \"b\""), StringComparison.Ordinal);
        Assert.EndsWith("""{ ExclusiveBy = "*", ExclusiveGroup = "own", IsSynchronous = true };""", Info("ExclusiveBy = \"*\", ExclusiveGroup = \"own\""), StringComparison.Ordinal);
    }
}
