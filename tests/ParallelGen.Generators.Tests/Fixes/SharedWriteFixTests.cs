using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN201: three ways to keep writes apart.</summary>
public class SharedWriteFixTests
{
    [Theory]
    [InlineData("static long s; {0} static void F(int a) { s++; }", "static long s; {0} static void F(int a) { Interlocked.Increment(ref s); }", "Increment")]
    [InlineData("static int s; {0} static int F(int a) => --s;", "static int s; {0} static int F(int a) => Interlocked.Decrement(ref s);", "Decrement")]
    [InlineData("static long s; {0} static void F(int a)\n    {\n        // add\n        A.s += a /* up */;\n    }", "static long s; {0} static void F(int a)\n    {\n        // add\n        Interlocked.Add(ref A.s, a) /* up */;\n    }", "Add")]
    [InlineData("static long s; {0} static long F(int a) => s -= a + 1;", "static long s; {0} static long F(int a) => Interlocked.Add(ref s, -(a + 1));", "Add")]
    [InlineData("static int s; {0} static void F(int a) { s -= (a + 1); }", "static int s; {0} static void F(int a) { Interlocked.Add(ref s, -(a + 1)); }", "Add")]
    [InlineData("static int s; {0} static void F(int a) { s -=\n        a; }", "static int s; {0} static void F(int a) { Interlocked.Add(ref s, -a); }", "Add")]
    [InlineData("static int s; {0} static void F(int a) { s +=\n        int.Parse(/* one */ \"1\"); }", "static int s; {0} static void F(int a) { Interlocked.Add(ref s, int.Parse(/* one */ \"1\")); }", "Add")]
    [InlineData("int _s; {0} void F(int a) { this._s += 2; }", "int _s; {0} void F(int a) { Interlocked.Add(ref this._s, 2); }", "Add")]
    public Task Number_Counted_IsCountedByInterlocked(string text, string expected, string member) =>
        FixCheck.MendsAsync(new UseInterlockedFix(), In(text), In(expected), $"Use Interlocked.{member}");

    [Theory]
    [InlineData("static int s; {0} static int F(int a) => s++;")]
    [InlineData("static int s; {0} static void F(int a) { s *= a; }")]
    [InlineData("static int s; {0} static void F(int a) { s = s + a; }")]
    [InlineData("static int s; {0} static void F(int a) { s += s + a; }")]
    [InlineData("static int s; {0} static void F(int a) { checked { s += a; s -= a; s++; --s; } }")]
    [InlineData("static int s; {0} static void F(int a) { s -= int.MinValue; }")]
    [InlineData("static int s; {0} static void F(int a) { s /* all */ += a; }")]
    [InlineData("static int s; {0} static void F(int a) { s -= // all\n        a; }")]
    [InlineData("static int s; {0} static void F(int a) { s +=\n#if X\n        1;\n#else\n        a;\n#endif\n    }")]
    [InlineData("static short s; {0} static void F(int a) { s++; }")]
    [InlineData("static double s; {0} static void F(int a) { s += a; }")]
    [InlineData("static int S { get; set; } {0} static void F(int a) { S++; }")]
    [InlineData("static volatile int s; {0} static void F(int a) { s++; }")]
    public Task Write_ThatInterlockedCannotDo_IsLeft(string text) => FixCheck.OffersNothingAsync(new UseInterlockedFix(), In(text));

    [Theory]
    [InlineData("static readonly object s_gate = new(); static int s; {0} static void F(int a) { s = s * a; }", "static readonly object s_gate = new(); static int s; {0} static void F(int a) { lock (s_gate) { s = s * a; } }", "s_gate")]
    [InlineData("static readonly Lock s_lock = new(); static int S { get; set; } {0} static void F(int a)\n    {\n        // up\n        S += a; // so\n    }", "static readonly Lock s_lock = new(); static int S { get; set; } {0} static void F(int a)\n    {\n        // up\n        lock (s_lock)\n        {\n            S += a;\n        } // so\n    }", "s_lock")]
    [InlineData("readonly Lock _lock = new(); static readonly Lock s_lock = new(); int _s; {0} void F(int a) { _s++; }", "readonly Lock _lock = new(); static readonly Lock s_lock = new(); int _s; {0} void F(int a) { lock (_lock) { _s++; } }", "_lock")]
    [InlineData("static readonly Lock s_lock = new(); static int s; {0} static void F(int a) { if (a > 0) s = a; }", "static readonly Lock s_lock = new(); static int s; {0} static void F(int a) { if (a > 0) lock (s_lock) { s = a; } }", "s_lock")]
    [InlineData("static readonly Lock s_lock = new(); static int s; {0} static void F(int a)\r\n    {\r\n#if !X\r\n        s = a\r\n#endif\r\n        ;\r\n    }", "static readonly Lock s_lock = new(); static int s; {0} static void F(int a)\r\n    {\r\n#if !X\r\n        lock (s_lock)\r\n        {\r\n            s = a\r\n#endif\r\n        ;\r\n        }\r\n    }", "s_lock")]
    public Task Write_BesideALockObject_IsLocked(string text, string expected, string gate) =>
        FixCheck.MendsAsync(new LockWriteFix(), In(text), In(expected), $"Lock '{gate}' for the write");

