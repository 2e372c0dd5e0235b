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
    public Task Wait_OnTheLoop_IsAwaited(string method, string expected, string title) => FixCheck.MendsAsync(new AwaitTwinFix(), In(method), In(expected), title);

    [Fact]
    public Task FixAll_OfAMethod_AwaitsEach() => FixCheck.MendsAllAsync(
        new AwaitTwinFix(),
        FixAllScope.Document,
        [[In("static int F(string a, Task<int> b) { Thread.Sleep(b.Result); return File.ReadAllText(a).Length; }")]],
        [In("static async Task<int> F(string a, Task<int> b) { await Task.Delay(await b); return (await File.ReadAllTextAsync(a)).Length; }")]);

    [Theory]
    [InlineData("static int F(WaitHandle a) => a.WaitOne() ? 1 : 0;")]
    [InlineData("static int F(string a) => File.ReadLines(a).Count();")]
    [InlineData("static int F(int a) { lock (s_lock) { Thread.Sleep(a); } return a; } static readonly object s_lock = new();")]
    [InlineData("static Task<int> F(int a) { Thread.Sleep(a); return Task.FromResult(a); }")]
    [InlineData("static int F(Task<int>? a) => a?.Result ?? 1;")]
    public Task Wait_ThatHasNoTwinOrNoPlaceForIt_IsLeft(string method) => FixCheck.OffersNothingAsync(new AwaitTwinFix(), In(method));

    private static string In(string method) => $"public partial class A {{ [RunOn(Model.EventLoop)] {method} }}";
}
