using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN205: blocks the event loop.</summary>
public class BlockingTests : BodyRuleTests<BlockingTests>, IBodySamples
{
    public static string Id => "PGEN205";

    public static string InAHelper => "[Loop] static void F(int a) => G(a);\n/*here*/ static void G(int a)\n{\n{|PGEN205:Thread.Sleep(a)|};\n}";

    public static TheoryData<string> Firing =>
    [
        // each kind
        "[Loop] static void F(int a) { {|PGEN205:Thread.Sleep(a)|}; }",
        "[Loop] static string F(string a) => {|PGEN205:File.ReadAllText(a)|};",
        "[Loop] static void F(string a) => {|PGEN205:File.WriteAllLines(a, [a])|};",
        "[Loop] static void F(Task a) { {|PGEN205:a.Wait()|}; }",
        "[Loop] static void F(Task a) { {|PGEN205:a.Wait(100)|}; }",
        "[Loop] static int F(Task<int> a) => {|PGEN205:a.Result|};",
        "[Loop] static int F(ValueTask<int> a) => {|PGEN205:a.Result|};",
        "[Loop] static int F(Task<int> a) => {|PGEN205:a.GetAwaiter().GetResult()|};",
        "[Loop] static int F(ValueTask<int> a) => {|PGEN205:a.ConfigureAwait(false).GetAwaiter().GetResult()|};",
        "[Loop] static void F(Task a, Task b) => {|PGEN205:Task.WaitAll(a, b)|};",
        "[Loop] static int F(Task a, Task b) => {|PGEN205:Task.WaitAny(a, b)|};",
        "[Loop] static int F(Stream a, byte[] b) => {|PGEN205:a.Read(b, 0, 1)|};",
        "[Loop] static void F(FileStream a, Stream b) => {|PGEN205:a.CopyTo(b)|};",
        "[Loop] static void F(FileStream a, byte[] b) => {|PGEN205:a.Write(b)|};",
        "[Loop] static string F(string a) { using StreamReader r = new(a); return {|PGEN205:r.ReadToEnd()|}; }",
        "[Loop] static string? F(Stream a) { using var r = new StreamReader(a); return {|PGEN205:r.ReadLine()|}; }",
        "[Loop] static void F(HttpClient a) { {|PGEN205:a.Send(new HttpRequestMessage())|}; }",
        "[Loop] static void F(Process a) => {|PGEN205:a.WaitForExit()|};",
        "[Loop] static void F(string a) { foreach (string line in {|PGEN205:File.ReadLines(a)|}) { } }",
        "[Loop] static void F(SemaphoreSlim a) { {|PGEN205:a.Wait()|}; a.Release(); }",
        "[Loop] static void F(ManualResetEventSlim a, CancellationToken c) => {|PGEN205:a.Wait(c)|};",
        "[Loop] static void F(AutoResetEvent a) { {|PGEN205:a.WaitOne()|}; }",
        "[Loop] static void F(Thread a) => {|PGEN205:a.Join()|};",
        "[Loop] static string? F() => {|PGEN205:Console.ReadLine()|};",
        "[Loop] static string? F() => {|PGEN205:Console.In.ReadLine()|};",
        "[Loop] static int F(string a) => {|PGEN205:System.Net.Dns.GetHostAddresses(a)|}.Length;",
        "[Loop] static void F(System.Net.Sockets.Socket a, byte[] b) => {|PGEN205:a.Receive(b)|};",
        "[Loop] static object? F(System.Data.Common.DbCommand a) => {|PGEN205:a.ExecuteScalar()|};",
        "[Loop] static void F(object a) { lock (a) { {|PGEN205:Monitor.Wait(a)|}; } }",
        "[Loop] static void F(int[] a) => {|PGEN205:Parallel.ForEach(a, x => { })|};",
        "[Loop] static int F(BlockingCollection<int> a) => {|PGEN205:a.Take()|};",
        "[Loop] static int F(int a) => {|PGEN205:GAsync(a).Result|}; static async Task<int> GAsync(int a) { await Task.Yield(); return a; }",

        // bodies of all shapes
        "[Loop] async Task F(int a) { await Task.Yield(); {|PGEN205:Thread.Sleep(a)|}; }",
        "[Loop] static IEnumerable<int> F(int a) { {|PGEN205:Thread.Sleep(a)|}; yield return a; }",
        "[Loop] static async IAsyncEnumerable<int> F(int a) { await Task.Yield(); {|PGEN205:Thread.Sleep(a)|}; yield return a; }",
        "[Loop] public static partial void F(int a); public static partial void F(int a) { {|PGEN205:Thread.Sleep(a)|}; }",
        "[Loop] static int[] F(int[] a) => a.Select(x => { {|PGEN205:Thread.Sleep(x)|}; return x; }).ToArray();",
        "[Loop] static void F(int a) { Action pause = () => {|PGEN205:Thread.Sleep(a)|}; pause(); }",
        "[Loop] static void F(int a) { void G() { {|PGEN205:Thread.Sleep(a)|}; } G(); }",
        "[Loop] static int[] F(int[] a) => Array.ConvertAll(a, G); static int G(int x) { {|PGEN205:Thread.Sleep(x)|}; return x; }",
        "[Loop] static int F(int a) => B; static int B { get { {|PGEN205:Thread.Sleep(1)|}; return 1; } }",
        "[Loop] static void F(int a) => B = a; static int B { set { {|PGEN205:Thread.Sleep(value)|}; } }",
        "[Loop] int F(int a) => this[a]; int this[int i] { get { {|PGEN205:Thread.Sleep(i)|}; return i; } }",
        "public partial class A { [Loop] static void F(int a) => new B(a); } class B { public B(int a) { {|PGEN205:Thread.Sleep(a)|}; } }",
        "public partial class A { [Loop] static bool F(B a) => a == a; } class B { public static bool operator ==(B a, B b) { {|PGEN205:Thread.Sleep(1)|}; return true; } public static bool operator !=(B a, B b) => false; public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }",

        "[Loop] static void F(int a) => Now(() => {|PGEN205:Thread.Sleep(a)|}); static void Now(Action? a) { a?.Invoke(); }",
        "[Loop] static int F(int a) => Now(() => { {|PGEN205:Thread.Sleep(a)|}; return a; }); static int Now(Func<int> a) => a();",

        // through helpers, as deep as they are
        "[Loop] static void F(int a) => G(a); static void G(int a) => H(a); static void H(int a) { if (a > 0) G(a - 1); else {|PGEN205:Thread.Sleep(a)|}; }",
        "[Loop] static async Task F(int a) => await G(a); static async Task G(int a) { {|PGEN205:Thread.Sleep(a)|}; await Task.Yield(); }",
        "[Loop] static void F(int a) => H(a); [Loop] static void G(int a) => H(a); static void H(int a) => {|PGEN205:Thread.Sleep(a)|};",
        "public partial class A { [Loop] static void F(B a) => a.G(); } public class B { public virtual void G() => {|PGEN205:Thread.Sleep(1)|}; }",
        "public partial class A { [Loop] static void F(I a) => a.G(); } interface I { void G(); } class B : I { public void G() => {|PGEN205:Thread.Sleep(1)|}; }",
        "public partial class A { [Loop] static void F(B a) => a.G(); } abstract class B { public abstract void G(); } class C : B { public override void G() => {|PGEN205:Thread.Sleep(1)|}; }",
        "public partial class A { [Loop] static void F<T>(List<T> a) => B<T>.G(); } class B<T> { public static void G() => {|PGEN205:Thread.Sleep(1)|}; }",

        // not in memory, or not all of it
        "[Loop] static void F(MemoryStream a, FileStream b) => {|PGEN205:a.CopyTo(b)|};",
        "[Loop] static void F(MemoryStream a, Stream b) => {|PGEN205:a.CopyTo(b, 1)|};",
        "[Loop] static void F(string a) { using Stream r = typeof(A).Assembly.GetManifestResourceStream(a)!; using FileStream f = File.Create(a); {|PGEN205:r.CopyTo(f)|}; }",
        "[Loop] static string F(string a) { using var r = new StreamReader(Open(a)); return {|PGEN205:r.ReadToEnd()|}; } static Stream Open(string a) => a.Length > 1 ? File.OpenRead(a) : new MemoryStream();",
        "[Loop] static string F(string a) { using var r = new StreamReader(Open(a)); return {|PGEN205:r.ReadToEnd()|}; } static Stream Open(string a) { if (a.Length > 1) { return new MemoryStream(); } return File.OpenRead(a); }",
        "[Loop] static string F(string a) { using var r = new StreamReader(Open(a)); return {|PGEN205:r.ReadToEnd()|}; } static Stream Open(string a) { Func<Stream> m = () => new MemoryStream(); return a.Length > 1 ? m() : Open(a); }",
        "[Loop] static string F(string a) { using var r = new StreamReader(Open(a)); return {|PGEN205:r.ReadToEnd()|}; } static Stream Open(string a) => Open(a);",
        "public partial class A { [Loop] static string F(B a) { using var r = new StreamReader(a.Open()); return {|PGEN205:r.ReadToEnd()|}; } } class B { public virtual Stream Open() => new MemoryStream(); } class C : B { public override Stream Open() => File.OpenRead(\"\"); }",
        "[Loop] static string F(HttpClient a, HttpRequestMessage b) { var m = {|PGEN205:a.Send(b, HttpCompletionOption.ResponseHeadersRead)|}; using var r = new StreamReader(m.Content.ReadAsStream()); return {|PGEN205:r.ReadToEnd()|}; }",
        "[Loop] static async Task<string> F(HttpClient a, string b, HttpCompletionOption c) { var m = await a.GetAsync(b, c); using var r = new StreamReader(await m.Content.ReadAsStreamAsync()); return {|PGEN205:r.ReadToEnd()|}; }",
        "[Loop] static async Task<string> F(HttpClient a, string b) { using var r = new StreamReader(await a.GetStreamAsync(b)); return {|PGEN205:r.ReadToEnd()|}; }",
        "[Loop] static async Task<string> F(HttpMessageInvoker a, HttpRequestMessage b) { var m = await a.SendAsync(b, default); using var r = new StreamReader(m.Content.ReadAsStream()); return {|PGEN205:r.ReadToEnd()|}; }",
        "[Loop] static string F(HttpResponseMessage a) { using var r = new StreamReader(a.Content.ReadAsStream()); return {|PGEN205:r.ReadToEnd()|}; }",

        // a task that may not have ended
        "[Loop] static async Task<int> F(Task<int> a, bool b) { if (b) await a; return {|PGEN205:a.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a, Task<int> b) { await a; return {|PGEN205:b.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a, Task<int> b) { await a; a = b; return {|PGEN205:a.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a) { int b = {|PGEN205:a.Result|}; await a; return b; }",
        "[Loop] static async Task<int> F(Task<int> a) { try { await a; } catch (Exception) { } return {|PGEN205:a.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a, int b) { switch (b) { case 1: await a; break; } return {|PGEN205:a.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a, int b) { while (b-- > 0) { await a; } return {|PGEN205:a.Result|}; }",
        "[Loop] static async Task<int> F(Task<int> a, bool b) => b ? await a : {|PGEN205:a.Result|};",
    ];

