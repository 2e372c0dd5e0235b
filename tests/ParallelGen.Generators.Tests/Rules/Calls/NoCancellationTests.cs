using System.Globalization;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN302.</summary>
public class NoCancellationTests
{
    [Theory]
    [InlineData("[RunOn(Model.ProcessPool)] static int {|PGEN302:F|}(int a) => a;")]
    [InlineData("[RunOn(Model.Process)] static void {|PGEN302:F|}() { }")]
    [InlineData("[RunOn(Model.Thread)] int {|PGEN302:F|}(int a) => a;")]
    [InlineData("[RunOn(Model.ThreadPool)] T {|PGEN302:F|}<T>(T a) => a;")]
    [InlineData("[RunOn(Model.EventLoop)] async Task<int> {|PGEN302:FCoreAsync|}(int a, IProgress<int>? p = null) { await Task.Yield(); return a; }")]
    [InlineData("[RunOn(Model.ProcessPool)] internal static partial int {|PGEN302:F|}(int a); internal static partial int F(int a) => a;")]
    public Task Method_WithoutToken_IsReported(string method) => VerifyAsync(method);

    [Theory]
    [InlineData("[RunOn(Model.ProcessPool)] static int F(int a, CancellationToken cancel) => a;")]
    [InlineData("[RunOn(Model.ThreadPool)] static async Task F(CancellationToken stop = default) => await Task.Delay(1, stop);")]
    [InlineData("[RunOn(Model.ProcessPool)] static IEnumerable<int> F(int a) => [];")]
    [InlineData("[RunOn(Model.ThreadPool)] static async IAsyncEnumerable<int> F(int a) { await Task.Yield(); yield return 1; }")]
    [InlineData("static int F(int a) => a;")]
    // a signature that is given
    [InlineData("[RunOn(Model.ThreadPool)] public override string ToString() => \"\";")]
    [InlineData("int I.F(int a) => F(a); [RunOn(Model.ThreadPool)] public int F(int a, CancellationToken cancel = default) => a; [RunOn(Model.ThreadPool)] public int G(int a) => a; } interface I { int F(int a); int G(int a); } partial class A : I {")]
    // what has a problem is not generated, and the problem comes first
    [InlineData("[RunOn(Model.ProcessPool)] int F(int a) => a;")]
    [InlineData("[RunOn(Model.ProcessPool)] static int F(Func<int> a) => 1;")]
    [InlineData("[RunOn((Model)42)] static int F(int a) => 1;")]
    public Task Method_ThatIsStoppedOrNotGenerated_IsNot(string method) => VerifyAsync(method);

    [Theory]
    [InlineData("Thread", "runs to its end all the same, and its result is dropped")]
    [InlineData("ThreadPool", "runs to its end all the same, and its result is dropped")]
    [InlineData("EventLoop", "runs to its end all the same, and its result is dropped")]
    [InlineData("Process", "is ended by killing its process")]
    [InlineData("ProcessPool", "is ended by killing its worker, which another process must replace")]
    public async Task Message_SaysWhatTheModelDoes(string model, string outcome) => Assert.Equal(
        $"Method 'F' takes no CancellationToken, so a call that is cancelled while it runs {outcome}. Add a parameter of that type and pass it on.",
        Assert.Single(await VerifyAsync($"[RunOn(Model.{model})] static int {{|PGEN302:F|}}(int a) => a;")).GetMessage(CultureInfo.InvariantCulture));

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> VerifyAsync(string method) =>
        CallRule.VerifyAloneAsync("PGEN302", $"partial class A {{ {method} }}");
}
