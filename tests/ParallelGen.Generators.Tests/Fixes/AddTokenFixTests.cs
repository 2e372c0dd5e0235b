using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN302.</summary>
public class AddTokenFixTests
{
    [Theory]
    [InlineData("static int F() => 1;", "static int F(CancellationToken cancel = default) => 1;")]
    [InlineData("static int F(int a, string b = \"\") => a;", "static int F(int a, string b = \"\", CancellationToken cancel = default) => a;")]
    [InlineData("static int F(\n        int a, // first\n        int b) => a + b;", "static int F(\n        int a, // first\n        int b,\n        CancellationToken cancel = default) => a + b;")]
    [InlineData("static int F(\n        int a,\n        // second\n        int b // last\n    ) => a + b;", "static int F(\n        int a,\n        // second\n        int b, // last\n        CancellationToken cancel = default\n    ) => a + b;")]
    [InlineData("static int F(\r\n        int a\r\n    ) => a;", "static int F(\r\n        int a,\r\n        CancellationToken cancel = default\r\n    ) => a;")]
    [InlineData("static int F(int cancel) => cancel;", "static int F(int cancel, CancellationToken cancel2 = default) => cancel;")]
    [InlineData("static int F(int a) => a; static int G() => F(1) + nameof(F).Length;", "static int F(int a, CancellationToken cancel = default) => a; static int G() => F(1) + nameof(F).Length;")]
    public Task Method_WithoutAToken_TakesOne(string method, string expected) =>
        FixCheck.MendsAsync(new AddTokenFix(), In(method), In(expected), "Take a CancellationToken in 'F'");

    [Theory]
    [InlineData("static async Task F(int a) => await Task.Delay(a);", "static async Task F(int a, CancellationToken cancel = default) => await Task.Delay(a, cancel);")]
    [InlineData("static async Task<string> F(string a) => await File.ReadAllTextAsync(a);", "static async Task<string> F(string a, CancellationToken cancel = default) => await File.ReadAllTextAsync(a, cancel);")]
    [InlineData("static async Task F(int a) => await H(a); static Task H(int a, CancellationToken stop = default, int b = 1) => Task.CompletedTask;", "static async Task F(int a, CancellationToken cancel = default) => await H(a, stop: cancel); static Task H(int a, CancellationToken stop = default, int b = 1) => Task.CompletedTask;")]
    [InlineData("static async Task F(int a) { await G(); async Task G() => await Task.Delay(a); static async Task H() => await Task.Delay(1); await H(); Func<Task> i = static () => Task.Delay(1); await i(); }", "static async Task F(int a, CancellationToken cancel = default) { await G(); async Task G() => await Task.Delay(a, cancel); static async Task H() => await Task.Delay(1); await H(); Func<Task> i = static () => Task.Delay(1); await i(); }")]
    [InlineData("static async Task F(int a) { try { await Task.Delay(a); } catch { await Task.Delay(1); } finally { await Task.Delay(2); } }", "static async Task F(int a, CancellationToken cancel = default) { try { await Task.Delay(a, cancel); } catch { await Task.Delay(1); } finally { await Task.Delay(2); } }")]
    [InlineData("static async Task F(int a) => await Task.Delay(\n        a);", "static async Task F(int a, CancellationToken cancel = default) => await Task.Delay(\n        a, cancel);")]
    [InlineData("static async Task F(int a) => await Task.Delay(\n        a\n        );", "static async Task F(int a, CancellationToken cancel = default) => await Task.Delay(\n        a,\n        cancel\n        );")]
    [InlineData("static async Task F(int a) => await Task.Delay(\n#if !X\n        a\n#endif\n        );", "static async Task F(int a, CancellationToken cancel = default) => await Task.Delay(\n#if !X\n        a\n#endif\n        );")]
    [InlineData("static async Task F(int a) => await H(a, b: 2); static Task H(int a, CancellationToken stop = default, int b = 1) => Task.CompletedTask;", "static async Task F(int a, CancellationToken cancel = default) => await H(a, b: 2, stop: cancel); static Task H(int a, CancellationToken stop = default, int b = 1) => Task.CompletedTask;")]
    [InlineData("static async Task F(int a) => await H(a); static Task H(int a, int b = 1, CancellationToken stop = default) => Task.CompletedTask;", "static async Task F(int a, CancellationToken cancel = default) => await H(a, stop: cancel); static Task H(int a, int b = 1, CancellationToken stop = default) => Task.CompletedTask;")]
    [InlineData("static string F(string a) => a.Trim();", "static string F(string a, CancellationToken cancel = default) => a.Trim();")]
    [InlineData("static void F(int a) { H(a); } static void H(int a) { } static Task H(int a, CancellationToken b) => Task.CompletedTask;", "static void F(int a, CancellationToken cancel = default) { H(a); } static void H(int a) { } static Task H(int a, CancellationToken b) => Task.CompletedTask;")]
    [InlineData("static long F(int a) => H(a); static long H(int a) => a; static long H(long a, CancellationToken b) => a;", "static long F(int a, CancellationToken cancel = default) => H(a); static long H(int a) => a; static long H(long a, CancellationToken b) => a;")]
    [InlineData("static int F(int a) => H(a) + H(b: a, a: 1); static int H(int a, int b = 2) => a; static int H(int a, int b, CancellationToken c) => a;", "static int F(int a, CancellationToken cancel = default) => H(a) + H(b: a, a: 1); static int H(int a, int b = 2) => a; static int H(int a, int b, CancellationToken c) => a;")]
    [InlineData("static async Task F(int a) => await Task.Delay(a, CancellationToken.None);", "static async Task F(int a, CancellationToken cancel = default) => await Task.Delay(a, CancellationToken.None);")]
    public Task Token_IsPassedOnToWhatTakesOne(string method, string expected) => FixCheck.MendsAsync(new AddTokenFix(), In(method), In(expected));