    public static TheoryData<string> Silent =>
    [
        // no loop
        "[Pool] static void F(int a) => Thread.Sleep(a);",
        "[Thread] static void F(int a) => Thread.Sleep(a); [Worker] static void G(int a) => Thread.Sleep(a); [Process] static void H(int a) => Thread.Sleep(a);",
        "static void F(int a) => Thread.Sleep(a); [Loop] static void G(int a) { }",

        // does not block
        "[Loop] static async Task F(int a) => await Task.Delay(a);",
        "[Loop] static async Task<string> F(string a) => await File.ReadAllTextAsync(a);",
        "[Loop] static void F(SemaphoreSlim a) { if (a.Wait(0)) a.Release(); if (a.Wait(TimeSpan.Zero)) a.Release(); }",
        "[Loop] static bool F(ManualResetEvent a) => a.WaitOne(0);",
        "[Loop] static void F() => Thread.Sleep(0);",
        "[Loop] static void F(object a) { lock (a) { } }",
        "[Loop] static void F(string a) => Console.WriteLine(a);",
        "[Loop] static bool F(string a) => File.Exists(a);",
        "[Loop] static void F(int a) => Thread.SpinWait(a);",
        "[Loop] static string F(int a) => nameof(Thread.Sleep);",

        // in memory
        "[Loop] static int F(byte[] a) { using MemoryStream s = new(a); return s.Read(a, 0, 1); }",
        "[Loop] static int F(byte[] a) { using Stream s = new MemoryStream(a); return s.Read(a, 0, 1); }",
        "[Loop] static string F(byte[] a) { using var r = new StreamReader(new MemoryStream(a)); return r.ReadToEnd(); }",
        "[Loop] static string F(byte[] a) { using var s = new MemoryStream(a); using var r = new StreamReader(s, Encoding.UTF8); return r.ReadToEnd(); }",
        "[Loop] static string? F(string a) { using StringReader r = new(a); return r.ReadLine(); }",
        "[Loop] static string? F(string a) { using TextReader r = new StringReader(a); return r.ReadLine(); }",
        "[Loop] static string? F(TextReader a) => a.ReadLine();",
        "[Loop] static void F(byte[] a) { using var s = new MemoryStream(); using var z = new System.IO.Compression.GZipStream(s, System.IO.Compression.CompressionMode.Compress); z.Write(a); }",
        "public partial class A { [Loop] static int F(Own a, byte[] b) => a.Read(b, 0, 1); } class Own : MemoryStream { }",

        "[Loop] static string F(string a) { using var r = new StreamReader(typeof(A).Assembly.GetManifestResourceStream(a)!); return r.ReadToEnd(); }",
        "[Loop] static string F(string a) { using Stream s = typeof(A).Assembly.GetManifestResourceStream(typeof(A), a) ?? throw new InvalidOperationException(); using StreamReader r = new(s); return r.ReadToEnd(); }",
        "[Loop] static int F(string a, byte[] b) { using Stream? s = Open(a); if (s == null) { throw new Exception(); } return s.Read(b); } static Stream? Open(string a) => typeof(A).Assembly.GetManifestResourceStream(a);",
        "[Loop] static int F(string a, byte[] b) { using Stream s = Open(a); return s.Read(b); } static Stream Open(string a) { Stream? s = Inner(a); Action none = () => { return; }; return s ?? throw new Exception(); static Stream? Inner(string a) => typeof(A).Assembly.GetManifestResourceStream(a); }",
        "[Loop] static async Task<int> F(byte[] a) { using Stream s = await Open(a).ConfigureAwait(true); return s.Read(a); } static async Task<Stream> Open(byte[] a) { await Task.Yield(); return new MemoryStream(a); }",
        "[Loop] static void F(string a) { using Stream r = typeof(A).Assembly.GetManifestResourceStream(a)!; MemoryStream m = new(); r.CopyTo(m); }",
        "[Loop] static void F(MemoryStream a, MemoryStream b) => a.CopyTo(b, 100);",
        "[Loop] static async Task<string> F(HttpClient a, HttpRequestMessage b) { using HttpResponseMessage m = await a.SendAsync(b); using Stream s = m.Content.ReadAsStream(); using StreamReader r = new(s); return r.ReadToEnd(); }",
        "[Loop] static async Task<string> F(HttpClient a, string b) { var m = await a.GetAsync(b, HttpCompletionOption.ResponseContentRead); HttpContent c = m.Content; using StreamReader r = new(await c.ReadAsStreamAsync()); return r.ReadToEnd(); }",

        // a task that has ended
        "[Loop] static async Task<int> F(Task<int> a) { await a; return a.Result; }",
        "[Loop] static async Task<int> F(Task<int> a) { await a.ConfigureAwait(true); return a.GetAwaiter().GetResult(); }",
        "[Loop] static async Task<int> F(Task<int> a, Task<int> b) { await Task.WhenAll(a, b); return a.Result + b.Result; }",
        "[Loop] static async Task<int> F(Task<int>[] a) { await Task.WhenAll(a); return a[0].Result + a.First().Result; }",
        "[Loop] static async Task<int> F(List<Task<int>> a) { await Task.WhenAll(a); int s = 0; foreach (Task<int> t in a) { s += t.Result; } return s; }",
        "[Loop] static async Task<int> F(List<Task<int>> a) { foreach (Task<int> t in a) { await t; } return a[0].Result; }",
        "[Loop] static async Task<int> F(List<Task<int>> a) { await Task.WhenAll(a); return a.Sum(t => t.Result); }",
        "[Loop] static async Task<int> F(List<Task<int>> a) { Task<int> t = await Task.WhenAny(a); return t.Result; }",
        "[Loop] static async Task<int> F(List<Task<int>> a) { Task<int> t; t = await Task.WhenAny(a); return t.Result; }",
        "[Loop] static async Task<int> F(Task<int> a) { if (await Task.WhenAny(a, Task.Delay(1)) == a) { return a.Result; } return 0; }",
        "[Loop] static async Task<int> F(Task<int> a, bool b) { if (b) { await a; return a.Result; } return 0; }",
        "[Loop] static async Task<int> F(Task<int> a) { try { await a; return a.Result; } catch (Exception) { return 0; } }",
        "[Loop] static async Task<int> F(Task<int> a) { try { await a; } finally { } return a.Result; }",
        "[Loop] static async Task<int> F(Task<int> a, Task<int> b) { await Task.WhenAll(a, b); return Sum(); int Sum() => a.Result + b.Result; }",
        "[Loop] static async Task<int> F(Task<int> a) => a.IsCompletedSuccessfully ? a.Result : await a;",
        "[Loop] static async Task<int> F(ValueTask<int> a) { if (a.IsCompleted) { return a.Result; } return await a; }",
        "[Loop] static int F(Task<int> a) => a.Status == TaskStatus.RanToCompletion ? a.Result : 0;",
        "[Loop] static Task<int> F(Task<int> a) => a.ContinueWith(t => t.Result);",
        "[Loop] static int F(int a) => Task.FromResult(a).Result;",
        "[Loop] static async Task<int> F(Task<Outer> a) => (await a).Result; public sealed record Outer(int Result);",

        // on another thread
        "[Loop] static async Task F(int a) => await Task.Run(() => Thread.Sleep(a));",
        "[Loop] static async Task F(int a) => await Task.Run(() => G(a)); static void G(int a) => Thread.Sleep(a);",
        "[Loop] static async Task F() => await Task.Run(G); static void G() => Thread.Sleep(1);",
        "[Loop] static async Task F(int a) => await Task.Factory.StartNew(() => Thread.Sleep(a), TaskCreationOptions.LongRunning);",
        "[Loop] static void F(int a) => new Thread(() => Thread.Sleep(a)).Start();",
        "[Loop] static void F(int a) => ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(a));",
        "[Loop] static async Task F(Task a, int b) { await a.ConfigureAwait(false); Thread.Sleep(b); }",
        "[Loop] static async Task F(Task a, int b) { await a.ConfigureAwait(ConfigureAwaitOptions.None); G(b); } static void G(int b) => Thread.Sleep(b);",
        "[Loop] static async Task F(int a) => await G2Async(a); static Task G2Async(int a) => Task.Run(() => G(a)); [Pool] static void G(int a) => Thread.Sleep(a);",

        // who knows when it runs
        "[Loop] static async Task F(int a) => await Offload(() => Thread.Sleep(a)); static Task Offload(Action a) => Task.Run(a);",
        "static Action? s_later; [Loop] static void F(int a) => Later(() => Thread.Sleep(a)); static void Later(Action a) => s_later = a;",
        "public partial class A { [Loop] static void F(I a) => a.G(); } interface I { void G(); } class B : I { public virtual void G() => Thread.Sleep(1); } class C : B { public override void G() { } }",
        "static Action? s_later; [Loop] static void F(int a) => s_later = () => Thread.Sleep(a);",
        "[Loop] static Action F(int a) => () => Thread.Sleep(a);",
        "[Loop] static void F(CancellationToken a) => a.Register(() => Thread.Sleep(1));",
        "public partial class A { [Loop] static void F(I a) => a.G(); } interface I { void G(); } class B : I { public void G() => Thread.Sleep(1); } class C : I { public void G() { } }",
        "public partial class A { [Loop] static void F(B a) => a.G(); } public class B { public virtual void G() => Thread.Sleep(1); } public class C : B { public override void G() { } }",
    ];

