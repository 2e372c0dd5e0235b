using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>What PGEN205 says to do: to await, but only where that is possible.</summary>
public class BlockingAdviceTests
{
    private const string Id = "PGEN205";

    /// <summary>An await cannot stand there, or somebody on the way there cannot await.</summary>
    public static TheoryData<string> Synchronous =>
    [
        // what it stands in
        "public partial class A { [Loop] static void F(int a) => new B(a); } class B { public B(int a) { {|PGEN205:Thread.Sleep(a)|}; } }",
        "[Loop] static int F(int a) => B; static int B { get { {|PGEN205:Thread.Sleep(1)|}; return 1; } }",
        "[Loop] static void F(int a) => B = a; static int B { set { {|PGEN205:Thread.Sleep(value)|}; } }",
        "public partial class A { [Loop] static A F(A a) => -a; public static A operator -(A a) { {|PGEN205:Thread.Sleep(1)|}; return a; } }",
        "[Loop] static void F(object a) { lock (a) { {|PGEN205:Thread.Sleep(1)|}; } }",
        "[Loop] static void F(Lock a) { using (a.EnterScope()) { {|PGEN205:Thread.Sleep(1)|}; } }",
        "[Loop] static void F(Lock a) { using Lock.Scope s = a.EnterScope(); {|PGEN205:Thread.Sleep(1)|}; }",
        "[Loop] static void F(int a) { G(ref a); } static void G(ref int a) => {|PGEN205:Thread.Sleep(a)|};",
        "[Loop] static void F(byte[] a) { G(a); } static void G(Span<byte> a) => {|PGEN205:Thread.Sleep(a.Length)|};",
        "public partial class A { [Loop] static string F(B a) => a.ToString(); } class B { public sealed override string ToString() { {|PGEN205:Thread.Sleep(1)|}; return \"\"; } }",
        "public partial class A { [Loop] static void F(B a) => a.Dispose(); } class B : IDisposable { public void Dispose() { {|PGEN205:Thread.Sleep(1)|}; } }",
        "[Loop] [System.Runtime.InteropServices.UnmanagedCallersOnly] static void F(int a) => {|PGEN205:Thread.Sleep(a)|};",
        "[Loop] static void F(List<int> a) => a.ForEach(b => {|PGEN205:Thread.Sleep(b)|});",
        "[Loop] static void F(int[] a) => Array.Sort(a, (b, c) => { {|PGEN205:Thread.Sleep(b)|}; return b - c; });",

        // who comes to it
        "public partial class A { [Loop] static void F(int a) => new B(a); } class B { public B(int a) => G(a); static void G(int a) => H(a); static void H(int a) => {|PGEN205:Thread.Sleep(a)|}; }",
        "public partial class A { [Loop] static void F(int a) => new B(a); } class B { public B(int a) { G(); void G() { {|PGEN205:Thread.Sleep(a)|}; } } }",
        "[Loop] static int F(int a) => B; static int B => G(1); static int G(int a) { {|PGEN205:Thread.Sleep(a)|}; return a; }",
        "[Loop] static void F(object a) { lock (a) { G(); } } static void G() => {|PGEN205:Thread.Sleep(1)|};",
        "[Loop] static void F(List<int> a) => a.ForEach(G); static void G(int a) => {|PGEN205:Thread.Sleep(a)|};",
        "[Loop] static bool F(List<int> a) => a.Any(b => G(b)); static bool G(int a) { {|PGEN205:Thread.Sleep(a)|}; return true; }",
        "public partial class A { [Loop] static int F(int a) { G(a); return new B(a).C; } public static void G(int a) => {|PGEN205:Thread.Sleep(a)|}; } class B { public B(int a) => A.G(a); public int C; }",

        // memory of the stack
        "[Loop] static int F(Stream a) { Span<byte> b = stackalloc byte[8]; return {|PGEN205:a.Read(b)|}; }",
        "[Loop] static int F(Stream a) { Span<byte> b = stackalloc byte[8]; return {|PGEN205:a.Read(b[..4])|}; }",
        "[Loop] static int F(Stream a) { Span<byte> b = stackalloc byte[8]; return {|PGEN205:a.Read(b.Slice(1))|}; }",
        "[Loop] static unsafe int F(Stream a) { long b; return {|PGEN205:a.Read(new Span<byte>(&b, 8))|}; }",
        "[Loop] static int F(Stream a) { byte b = 0; return {|PGEN205:a.Read(new Span<byte>(ref b))|}; }",
        "[Loop] static int F(Stream a) { byte b = 0; return {|PGEN205:a.Read(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref b, 1))|}; }",
    ];

