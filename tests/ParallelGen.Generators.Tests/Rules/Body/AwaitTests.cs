namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN206: updates shared state across an await on the event loop.</summary>
public class AwaitTests : BodyRuleTests<AwaitTests>, IBodySamples
{
    public static string Id => "PGEN206";

    public static string Head => "static int s_n; int _n; static Task<int> NextAsync(int a) => Task.FromResult(a);\n";

    public static string InAHelper => "[Loop] static Task F(int a) => G(a);\n/*here*/ static async Task G(int a)\n{\n{|PGEN206:s_n += await NextAsync(a)|};\n}";

    public static TheoryData<string> Firing =>
    [
        "[Loop] static async Task F(int a) { {|PGEN206:s_n += await NextAsync(a)|}; }",
        "[Loop] async Task F(int a) { {|PGEN206:_n -= await NextAsync(a)|}; }",
        "[Loop] static async Task F(int a) { {|PGEN206:s_n = s_n + await NextAsync(a)|}; }",
        "[Loop] static async Task F(int a) { {|PGEN206:s_n = await NextAsync(s_n)|}; }",
        "[Loop] static async Task F(int a) { int x = s_n; await Task.Yield(); {|PGEN206:s_n = x + 1|}; }",
        "[Loop] async Task F(int a) { int x = _n; await Task.Yield(); {|PGEN206:_n = x + 1|}; }",
        "[Loop] static async Task F(int a) { int x; x = s_n * 2; int y = x + 1; await Task.Yield(); {|PGEN206:s_n = y|}; }",
        "[Loop] static async Task F(int a) { int x = s_n + await NextAsync(a); {|PGEN206:s_n = x|}; }",
        "[Loop] static async Task F(int a) { int x = s_n; if (a > 0) { await Task.Yield(); } {|PGEN206:s_n = x + 1|}; }",
        "[Loop] static async Task F(int[] a) { int x = s_n; foreach (int i in a) { x += await NextAsync(i); } {|PGEN206:s_n = x|}; }",
        "[Loop] static async Task F(int a) { int x = s_n; try { await Task.Yield(); } finally { {|PGEN206:s_n = x + 1|}; } }",
        "static ImmutableList<int> s_all = []; [Loop] static async Task F(int a) { var all = s_all; await Task.Yield(); {|PGEN206:s_all = all.Add(a)|}; }",
        "static int N { get; set; } [Loop] static async Task F(int a) { {|PGEN206:N += await NextAsync(a)|}; }",
        "static readonly int[] s_all = new int[4]; [Loop] static async Task F(int a) { {|PGEN206:s_all[a] += await NextAsync(a)|}; }",
        "public partial class A { static readonly Box s_box = new(); [Loop] static async Task F(Task<int> a) => {|PGEN206:s_box.Count += await a|}; } class Box { public int Count; }",

        // bodies and helpers of all shapes
        "[Loop] static async Task F(int a) => await G(a); static async Task G(int a) => {|PGEN206:s_n += await NextAsync(a)|};",
        "[Loop] static async IAsyncEnumerable<int> F(int a) { {|PGEN206:s_n += await NextAsync(a)|}; yield return a; }",
        "[Loop] static async Task F(int a) { await G(); async Task G() { {|PGEN206:s_n += await NextAsync(a)|}; } }",
        "[Loop] static async Task F(int a) { Func<Task> g = async () => {|PGEN206:s_n += await NextAsync(a)|}; await g(); }",
        "[Loop] public static partial Task F(int a); public static async partial Task F(int a) { int x = s_n; await Task.Yield(); {|PGEN206:s_n = x + 1|}; }",
        "[RunOn(Model.EventLoop, ExclusiveBy = \"a\")] static async Task F(int a) { {|PGEN206:s_n += await NextAsync(a)|}; }",
    ];