    [Fact]
    public Task FixAll_OfASolution_LeavesCallersAsTheyAre() => FixCheck.MendsAllAsync(
        new AddTokenFix(),
        FixAllScope.Solution,
        [
            [In("public static int F(int a) => a; [RunOn(Model.Thread)] public static int G(int a) => F(a);")],
            ["class B { int F() => A.F(1); Task<int> G(CancellationToken stop) => A.FAsync(1, cancel: stop); }"],
        ],
        [
            In("public static int F(int a, CancellationToken cancel = default) => a; [RunOn(Model.Thread)] public static int G(int a, CancellationToken cancel = default) => F(a, cancel);"),
            "class B { int F() => A.F(1); Task<int> G(CancellationToken stop) => A.FAsync(1, cancel: stop); }",
        ]);

    [Theory]
    [InlineData("static int F(params int[] a) => a.Length;")]
    [InlineData("static int F(int a) => a; static Func<int, int> G() => F;")]
    [InlineData("static int F(int a) { int cancel = a; return cancel; }")]
    [InlineData("static int F(int a) => a; /** <see cref=\"F(int)\"/> */ static int G() => 1;")]
    [InlineData("static int F(int a) => a; static int F(int a, CancellationToken b) => 1;")]
    [InlineData("static int F(int a\n#if X\n        , int b\n#endif\n        ) => a;")]
    [InlineData("static int G(int a, CancellationToken b) => a; [RunOn(Model.Thread)] public virtual int F(int a) => a;")]
    [InlineData("static partial int F(int a); static partial int F(int a) => a;")]
    public Task Method_ThatMustStayAsItIs_IsLeft(string method) => FixCheck.OffersNothingAsync(new AddTokenFix(), In(method));

    private static string In(string method) => $"public partial class A {{ [RunOn(Model.ProcessPool)] {method} }}";
}
