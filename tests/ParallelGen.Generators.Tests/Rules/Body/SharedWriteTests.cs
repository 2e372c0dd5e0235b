using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN201: writes shared state without synchronization.</summary>
public class SharedWriteTests : BodyRuleTests<SharedWriteTests>, IBodySamples
{
    public static string Id => "PGEN201";

    public static string InAHelper => "static int s_n;\n[Pool] static void F(int a) => G(a);\n/*here*/ static void G(int a)\n{\n{|PGEN201:s_n += a|};\n}";

    public static TheoryData<string> Firing =>
    [
        // what is shared
        "static int s_n; [Pool] static void F(int a) { {|PGEN201:s_n += a|}; }",
        "static int s_n; [Thread] static void F(int a) { {|PGEN201:s_n++|}; }",
        "static int s_n; [Pool] static int F(int a) => {|PGEN201:--s_n|};",
        "static string? s_last; [Pool] static void F(string a) => {|PGEN201:s_last = a|};",
        "static bool s_busy; [Pool] static void F() { {|PGEN201:s_busy = true|}; Console.WriteLine(); {|PGEN201:s_busy = false|}; }",
        "static bool s_stop; [Pool] static void F() => {|PGEN201:s_stop = true|}; [Pool] static void G(bool a) => {|PGEN201:s_stop = a|};",
        "static int s_n; [Pool] static void F() => {|PGEN201:s_n = 1|}; [Pool] static void G() => {|PGEN201:s_n++|};",
        "static int N { get; set; } [Pool] static void F(int a) => {|PGEN201:N += a|};",
        "int _n; [Pool] void F(int a) => {|PGEN201:_n += a|};",
        "int _n; [Pool] void F(int a) => {|PGEN201:this._n += a|};",
        "int N { get; set; } [Thread] void F(int a) { {|PGEN201:N++|}; }",
        "public partial class A(int n) { [Pool] public int F(int a) => {|PGEN201:n += a|}; }",
        "public partial class A { static readonly Box s_box = new(); [Pool] static void F(int a) => {|PGEN201:s_box.Count += a|}; } class Box { public int Count; }",
        "public partial class A { readonly Box _box = new(); [Pool] void F(int a) { {|PGEN201:_box.Inner.Count++|}; } } class Box { public Inside Inner = new(); } class Inside { public int Count { get; set; } }",
        "public partial class A { [Pool] static void F(int a, [Broadcast] Box b) { {|PGEN201:b.Count++|}; } } public class Box { public int Count; }",
        "static (int X, int Y) s_p; [Pool] static void F(int a) => {|PGEN201:s_p.X = a|};",
        "static int s_n; [Pool] static void F(int a) { {|PGEN201:(s_n, _) = (a, a)|}; }",
        "static int s_n; [Pool] static bool F(string a) => int.TryParse(a, {|PGEN201:out s_n|});",
        "static volatile int s_n; [Pool] static void F(int a) => {|PGEN201:s_n = s_n + a|};",
        "static int? s_n; [Pool] static int F(int a) => {|PGEN201:s_n ??= a|};",
        "static int s_max; [Pool] static void F(int a) { if (s_max < a) { {|PGEN201:s_max = a|}; } }",
        "static long s_n; [Pool] static void F(int a) { checked { {|PGEN201:s_n += a|}; } }",
        "static bool s_ready; [Pool] static void F() { if (!s_ready) { Console.WriteLine(); {|PGEN201:s_ready = true|}; } }",
        "static int s_busy; [Pool] static void F() { if (s_busy == 0) { {|PGEN201:s_busy = 1|}; Console.WriteLine(); {|PGEN201:s_busy = 0|}; } }",
        "static int s_n; [Pool] static void F(int a) { if (s_n == 0) { {|PGEN201:s_n = a|}; Console.WriteLine(); } }",
        "static int s_n; [Pool] static void F(int a) { if (s_n == 0) { a++; } else { {|PGEN201:s_n = a|}; } }",
        "static int s_n, s_m; [Pool] static void F(int a) { if (s_n == 0) { {|PGEN201:s_m = a|}; } }",
        "static int s_n; [Pool] static void F(int a) { if (s_n == 0) { {|PGEN201:s_n = s_n + a|}; } }",
        "static long s_n; [Pool] static void F(int a) { if (s_n == 0) { {|PGEN201:s_n = a|}; } }",
        "static int s_n; [Pool] static void F(int a) { if (s_n == a) { {|PGEN201:s_n = 0|}; } else { {|PGEN201:s_n = 1|}; } }",

        // keys and limits do not keep other calls out
        "static int s_n; [RunOn(Model.ThreadPool, ExclusiveBy = \"a\")] static void F(int a) => {|PGEN201:s_n += a|};",
        "static int s_n; [RunOn(Model.ThreadPool, ExclusiveBy = \"a\", ExclusiveGroup = \"g\")] static void F(int a) => {|PGEN201:s_n += a|};",
        "static int s_n; [RunOn(Model.ThreadPool, MaxConcurrency = 1)] static void F(int a) => {|PGEN201:s_n += a|};",

        // bodies of all shapes
        "static int s_n; [Pool] static async Task F(int a) { await Task.Yield(); {|PGEN201:s_n += a|}; }",
        "static int s_n; [Pool] static IEnumerable<int> F(int a) { {|PGEN201:s_n += a|}; yield return a; }",
        "static int s_n; [Pool] static async IAsyncEnumerable<int> F(int a) { await Task.Yield(); {|PGEN201:s_n += a|}; yield return a; }",
        "static int s_n; [Pool] public static partial void F(int a); public static partial void F(int a) => {|PGEN201:s_n += a|};",
        "static int s_n; [Pool] static void F(int[] a) => Array.ForEach(a, x => {|PGEN201:s_n += x|});",
        "static int s_n; [Pool] static async Task F(int a) => await Task.Run(() => {|PGEN201:s_n += a|});",
        "static int s_n; [Pool] static void F(int a) { void G() => {|PGEN201:s_n += a|}; G(); }",
        "static int s_n; [Pool] static void F(int a) => N = a; static int N { set => {|PGEN201:s_n = value|}; }",
        "static int s_n; [Pool] static int F(int a) => N; static int N { get { return {|PGEN201:s_n++|}; } }",
        "int _n; [Pool] int F(int a) => this[a]; int this[int i] { get { {|PGEN201:_n = i|}; return i; } }",

        // through helpers
        "static int s_n; [Pool] static void F(int a) => G(a); static void G(int a) { if (a > 0) { G(a - 1); } {|PGEN201:s_n++|}; }",
        "static int s_n; [Pool] static void F(int a) => H(a); [Thread] static void G(int a) => H(a); static void H(int a) => {|PGEN201:s_n = a|};",
        "static int s_n; [Pool] static void F(int a) => G(a); [RunOn(Model.ThreadPool, ExclusiveBy = \"*\")] static void H(int a) => G(a); static void G(int a) => {|PGEN201:s_n = a|};",
        "int _n; [Pool] void F(int a) => G(a); void G(int a) => {|PGEN201:_n = a|};",
        "public partial class A { static readonly Box s_box = new(); [Pool] static void F(int a) => s_box.Add(a); } class Box { int _n; public void Add(int a) => {|PGEN201:_n += a|}; }",
        "public partial class A { readonly Box _box = new(); [Pool] void F(int a) => _box.Add(a); } class Box { int _n; public void Add(int a) => {|PGEN201:_n += a|}; }",
        "public partial class A { [Pool] static void F(int a) => new B(); } class B { static int s_made; public B() { {|PGEN201:s_made++|}; } }",

        // a lock that is not held any more, or does not keep writers out
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { a++; } {|PGEN201:s_n += a|}; }",
        "static int s_n; static readonly SemaphoreSlim s_gate = new(1); [Pool] static async Task F(int a) { await s_gate.WaitAsync(); try { a++; } finally { s_gate.Release(); } {|PGEN201:s_n += a|}; }",
        "static int s_n; static readonly ReaderWriterLockSlim s_gate = new(); [Pool] static void F(int a) { s_gate.EnterReadLock(); try { {|PGEN201:s_n += a|}; } finally { s_gate.ExitReadLock(); } }",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { G(a); } G(a); } static void G(int a) => {|PGEN201:s_n += a|};",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { ThreadPool.QueueUserWorkItem(_ => {|PGEN201:s_n += a|}); } }",
    ];

    public static TheoryData<string> Silent =>
    [
        // models where calls take turns or share nothing
        "static int s_n; [Loop] static void F(int a) => s_n += a; [Worker] static void G(int a) => s_n += a; [Process] static void H(int a) => s_n += a;",
        "static int s_n; [RunOn(Model.ThreadPool, ExclusiveBy = \"*\")] static void F(int a) => s_n += a;",
        "static int s_n; [RunOn(Model.Thread, ExclusiveBy = \"*\", ExclusiveGroup = \"g\")] static void F(int a) => s_n += a;",
        "static int s_n; static void F(int a) => s_n += a; [Pool] static void G(int a) { }",

        // not shared
        "[Pool] static int F(int a) { a++; int n = 0; n += a; int[] m = [1]; m[0] = n; return n; }",
        "public partial class A { [Pool] static int F(int a) { Box b = new() { Count = a }; b.Count++; b.Add(a); return b.Count; } } class Box { public int Count; public void Add(int a) => Count += a; public Box() { Count = 1; } }",
        "public partial class A { [Pool] static void F(Box a) => a.Count++; } public class Box { public int Count; }",
        "public partial struct A { int _n; [Pool] public int F(int a) => _n += a; }",
        "[ThreadStatic] static int s_n; [Pool] static void F(int a) => s_n += a;",
        "static readonly ThreadLocal<int> s_n = new(); static readonly AsyncLocal<int> s_m = new(); [Pool] static void F(int a) { s_n.Value += a; s_m.Value = a; }",
        "[Pool] static void F(int a, IProgress<int> p) => p.Report(a);",
        "const int N = 1; static readonly int s_n = 2; [Pool] static int F(int a) => a + N + s_n;",
        "public partial class A { [Pool] static R F(R a) => a with { X = 2 }; } public record R(int X);",

        // each way to keep others out
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { s_n += a; } }",
        "static int s_n; static readonly Lock s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { s_n += a; } }",
        "static int s_n; static readonly Lock s_gate = new(); [Pool] static void F(int a) { using (s_gate.EnterScope()) { s_n += a; } }",
        "static int s_n; static readonly Lock s_gate = new(); [Pool] static void F(int a) { using Lock.Scope scope = s_gate.EnterScope(); s_n += a; }",
        "static int s_n; static readonly Lock s_gate = new(); [Pool] static void F(int a) { s_gate.Enter(); try { s_n += a; } finally { s_gate.Exit(); } }",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { bool taken = false; try { Monitor.Enter(s_gate, ref taken); s_n += a; } finally { if (taken) { Monitor.Exit(s_gate); } } }",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { if (!Monitor.TryEnter(s_gate)) { return; } try { s_n += a; } finally { Monitor.Exit(s_gate); } }",
        "static int s_n; static readonly SemaphoreSlim s_gate = new(1); [Pool] static void F(int a) { s_gate.Wait(); try { s_n += a; } finally { s_gate.Release(); } }",
        "static int s_n; static readonly SemaphoreSlim s_gate = new(1); [Pool] static async Task F(int a) { await s_gate.WaitAsync(); try { await Task.Yield(); s_n += a; } finally { s_gate.Release(); } }",
        "static int s_n; static readonly SemaphoreSlim s_gate = new(1); [Pool] static async Task F(int a) { if (await s_gate.WaitAsync(100)) { s_n += a; s_gate.Release(); } }",
        "static int s_n; static readonly SemaphoreSlim s_gate = new(1); [Pool] static async Task F(int a) { await s_gate.WaitAsync(); if (a == 0) { s_gate.Release(); return; } s_n += a; s_gate.Release(); }",
        "static int s_n; static readonly ReaderWriterLockSlim s_gate = new(); [Pool] static void F(int a) { s_gate.EnterWriteLock(); try { s_n += a; } finally { s_gate.ExitWriteLock(); } }",
        "static int s_n; static SpinLock s_gate; [Pool] static void F(int a) { bool taken = false; s_gate.Enter(ref taken); s_n += a; s_gate.Exit(); }",
        "static int s_n; static readonly Mutex s_gate = new(); [Pool] static void F(int a) { s_gate.WaitOne(); s_n += a; s_gate.ReleaseMutex(); }",
        "static int s_n; [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] [Pool] static void F(int a) => s_n += a;",
        "public partial class A { static int s_n; static readonly AsyncLock s_gate = new(); [Pool] static async Task F(int a) { using (await s_gate.LockAsync()) { s_n += a; } } } class AsyncLock { public Task<IDisposable> LockAsync() => null!; }",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { Enter(); s_n += a; Exit(); } static void Enter() => Monitor.Enter(s_gate); static void Exit() => Monitor.Exit(s_gate);",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { G(a); } } static void G(int a) => H(a); static void H(int a) => s_n += a;",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int a) => Alone(() => s_n += a); static void Alone(Action a) { lock (s_gate) { a(); } }",
        "static int s_n; static readonly object s_gate = new(); [Pool] static void F(int[] a) { lock (s_gate) { Array.ForEach(a, x => s_n += x); } }",

        // no way between the old value and the new one
        "static int s_n; [Pool] static int F(int a) => Interlocked.Add(ref s_n, a);",
        "static int s_n; [Pool] static void F(int a) { Interlocked.Increment(ref s_n); Volatile.Write(ref s_n, a); Interlocked.Exchange(ref s_n, a); }",
        "static int[] s_n = new int[4]; [Pool] static void F(int a) => Interlocked.Increment(ref s_n[a % 4]);",
        "static volatile string? s_last; [Pool] static void F(string a) => s_last = a;",
        "static ImmutableList<int> s_all = []; [Pool] static void F(int a) => ImmutableInterlocked.Update(ref s_all, (l, x) => l.Add(x), a);",

        // what is made once
        "static string? s_text; [Pool] static string F(string a) => s_text ??= a.Trim();",
        "string? _text; [Pool] string F(string a) => _text ??= a.Trim();",
        "static string? s_text; [Pool] static string F(string a) { if (s_text is null) { s_text = a; } return s_text; }",
        "static string? s_text; [Pool] static string F(string a) { if (s_text != null) { return s_text; } s_text = a; return s_text; }",
        "static string? s_text; [Pool] static string F(string a) => LazyInitializer.EnsureInitialized(ref s_text, () => a);",
        "static readonly Lazy<string> s_text = new(() => \"x\"); [Pool] static string F(string a) => s_text.Value;",
        "static string? s_text; [Pool] static string? F(string a) => Interlocked.CompareExchange(ref s_text, a, null);",
        "public partial class A { [Pool] static int F(int a) => B.N + a; } static class B { public static int N; static B() { N = 1; } }",
        "static string? s_text; [Pool] static string F(string a) { string? text = s_text; if (text is null) { s_text = text = a; } return text; }",
        "static string? s_text; [Pool] static string F(string a) { string? text; text = s_text; return text != null ? text : s_text = a; }",
        "static Func<int>? s_make; [Pool] static Func<int> F(int a) { Func<int>? make = s_make; if (make == null) { return s_make = () => 0; } return make; }",
        "static DayOfWeek s_day; [Pool] static bool F(int a) { if (s_day == DayOfWeek.Sunday) { s_day = (DayOfWeek)a; } return s_day == DayOfWeek.Monday; }",
        "static int s_n; [Pool] static int F(int a) { if (s_n is 0) { try { s_n = a; } catch (Exception) { s_n = 1; } } return s_n; }",
        "static bool s_known; [Pool] static void F(bool a) { if (!s_known) s_known = a; }",

        // nothing to lose
        "static bool s_stop; [Pool] static void F() => s_stop = true;",
        "static string? s_last = \"x\"; [Pool] static void F() => s_last = null; [Thread] static void G() => s_last = null; static void H(string a) => s_last = a;",

        // who knows when it runs
        "static int s_n; static Action? s_later; [Pool] static void F(int a) => Later(() => s_n += a); static void Later(Action a) => Volatile.Write(ref s_later, a);",
        "static int s_n; static Action? s_later; [Pool] static void F(int a) => Interlocked.Exchange(ref s_later, () => s_n += a);",
        "static event Action? Done; [Pool] static void F(int a) { Done += () => { }; }",
        "static int s_n; [Pool] static string F(int a) => nameof(s_n);",
    ];

    [Theory]
    [InlineData("{|PGEN201:s_n += a|}", FixKeys.Writes.Compound)]
    [InlineData("{|PGEN201:s_n = a|}", FixKeys.Writes.Assign)]
    [InlineData("{|PGEN201:s_n++|}", FixKeys.Writes.Increment)]
    [InlineData("{|PGEN201:--s_n|}", FixKeys.Writes.Decrement)]
    public async Task Report_OfAWrite_SaysWhatToDoAndTellsTheFix(string write, string kind)
    {
        Diagnostic diagnostic = Assert.Single(await BodySample.VerifyAsync(Id, $"static int s_n; [Pool] static void F(int a) => G(a); static void G(int a) {{ {write}; }}"));

        Assert.Equal(
            "'A.s_n' is shared by calls of 'A.F' that run at the same time, and is written here without synchronization. Use Interlocked or a lock, or set ExclusiveBy = \"*\" on [RunOn].",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((kind, "F:A.s_n", "M:A.F(System.Int32)"), (diagnostic.Properties[FixKeys.Write], diagnostic.Properties[FixKeys.State], diagnostic.Properties[FixKeys.Method]));
    }

    /// <summary>Of several methods that lead to a place, the one that stands first is named: builds are repeatable.</summary>
    [Fact]
    public async Task Report_ReachedFromSeveralMethods_NamesTheFirst()
    {
        string message = await BodySample.MessageAsync(
            Id, "static int s_n; [Pool] static void Z(int a) => Y(a); static void Y(int a) => {|PGEN201:s_n = a|}; [Pool] static void B(int a) => Y(a);");
        Assert.Contains("calls of 'A.Z'", message, StringComparison.Ordinal);
    }
}