    [Theory]
    [InlineData("[Loop] static void F(int a) => {|PGEN205:Thread.Sleep(a)|};", "'Thread.Sleep' blocks the event loop that 'A.F' runs on, and with it every other call there. Await 'Task.Delay' instead.", FixKeys.Ways.OtherType, "System.Threading.Tasks.Task.Delay")]
    [InlineData("[Loop] static void F(string a) => {|PGEN205:File.ReadAllText(a)|};", "'File.ReadAllText' blocks the event loop that 'A.F' runs on, and with it every other call there. Await 'File.ReadAllTextAsync' instead.", FixKeys.Ways.Twin, "ReadAllTextAsync")]
    [InlineData("[Loop] static int F(Task<int> a) => {|PGEN205:a.Result|};", "'Task.Result' blocks the event loop that 'A.F' runs on, and with it every other call there. Await the task instead.", FixKeys.Ways.Await, null)]
    [InlineData("[Loop] static int F(Stream a) => {|PGEN205:a.Read(stackalloc byte[1])|};", "'Stream.Read' blocks the event loop that 'A.F' runs on, and with it every other call there. Move it into a method on Model.ThreadPool, and await that.", FixKeys.Ways.None, null)]
    [InlineData("[Loop] static string F(string a) => {|PGEN205:File.ReadLines(a)|}.First();", "'File.ReadLines' blocks the event loop that 'A.F' runs on, and with it every other call there. Await 'File.ReadAllLinesAsync' instead.", FixKeys.Ways.Twin, "ReadAllLinesAsync")]
    [InlineData("[Loop] static void F(string a) { foreach (object line in {|PGEN205:File.ReadLines(a)|}) { } }", "'File.ReadLines' blocks the event loop that 'A.F' runs on, and with it every other call there. Use 'await foreach' over 'File.ReadLinesAsync' instead.", FixKeys.Ways.ForEach, "ReadLinesAsync")]
    [InlineData("[Loop] static void F(Process a) => {|PGEN205:a.WaitForExit()|};", "'Process.WaitForExit' blocks the event loop that 'A.F' runs on, and with it every other call there. Await 'Process.WaitForExitAsync' instead.", FixKeys.Ways.Twin, "WaitForExitAsync")]
    [InlineData("[Loop] static bool F(Process a) => {|PGEN205:a.WaitForExit(9)|};", "'Process.WaitForExit' blocks the event loop that 'A.F' runs on, and with it every other call there. Await 'Process.WaitForExitAsync' instead, with a token in place of the time limit.", FixKeys.Ways.None, "WaitForExitAsync")]
    [InlineData("[Loop] static void F(Barrier a) => {|PGEN205:a.SignalAndWait()|};", "'Barrier.SignalAndWait' blocks the event loop that 'A.F' runs on, and with it every other call there. Move it into a method on Model.ThreadPool, and await that.", FixKeys.Ways.None, null)]
    public async Task Report_OfABlockingCall_SaysWhatToDoAndTellsTheFix(string marked, string message, string way, string? twin)
    {
        Diagnostic diagnostic = Assert.Single(await BodySample.VerifyAsync(Id, marked));

        Assert.Equal(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((way, twin), (diagnostic.Properties[FixKeys.Way], diagnostic.Properties[FixKeys.Twin]));
        Assert.StartsWith("M:A.F(", diagnostic.Properties[FixKeys.Method], StringComparison.Ordinal);
        Assert.Equal(["F", "RunOn(Model.EventLoop)"], diagnostic.AdditionalLocations.Select(l => l.SourceTree!.ToString().Substring(l.SourceSpan.Start, l.SourceSpan.Length)));
    }
}