    [Theory]
    [InlineData("static int s; {0} static void F(int a) { s++; }")]
    [InlineData("static object s_gate = new(); static int s; {0} static void F(int a) { s++; }")]
    [InlineData("static readonly object s_other = \"\"; static int s; {0} static void F(int a) { s++; }")]
    [InlineData("static readonly Lock s_a = new(), s_b = new(); static int s; {0} static void F(int a) { s++; }")]
    [InlineData("readonly Lock _lock = new(); static int s; {0} void F(int a) { s++; }")]
    [InlineData("static readonly Lock s_lock = new(); static int s; {0} static void F(string s_lock) { s = s_lock.Length; }")]
    [InlineData("static readonly Lock s_lock = new(); static int s; {0} static int F(int a) => s++;")]
    [InlineData("static readonly Lock s_lock = new(); static int s; {0} static async Task F(Task<int> a) { s += await a; }")]
    public Task Write_WithNoLockObjectOfItsOwn_IsLeft(string text) => FixCheck.OffersNothingAsync(new LockWriteFix(), In(text));

    [Theory]
    [InlineData("static int s; [RunOn(Model.ThreadPool)] static void F(int a) { s = s * a; }", "static int s; [RunOn(Model.ThreadPool, ExclusiveBy = \"*\")] static void F(int a) { s = s * a; }")]
    [InlineData("static int s; [RunOn(Model.Thread, ExclusiveBy = nameof(a) /* each */, ThreadName = \"x\")] static void F(int a) { s++; }", "static int s; [RunOn(Model.Thread, ExclusiveBy = \"*\" /* each */, ThreadName = \"x\")] static void F(int a) { s++; }")]
    [InlineData("static int s; static A() { s = 2; } static int G() => -s + s!; [RunOn(Model.ThreadPool)] static void F(int a) => H(); static void H() => s++;", "static int s; static A() { s = 2; } static int G() => -s + s!; [RunOn(Model.ThreadPool, ExclusiveBy = \"*\")] static void F(int a) => H(); static void H() => s++;")]
    [InlineData("static int s; [RunOn(\n        Model.ThreadPool\n    )] static void F(int a) { s++; }", "static int s; [RunOn(\n        Model.ThreadPool,\n        ExclusiveBy = \"*\"\n    )] static void F(int a) { s++; }")]
    public Task State_OfOneMethod_HasItsCallsKeptApart(string text, string expected) =>
        FixCheck.MendsAsync(new ExcludeCallsFix(), In(text), In(expected), "Run calls of 'F' one after the other");

    [Theory]
    [InlineData("static int s; {0} static void F(int a) { s++; } {0} static void G(int a) { s++; }")]
    [InlineData("static int s; {0} static void F(int a) { s++; } static void G() { s = 0; }")]
    [InlineData("static int s; {0} static void F(int a) => H(); static void H() => s++; static void G() => H();")]
    [InlineData("static int s; {0} static void F(int a) { s++; } static void G() { int.TryParse(\"\", out s); }")]
    [InlineData("static int s; {0} static void F(int a) { s++; } static int S { set => s = value; }")]
    [InlineData("static int s; {0} static void F(int a) => H(); internal static void H() => s++;")]
    [InlineData("static int s; {0} static void F(int a) => H(); static void H() => s++; static int S { set => H(); }")]
    [InlineData("static int s; {0} static void F(int a) { s++; } static void G() { (s, _) = (1, 2); }")]
    [InlineData("static int s; {0} static void F(int a) { s++; } static void G() { ref int t = ref s; t++; }")]
    [InlineData("static int[] s = []; {0} static void F(int a) { s = [a]; } static void G() { s[0] = 1; }")]
    [InlineData("static int s; [RunOn(Model.ThreadPool\n#if X\n        , MaxConcurrency = 2\n#endif\n        )] static void F(int a) { s++; }")]
    public Task State_OfSeveralWriters_IsLeft(string text) => FixCheck.OffersNothingAsync(new ExcludeCallsFix(), In(text));

    /// <summary>A helper that is annotated itself has callers of its own.</summary>
    [Fact]
    public async Task State_WrittenByAnAnnotatedHelper_IsTheHelpersOwn()
    {
        FixSolution solution = FixSolution.Open(["using ParallelGen;\n" + In("static int s; {0} static void F(int a) => H(a); {0} static void H(int a) => s++;")]);
        Assert.DoesNotContain((await solution.OffersAsync(new ExcludeCallsFix())).Select(o => o.Title), t => t.Contains("'F'", StringComparison.Ordinal));
    }

    [Fact]
    public Task FixAll_OfAMethodWithSeveralWrites_MendsEach() => FixCheck.MendsAllAsync(
        new UseInterlockedFix(),
        FixAllScope.Document,
        [[In("static int s; static long t; {0} static void F(int a) { s++; t += ++s; }")]],
        [In("static int s; static long t; {0} static void F(int a) { Interlocked.Increment(ref s); Interlocked.Add(ref t, Interlocked.Increment(ref s)); }")]);

    private static string In(string text) => $"public partial class A {{ {text.Replace("{0}", "[RunOn(Model.ThreadPool)]", StringComparison.Ordinal)} }}";
}
