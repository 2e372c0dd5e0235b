using System.Globalization;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN303.</summary>
public class BlockingCallTests
{
    public static TheoryData<string> Firing =>
    [
        "return {|PGEN303:Work.FAsync(a).Result|};",
        "{|PGEN303:Work.GAsync(a).Wait()|}; return 1;",
        "{|PGEN303:Work.GAsync(a).Wait(1000)|}; return 1;",
        "return {|PGEN303:Work.FAsync(a).GetAwaiter().GetResult()|};",
        "return {|PGEN303:Work.FAsync(a).ConfigureAwait(false).GetAwaiter().GetResult()|};",
        "return {|PGEN303:(Work.FAsync(a)).Result|};",
        "return {|PGEN303:Work.FAll([a]).GetAwaiter().GetResult()|}.Length;",
        "return {|PGEN303:Work.FAll([a]).ConfigureAwait(false).GetAwaiter().GetResult()|}.Length;",
        "return {|PGEN303:Work.FAll([a]).ToArrayAsync().Result|}.Length;",
        "{|PGEN303:Work.GAll([a]).WithBuffer(1).RunAsync().Wait()|}; return 1;",
        "var b = Work.FAll([a]); return {|PGEN303:b.OutcomesAsync().Result|}.Length;",
        "{|PGEN303:Task.WaitAll(Work.FAsync(a), Work.GAsync(a))|}; return 1;",
        "{|PGEN303:Task.WaitAll([Work.FAsync(a)])|}; return 1;",
        "return {|PGEN303:Task.WhenAll(Work.FAsync(a), Work.FAsync(2)).Result|}[0];",
        "return {|PGEN303:Task.WhenAll(Enumerable.Range(0, a).Select(i => Work.FAsync(i))).GetAwaiter().GetResult()|}[0];",
        "var t = Work.FAsync(a); return {|PGEN303:t.Result|};",
        "Task<int> t = Work.FAsync(a); {|PGEN303:t.Wait()|}; return {|PGEN303:t.Result|};",
        "int L() => {|PGEN303:Work.FAsync(a).Result|}; return L();",
        "return new[] { a }.Select(x => {|PGEN303:Work.FAsync(x).Result|}).Sum();",
        "return One(a); int One(int x) { return {|PGEN303:Work.FAsync(x).Result|}; }",
    ];

    public static TheoryData<string> Silent =>
    [
        "return 1;",
        "return Task.Run(() => a).Result;",
        "Work.FAsync(a); return 1;",
        "Task<int> t = Work.FAsync(a); return t.IsCompleted ? t.Result : 0;",
        "Task<int> t = Work.FAsync(a); Work.GAsync(a); return Keep(t) ? t.Result : 1;",
        "var t = Work.FAsync(a); return t.Wait(0) ? 1 : 0;",
        "Task<int> t = Task.FromResult(1); t = Work.FAsync(a); return t.Result;",
        "return Work.F(a);",
        "Func<Task<int>> f = async () => await Work.FAsync(a); return 1;",
    ];

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Method_OfAPoolThatBlocks_IsReported(string body) => CallRule.VerifyAsync("PGEN303", Method("ThreadPool", body));

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Method_OfAPoolOfProcesses_IsReportedAsWell(string body) => CallRule.VerifyAsync("PGEN303", Method("ProcessPool", body));

    [Theory]
    [MemberData(nameof(Silent))]
    public Task Method_ThatDoesNotBlock_IsNot(string body) => CallRule.VerifyAsync("PGEN303", Method("ThreadPool", body));

    /// <summary>A thread or a process of its own starves nobody, and what blocks a loop is another rule's.</summary>
    [Theory]
    [InlineData("Thread")]
    [InlineData("Process")]
    [InlineData("EventLoop")]
    public Task Method_OfAnotherModel_IsNotReported(string model) => CallRule.VerifyAsync("PGEN303", Method(model, "return Work.FAsync(a).Result;"));

    [Theory]
    // after an await of the same task
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static async Task<int> M(int a) { var t = Work.FAsync(a); await t; return t.Result; } }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static async Task<int> M(int a) { var t = Work.FAsync(a); await Task.WhenAll(t, Task.Delay(1)); return t.Result; } }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static async Task<int> M(int a) => await Work.FAsync(a); }")]
    // not in an annotated method
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => a; static int N(int a) => Work.FAsync(a).Result; }")]
    [InlineData("class A { static void Main() { int i = Work.FAsync(1).Result; } }")]
    // a helper that is not only its own is not followed, nor one that nobody calls
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => B.N(a); } class B { internal static int N(int a) => Work.FAsync(a).Result; }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => a; static class B { static int N(int a) => Work.FAsync(a).Result; } }")]
    public Task Blocking_WhereItHoldsNoPool_IsNotReported(string program) => CallRule.VerifyAsync("PGEN303", program);

    [Theory]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => N(a); static int N(int a) => {|PGEN303:Work.FAsync(a).Result|}; }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => N(a); static int N(int a) => O(a); static int O(int a) { N(a); return {|PGEN303:Work.FAsync(a).Result|}; } }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] int M(int a) => N<int>(a); private int N<T>(int a) => {|PGEN303:Work.FAsync(a).Result|}; }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] internal static partial int M(int a); internal static partial int M(int a) => {|PGEN303:Work.FAsync(a).Result|}; }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int M(int a) => N(a); [RunOn(Model.ThreadPool)] static int O(int a) => N(a); static int N(int a) => {|PGEN303:Work.FAsync(a).Result|}; }")]
    public Task Helper_ThatAnAnnotatedMethodCalls_IsFollowed(string program) => CallRule.VerifyAsync("PGEN303", program);

    [Theory]
    [InlineData("ThreadPool", "'M' blocks on the generated call 'FAsync' and holds a thread of its pool meanwhile, which can starve the pool. Await the call in an async method, or make it before and pass its result.")]
    [InlineData("ProcessPool", "'M' blocks on the generated call 'FAsync' and holds a worker of its pool meanwhile, which can starve the pool. Await the call in an async method, or make it before and pass its result.")]
    public async Task Message_SaysWhatIsHeld(string model, string message) => Assert.Equal(
        message, Assert.Single(await CallRule.VerifyAsync("PGEN303", Method(model, "return {|PGEN303:Work.FAsync(a).Result|};"))).GetMessage(CultureInfo.InvariantCulture));

    private static string Method(string model, string body) =>
        $$"""partial class A { [RunOn(Model.{{model}})] static int M(int a) { {{body}} } static bool Keep(object o) => true; }""";
}