    public static TheoryData<string> Silent =>
    [
        "[RunOn(Model.EventLoop, ExclusiveBy = \"*\")] static async Task F(int a) { s_n += await NextAsync(a); }",
        "[Worker] static async Task F(int a) { s_n += await NextAsync(a); } [Pool] static async Task G(int a) { s_n += await NextAsync(a); }",

        // read after the await
        "[Loop] static async Task F(int a) { int x = await NextAsync(a); s_n += x; }",
        "[Loop] static async Task F(int a) { await Task.Yield(); s_n++; }",
        "[Loop] static async Task F(int a) { s_n = await NextAsync(a) + s_n; }",
        "[Loop] static async Task F(int a) { s_n = await NextAsync(a); }",
        "[Loop] static async Task F(int a) { int x = s_n; await Task.Yield(); x = s_n; s_n = x + 1; }",
        "[Loop] static async Task F(int a) { int x = s_n; await Task.Yield(); if (s_n == x) { s_n = x + 1; } }",
        "[Loop] static async Task F(int a) { s_n++; await Task.Yield(); s_n--; }",

        // no await between
        "[Loop] static async Task F(int a) { int x = s_n; s_n = x + 1; await Task.Yield(); }",
        "[Loop] static async Task F(int a) { await Task.Yield(); int x = s_n; s_n = x + 1; }",
        "[Loop] static async Task F(int a) { int x = s_n; if (a > 0) { await Task.Yield(); } else { s_n = x + 1; } }",
        "[Loop] static async Task F(int a) { int x = s_n; if (a > 0) { await Task.Yield(); return; } s_n = x + 1; }",
        "[Loop] static int F(int a) { int x = s_n; s_n = x + a; return s_n += a; }",
        "[Loop] static async Task F(int a) { int x = a; await Task.Yield(); s_n = x; }",
        "[Loop] static async Task F(int a) { int x = s_n; await NextAsync(x); s_n = a; }",

        // others are kept out
        "static readonly SemaphoreSlim s_gate = new(1); [Loop] static async Task F(int a) { await s_gate.WaitAsync(); try { s_n += await NextAsync(a); } finally { s_gate.Release(); } }",
        "static readonly SemaphoreSlim s_gate = new(1); [Loop] static async Task F(int a) { await s_gate.WaitAsync(); try { int x = s_n; await Task.Yield(); s_n = x + 1; } finally { s_gate.Release(); } }",
        "static readonly SemaphoreSlim s_gate = new(1); [Loop] static async Task F(int a) { await s_gate.WaitAsync(); try { await G(a); } finally { s_gate.Release(); } } static async Task G(int a) => s_n += await NextAsync(a);",
        "public partial class A { static int s_n; static readonly AsyncLock s_gate = new(); [Loop] static async Task F(Task<int> a) { using (await s_gate.LockAsync()) { s_n += await a; } } } class AsyncLock { public Task<IDisposable> LockAsync() => null!; }",

        // not shared
        "[Loop] static async Task<int> F(int a) { int n = 0; n += await NextAsync(a); return n; }",
        "public partial class A { [Loop] static async Task<int> F(Task<int> a) { Box b = new(); await b.Add(a); return b.Count; } } class Box { public int Count; public async Task Add(Task<int> a) => Count += await a; }",
        "public partial struct A { int _n; [Loop] public async Task F(Task<int> a) { _n += await a; } }",
        "static string? s_text; [Loop] static async Task<string> F(string a) => s_text ??= await File.ReadAllTextAsync(a);",
    ];

    [Fact]
    public async Task Message_SaysWhatIsWrongAndWhatToDo() => Assert.Equal(
        "'A.s_n' is written with a value that was read before an await, so what other calls of 'A.F' wrote meanwhile is lost. Read it after the await, or set ExclusiveBy = \"*\" on [RunOn].",
        await BodySample.MessageAsync(Id, Head + "[Loop] static async Task F(int a) { {|PGEN206:s_n += await NextAsync(a)|}; }"));
}