    public static TheoryData<string> Awaitable =>
    [
        "[Loop] static void F(int a) => G(a); static void G(int a) => {|PGEN205:Thread.Sleep(a)|};",
        "[Loop] static void F(int a) { void G() { {|PGEN205:Thread.Sleep(a)|}; } lock (s_lock) { } G(); } static readonly object s_lock = new();",
        "[Loop] static void F(object a) { lock (G(a)) { } } static object G(object a) { {|PGEN205:Thread.Sleep(1)|}; return a; }",
        "[Loop] static void F(SemaphoreSlim a) { if (a.Wait(0)) { {|PGEN205:Thread.Sleep(1)|}; a.Release(); } }",
        "[Loop] static void F(Lock a) { using (a.EnterScope()) { } {|PGEN205:Thread.Sleep(1)|}; }",
        "[Loop] static void F(Lock a) { {|PGEN205:Thread.Sleep(1)|}; using Lock.Scope s = a.EnterScope(); }",
        "[Loop] static void F(Lock a) { G(); using Lock.Scope s = a.EnterScope(); void G() { {|PGEN205:Thread.Sleep(1)|}; } }",
        "[Loop] static void F(string a) { using MemoryStream m = new(); {|PGEN205:Thread.Sleep(1)|}; }",
        "[Loop] static IEnumerable<int> F(int a) { {|PGEN205:Thread.Sleep(a)|}; yield return a; }",
        "public partial class A { [Loop] static void F(I a) => a.G(); } interface I { void G(); } class B : I { public void G() => {|PGEN205:Thread.Sleep(1)|}; }",
        "public partial class A { [Loop] static void F(I a) => a.G(); } interface I { void G(); } class B : I { void I.G() => {|PGEN205:Thread.Sleep(1)|}; }",
        "public partial class A { [Loop] static async Task F(B a) => await a.DisposeAsync(); } class B : IAsyncDisposable { public ValueTask DisposeAsync() { {|PGEN205:Thread.Sleep(1)|}; return default; } }",

        // a task begins on the way
        "public partial class A { [Loop] static Task F(int a) => new B(a).C; } class B { public B(int a) => C = G(a); public Task C; static async Task G(int a) { H(a); await Task.Yield(); } static void H(int a) => {|PGEN205:Thread.Sleep(a)|}; }",
        "public partial class A { [Loop] static Task F(int a) => new B(a).C; } class B { public B(int a) => C = G(async () => { {|PGEN205:Thread.Sleep(a)|}; await Task.Yield(); }); public Task C; static Task G(Func<Task> a) => a(); }",
        "public partial class A { [Loop] static Task F(int a) => new B(a).C; } class B { public B(int a) => C = G(() => { {|PGEN205:Thread.Sleep(a)|}; return Task.CompletedTask; }); public Task C; static Task G(Func<Task> a) => a(); }",

        // functions that may return tasks as well
        "[Loop] static int[] F(int[] a) => a.Select(x => { {|PGEN205:Thread.Sleep(x)|}; return x; }).ToArray();",
        "[Loop] static int F(int a) => Now(() => { {|PGEN205:Thread.Sleep(a)|}; return a; }); static int Now(Func<int> a) => a();",
        "[Loop] static void F(int a) { Action pause = () => {|PGEN205:Thread.Sleep(a)|}; pause(); }",

        // memory that stays
        "[Loop] static int F(Stream a, byte[] b) => {|PGEN205:a.Read(b)|};",
        "[Loop] static int F(Stream a, byte[] b) => {|PGEN205:a.Read(b.AsSpan(1))|};",
        "[Loop] static int F(Stream a, byte[] b) { Span<byte> c = new(b, 0, 1); return {|PGEN205:a.Read(c[..1])|}; }",
    ];

    [Theory]
    [MemberData(nameof(Synchronous))]
    public async Task Advice_WhereNothingCanBeAwaited_IsToMoveIt(string marked)
    {
        Diagnostic diagnostic = Assert.Single(await BodySample.VerifyAsync(Id, marked));

        Assert.EndsWith(" there. Move it into a method on Model.ThreadPool, and await that.", Message(diagnostic), StringComparison.Ordinal);
        Assert.Equal((FixKeys.Ways.None, null), (diagnostic.Properties[FixKeys.Way], diagnostic.Properties[FixKeys.Twin]));
    }

    [Theory]
    [MemberData(nameof(Awaitable))]
    public async Task Advice_WhereSomethingCanBeAwaited_NamesIt(string marked)
    {
        Diagnostic diagnostic = Assert.Single(await BodySample.VerifyAsync(Id, marked));

        Assert.Matches(" there. Await '(Task.Delay|Stream.ReadAsync)' instead.$", Message(diagnostic));
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
