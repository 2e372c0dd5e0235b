using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN205.</summary>
public class AwaitTwinFixTests
{
    [Theory]
    [InlineData("static int F(int a) { Thread.Sleep(a); return a; }", "static async Task<int> F(int a) { await Task.Delay(a); return a; }", "Await 'Delay'")]
    [InlineData("static string F(string a) => /* all */ File.ReadAllText(a).Trim();", "static async Task<string> F(string a) => /* all */ (await File.ReadAllTextAsync(a)).Trim();", "Await 'ReadAllTextAsync'")]
    [InlineData("static int F(int a) => G(a).Result + 1; static async Task<int> G(int a) { await Task.Yield(); return a; }", "static async Task<int> F(int a) => await G(a) + 1; static async Task<int> G(int a) { await Task.Yield(); return a; }", "Await the task")]
    [InlineData("static void F(Task a) => a.Wait();", "static async Task F(Task a) => await a;", "Await the task")]
    [InlineData("static void F(Task[] a) { Task.WaitAll(a); }", "static async Task F(Task[] a) { await Task.WhenAll(a); }", "Await 'WhenAll'")]
    [InlineData("static async Task<int> F(Task<int> a) { Thread.Sleep(1); return await a; }", "static async Task<int> F(Task<int> a) { await Task.Delay(1); return await a; }", "Await 'Delay'")]
    [InlineData("static int F(int a) => G(a) + 1; static int G(int a) { Thread.Sleep(a); return a; }", "static async Task<int> F(int a) => await G(a) + 1; static async Task<int> G(int a) { await Task.Delay(a); return a; }", "Await 'Delay'")]
    [InlineData("static int F(string a) => File.ReadLines(a).Count();", "static async Task<int> F(string a) => (await File.ReadAllLinesAsync(a)).Count();", "Await 'ReadAllLinesAsync'")]
    [InlineData("static int F(string a) { int n = 0; /* all */ foreach (string line in File.ReadLines(a)) { n += line.Length; } return n; }", "static async Task<int> F(string a) { int n = 0; /* all */ await foreach (string line in File.ReadLinesAsync(a)) { n += line.Length; } return n; }", "Enumerate 'ReadLinesAsync'")]
    [InlineData("static int F(int a) { foreach (string line in File.ReadLines(G(F(a - 1)))) { a += F(line.Length); } return a; } static string G(int a) => \"\";", "static async Task<int> F(int a) { await foreach (string line in File.ReadLinesAsync(G(await F(a - 1)))) { a += await F(line.Length); } return a; } static string G(int a) => \"\";", "Enumerate 'ReadLinesAsync'")]
    [InlineData("static void F(int a) { Thread.Sleep /* ms */ (a); }", "static async Task F(int a) { await Task.Delay /* ms */ (a); }", "Await 'Delay'")]
    [InlineData("public static int F(int a) { Thread.Sleep(a); return a; }", "public static async Task<int> F(int a) { await Task.Delay(a); return a; }", "Await 'Delay'")]
    [InlineData("static int F(Task<int> a) { try { return 1; } catch (AggregateException) { return a.Result; } }", "static async Task<int> F(Task<int> a) { try { return 1; } catch (AggregateException) { return await a; } }", "Await the task")]
    public Task Wait_OnTheLoop_IsAwaited(string method, string expected, string title) => FixCheck.MendsAsync(new AwaitTwinFix(), In(method), In(expected), title);

    [Fact]
    public Task Wait_OfAnImportedMember_IsAwaited() => FixCheck.MendsAsync(
        new AwaitTwinFix(),
        "using static System.IO.File; " + In("static string F(string a) => ReadAllText(a);"),
        "using static System.IO.File; " + In("static async Task<string> F(string a) => await ReadAllTextAsync(a);"));

    [Fact]
    public Task Wait_InAReadOnlyMethodOfAStruct_IsAwaited() => FixCheck.MendsAsync(
        new AwaitTwinFix(),
        "readonly partial struct A { [RunOn(Model.EventLoop)] int F(int a) { Thread.Sleep(a); return a; } }",
        "readonly partial struct A { [RunOn(Model.EventLoop)] async Task<int> F(int a) { await Task.Delay(a); return a; } }");

    [Fact]
    public Task FixAll_OfAMethod_AwaitsEach() => FixCheck.MendsAllAsync(
        new AwaitTwinFix(),
        FixAllScope.Document,
        [[In("static int F(string a, Task<int> b) { Thread.Sleep(b.Result); return File.ReadAllText(a).Length; }")]],
        [In("static async Task<int> F(string a, Task<int> b) { await Task.Delay(await b); return (await File.ReadAllTextAsync(a)).Length; }")]);

    [Theory]
    [InlineData("static int F(WaitHandle a) => a.WaitOne() ? 1 : 0;")]
    [InlineData("static void F(System.Diagnostics.Process a) { a.WaitForExit(100); }")]
    [InlineData("static IEnumerable<string> F(string a) { foreach (string line in File.ReadLines(a)) { yield return line; } }")]
    [InlineData("static int F(string[] a) { int n = 0; lock (s_lock) { foreach (string b in File.ReadLines(a[0])) { n++; } } return n; } static readonly object s_lock = new();")]
    [InlineData("static int F(Task<int> a) => B(a); static int B(Task<int> a) => new C(a).D; class C { public C(Task<int> a) { D = a.Result; } public int D; }")]
    [InlineData("static void F(List<int> a) => a.ForEach(b => Thread.Sleep(b));")]
    [InlineData("static int F(int a) { lock (s_lock) { Thread.Sleep(a); } return a; } static readonly object s_lock = new();")]
    [InlineData("static Task<int> F(int a) { Thread.Sleep(a); return Task.FromResult(a); }")]
    [InlineData("static int F(Task<int>? a) => a?.Result ?? 1;")]
    [InlineData("static int F(Task<int> a) { try { return a.Result; } catch (AggregateException) { return 0; } }")]
    public Task Wait_ThatHasNoTwinOrNoPlaceForIt_IsLeft(string method) => FixCheck.OffersNothingAsync(new AwaitTwinFix(), In(method));

    private static string In(string method) => $"public partial class A {{ [RunOn(Model.EventLoop)] {method} }}";
}
