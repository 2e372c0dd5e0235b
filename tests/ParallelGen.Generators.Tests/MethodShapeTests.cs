using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>Parameters, returns and default values: what is generated compiles, and calls bind as promised.</summary>
public class MethodShapeTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    [Theory]
    [InlineData("void", "{ }", "Task", "Batch")]
    [InlineData("int", "=> 1;", "Task<int>", "Batch<int>")]
    [InlineData("string?", "=> null;", "Task<string?>", "Batch<string?>")]
    [InlineData("Task", "=> Task.CompletedTask;", "Task", "Batch")]
    [InlineData("Task<int>", "=> Task.FromResult(1);", "Task<int>", "Batch<int>")]
    [InlineData("ValueTask", "=> default;", "Task", "Batch")]
    [InlineData("ValueTask<List<string?>>", "=> new(new List<string?>());", "Task<List<string?>>", "Batch<List<string?>>")]
    [InlineData("(int a, string? b)[]", "=> [];", "Task<(int a, string? b)[]>", "Batch<(int a, string? b)[]>")]
    public void Return_OfEachKind_BecomesTaskAndBatch(string type, string body, string task, string batch) =>
        GeneratorDriverHarness.Run(Usings + $$"""
            public static partial class Text
            {
                [RunOn(Model.ProcessPool)] public static {{type}} Count(int a, string b) {{body}}
                static {{task}} One() => CountAsync(1, "x", CancellationToken.None);
                static {{batch}} Many(IEnumerable<(int a, string b)> s) => CountAll(s);
                static {{batch}} ManyAsync(IAsyncEnumerable<(int a, string b)> s) => CountAll(s);
            }
            """);

    [Theory]
    [InlineData("", "CountAsync()", "CountAll(3)")]
    [InlineData("CancellationToken cancel", "CountAsync(cancel: default)", "CountAll(count: 3)")]
    [InlineData("CancellationToken stop, int a", "CountAsync(1, stop: default)", "CountAll([1, 2])")]
    [InlineData("int a, CancellationToken @event = default", "CountAsync(1, @event: default)", "CountAll([1, 2])")]
    [InlineData("int cancel", "CountAsync(1, cancel2: default)", "CountAll([1, 2])")]
    [InlineData("string a", "CountAsync(\"x\")", "CountAll([\"x\"])")]
    [InlineData("string? a", "CountAsync(null)", "CountAll([\"x\", null])")]
    [InlineData("int a, string b", "CountAsync(1, \"x\")", "CountAll([(1, \"x\")])")]
    [InlineData("int a = 1", "CountAsync()", "CountAll(3, a: 2)", "CountAll([1, 2])")]
    [InlineData("int a, int b = 2", "CountAsync(1)", "CountAll([1], b: 3)", "CountAll([(1, 2)])")]
    [InlineData("int a, int b, string? c = null, double d = 1", "CountAsync(1, 2, d: 3)", "CountAll([(1, 2)], d: 3)", "CountAll([(1, 2, null, 1.0)])")]
    [InlineData("int count = 1, int inputs = 2, int item = 3", "CountAsync(count: 2)", "CountAll(count2: 5, count: 3)", "CountAll([(1, 2, 3)])")]
    [InlineData("int a, int inputs = 2, int item = 3", "CountAsync(2)", "CountAll(inputs2: [1], inputs: 3)", "CountAll(inputs: [(1, 2, 3)])")]
    [InlineData("params int[] a", "CountAsync([1, 2])", "CountAll([[1, 2]])")]
    [InlineData("int a = 1, params string[] b", "CountAsync(1, [])", "CountAll([[\"x\"]], a: 2)", "CountAll([(1, [\"x\"])])")]
    [InlineData("params List<int> a", "CountAsync([1, 2])", "CountAll(new[] { new List<int>() })")]
    [InlineData("int @class, int @event", "CountAsync(@class: 1, @event: 2)", "CountAll(new[] { (@class: 1, @event: 2) })")]
    [InlineData("int Item2, int Rest, int ToString, int item2", "CountAsync(1, 2, 3, 4)", "CountAll(new[] { (item22: 1, rest: 2, toString: 3, item2: 4) })")]
    [InlineData("int Item1, int Item2, int Item01", "CountAsync(1, 2, 3)", "CountAll(new[] { (1, 2, 3) })")]
    [InlineData("int a, int A", "CountAsync(a: 1, A: 2)", "CountAll(new[] { (a: 1, A: 2) })")]
    [InlineData("int _, int __", "CountAsync(1, 2)", "CountAll(new[] { (1, 2) })")]
    [InlineData("int value, int from, int await, int field, int record, int var, int scoped", "CountAsync(1, 2, 3, 4, 5, 6, 7)", "CountAll(new[] { (1, 2, 3, 4, 5, 6, 7) })")]
    [InlineData("int a, int b, int c, int d, int e, int f, int g, int h, string i", "CountAsync(1, 2, 3, 4, 5, 6, 7, 8, \"9\")", "CountAll(new[] { (1, 2, 3, 4, 5, 6, 7, 8, \"9\") })")]
    [InlineData("[AllowNull] string a", "CountAsync(null)", "CountAll([null])")]
    [InlineData("(int x, string? y) a, Dictionary<string, List<int?>?> b", "CountAsync((1, null), [])", "CountAll(new[] { ((1, (string?)null), new Dictionary<string, List<int?>?>()) })")]
    [InlineData("[Optional, DateTimeConstant(5L)] DateTime a", "CountAsync()", "CountAll(2)", "CountAll([DateTime.Now])")]
    [InlineData("[Optional] int a, int b", "CountAsync(b: 2)", "CountAll([2])", "CountAll([(1, 2)])")]
    [InlineData("[Optional, DefaultParameterValue((short)7)] short a, int b", "CountAsync(b: 2)", "CountAll([2])")]
    [InlineData("int a, [CallerMemberName] string? who = null, [CallerArgumentExpression(nameof(a))] string? what = null", "CountAsync(3)", "CountAll([3])")]
    public void Parameters_OfEachKind_MakeMembersThatBind(string parameters, params string[] calls) =>
        GeneratorDriverHarness.Run(Usings + $$"""
            public static partial class Text
            {
                [RunOn(Model.ProcessPool)] public static int Count({{parameters}}) => 1;
                static object[] Probe() => [{{string.Join(", ", calls)}}];
            }
            """);

    [Theory]
    [InlineData("byte a = 5", "(byte)5")]
    [InlineData("sbyte a = -5", "(sbyte)-5")]
    [InlineData("int a = int.MinValue", "int.MinValue")]
    [InlineData("long a = long.MinValue", "long.MinValue")]
    [InlineData("ulong a = ulong.MaxValue", "ulong.MaxValue")]
    [InlineData("uint a = 3000000000", "3000000000u")]
    [InlineData("char a = '\\''", "'\\''")]
    [InlineData("char a = '\\uD800'", "'\\uD800'")]
    [InlineData("bool a = true", "true")]
    [InlineData("float a = float.NaN", "float.NaN")]
    [InlineData("float a = 0.1f", "0.1f")]
    [InlineData("double a = double.PositiveInfinity", "double.PositiveInfinity")]
    [InlineData("double a = double.NegativeInfinity", "double.NegativeInfinity")]
    [InlineData("double a = 5e-324", "5e-324")]
    [InlineData("decimal a = -79228162514264337593543950335m", "decimal.MinValue")]
    [InlineData("decimal a = 1.50m", "1.50m")]
    [InlineData("string a = \"\\\"\\\\\\n\\u0001\\u2028\\uD800\"", "\"\\\"\\\\\\n\\u0001\\u2028\\uD800\"")]
    [InlineData("string? a = null", "null")]
    [InlineData("int? a = null", "null")]
    [InlineData("int? a = 5", "5")]
    [InlineData("E a = E.@class", "E.@class")]
    [InlineData("E a = (E)(-7)", "(E)(-7)")]
    [InlineData("E? a = E.B", "E.B")]
    [InlineData("E? a = null", "null")]
    [InlineData("Guid a = default", "default(Guid)")]
    [InlineData("DateTime a = new()", "default(DateTime)")]
    [InlineData("int a = C", "42")]
    [InlineData("[Optional, DateTimeConstant(5L)] DateTime a", "new DateTime(5)")]
    public void DefaultValue_OfEachKind_IsTheUsersOwn(string parameter, string expected)
    {
        GeneratorRun run = GeneratorDriverHarness.Run(Usings + $$"""
            public enum E { A, B, @class }
            public static partial class Text
            {
                private const int C = 42;
                [RunOn(Model.ProcessPool)] public static int Count({{parameter}}) => 1;
                public static object? Expected() => {{expected}};
            }
            """);
        System.Reflection.Assembly assembly = run.Load();
        Type text = assembly.GetType("Text")!;
        object? value = text.GetMethod("Expected")!.Invoke(null, null);
        foreach (System.Reflection.MethodInfo method in text.GetMethods().Where(m => m.Name == "CountAsync" || m.GetParameters() is [{ ParameterType.Name: "Int32" }, _]))
        {
            System.Reflection.ParameterInfo generated = method.GetParameters().Single(p => p.Name == "a");
            object? actual = generated.DefaultValue;
            Type type = Nullable.GetUnderlyingType(generated.ParameterType) ?? generated.ParameterType;
            if (value is not null && type.IsEnum)
            {
                actual = Enum.ToObject(type, actual!);
            }

            if (actual is null && generated.ParameterType.IsValueType && value is not null)
            {
                actual = Activator.CreateInstance(generated.ParameterType);
            }

            Assert.Equal(value, value is null || actual is null ? actual : Convert.ChangeType(actual, value.GetType(), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Extension_OnAsyncOnly_KeepsItsReceiver() =>
        GeneratorDriverHarness.Run(Usings + """
            public static partial class Text
            {
                [RunOn(Model.ProcessPool)] public static int Words(this string text, int limit = 5) => 1;
                static Task<int> One() => "x".WordsAsync();
                static Batch<int> Many() => Text.WordsAll(["x"], limit: 3);
            }
            """);

    [Fact]
    public void Source_ThatIsBothKindsOfSequence_IsReadAsynchronously()
    {
        GeneratorRun run = GeneratorDriverHarness.Run(Usings + """
            public abstract class Both : IEnumerable<int>, IAsyncEnumerable<int>
            {
                public abstract IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default);
                public abstract IEnumerator<int> GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
            public static partial class Text
            {
                [RunOn(Model.ProcessPool)] public static int Twice(int a) => a;
                static Batch<int> Many(Both both) => TwiceAll(both);
            }
            """);
        SyntaxTree user = run.Output.SyntaxTrees.First();
        var call = user.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax>().Last();
        var bound = (IMethodSymbol)run.Output.GetSemanticModel(user).GetSymbolInfo(call, TestContext.Current.CancellationToken).Symbol!;
        Assert.Equal("IAsyncEnumerable", bound.Parameters[0].Type.Name);
    }

    [Fact]
    public void Overloads_OfOneName_AreAllGenerated()
    {
        GeneratorRun run = GeneratorDriverHarness.Run(Usings + """
            public static partial class Text
            {
                [RunOn(Model.ProcessPool)] public static int Count(string a) => 1;
                [RunOn(Model.ProcessPool)] public static int Count(int a) => 1;
                [RunOn(Model.ProcessPool)] public static int Count(string a, int b = 1) => 1;
                static object[] Probe() => [CountAsync("x", CancellationToken.None), CountAsync("x", 2), CountAsync(1), CountAll(["x"]), CountAll([1]), CountAll(["x"], b: 3)];
            }
            """);
        Assert.Equal(3, run.Files.Keys.Count(f => f.StartsWith("Text.Count_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Options_AreHandedToTheRuntime()
    {
        string file = GeneratorDriverHarness.Run(Usings + """
            public static partial class Text
            {
                [RunOn(Model.ProcessPool, Name = "Words", Pool = "a\"b", MaxConcurrency = 2, TimeoutMilliseconds = 100, StackSize = 0, ExclusiveBy = null)]
                public static int CountCore(string a) => 1;
                static object[] Probe() => [WordsAsync("x"), WordsAll(["x"])];
            }
            """).File("Text.CountCore");
        Assert.Contains("""{ Pool = "a\"b", MaxConcurrency = 2, TimeoutMilliseconds = 100, IsCancellable = false };""", file, StringComparison.Ordinal);
    }
}
