namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN202: writes static state in a worker process.</summary>
public class WorkerWriteTests : BodyRuleTests<WorkerWriteTests>, IBodySamples
{
    public static string Id => "PGEN202";

    public static string InAHelper => "public static int s_n;\n[Worker] static void F(int a) => G(a);\n/*here*/ static void G(int a)\n{\n{|PGEN202:s_n += a|};\n}";

    public static TheoryData<string> Firing =>
    [
        "public static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n += a|};",
        "static int s_n; [Worker] static int F(int a) { {|PGEN202:s_n += a|}; return s_n; }",
        "public static int s_n; [Process] static void F(int a) => {|PGEN202:s_n = a|};",
        "static int s_n; [Worker] static int F(int a) => {|PGEN202:Interlocked.Increment(ref s_n)|};",
        "public static int s_n; static readonly object s_gate = new(); [Worker] static void F(int a) { lock (s_gate) { {|PGEN202:s_n++|}; } }",
        "public static int N { get; private set; } [Worker] static void F(int a) => {|PGEN202:N = a|};",
        "static string? s_last; [Worker] static void F(string a) => {|PGEN202:s_last = a|}; static string? Last() => s_last;",
        "static readonly List<int> s_all = []; [Worker] static void F(int a) => {|PGEN202:s_all.Add(a)|}; static int[] All() => [.. s_all];",
        "static readonly List<int> s_all = []; [Worker] static int F(int a) { {|PGEN202:s_all.Add(a)|}; return s_all.Count; }",
        "static readonly ConcurrentBag<int> s_all = []; [Worker] static void F(int a) => {|PGEN202:s_all.Add(a)|}; static void Print() { foreach (int n in s_all) { Console.WriteLine(n); } }",
        "static readonly ConcurrentDictionary<int, int> s_all = []; [Worker] static void F(int a) => {|PGEN202:s_all.AddOrUpdate(a, 1, (_, n) => n + 1)|}; static int Of(int a) => s_all[a];",
        "static readonly HashSet<int> s_seen = []; [Worker] static bool F(int a) => {|PGEN202:s_seen.Add(a)|};",
        "static readonly int[] s_n = new int[4]; [Worker] static void F(int a) { {|PGEN202:s_n[a]++|}; } static int Of(int a) => s_n[a];",
        "public partial class A { static readonly Box s_box = new(); [Worker] static void F(int a) => {|PGEN202:s_box.Count += a|}; static void Print() => Console.WriteLine(s_box.Count); } class Box { public int Count; }",
        "public static int s_n; [RunOn(Model.ProcessPool, ExclusiveBy = \"*\")] static void F(int a) => {|PGEN202:s_n += a|};",
        "static int s_hits; static int Hits => s_hits; static readonly Dictionary<int, int> s_cache = []; [Worker] static int F(int a) { if (s_cache.TryGetValue(a, out int n)) { {|PGEN202:s_hits++|}; return n; } return s_cache[a] = a; }",
        "public static int s_n; [Worker] static void F(int a) => {|PGEN202:Volatile.Write(ref s_n, a)|};",
        "static int s_n; [Worker] static int F(int a) { {|PGEN202:Interlocked.Increment(ref s_n)|}; return Volatile.Read(ref s_n); }",

        // bodies and helpers of all shapes
        "public static int s_n; [Worker] static async Task F(int a) { await Task.Yield(); {|PGEN202:s_n = a|}; }",
        "public static int s_n; [Worker] static IEnumerable<int> F(int a) { {|PGEN202:s_n = a|}; yield return a; }",
        "public static int s_n; [Worker] public static partial void F(int a); public static partial void F(int a) => {|PGEN202:s_n = a|};",
        "public static int s_n; [Worker] static void F(int a) { G(); void G() => {|PGEN202:s_n = a|}; }",
        "public static int s_n; [Worker] static void F(int[] a) => Array.ForEach(a, x => {|PGEN202:s_n += x|});",
        "public static int s_n; [Worker] static void F(int a) => G(a); static void G(int a) { if (a > 0) { F(a - 1); } {|PGEN202:s_n = a|}; }",
        "public static int s_n; [Worker] static void F(int a) => N = a; static int N { get => s_n; set => {|PGEN202:s_n = value|}; }",
        "public static int s_n; [Worker] static void F(int a) => H(a); [Process] static void G(int a) => H(a); static void H(int a) => {|PGEN202:s_n = a|};",
        "public static readonly List<int> s_all = []; static int s_n; [Worker] static void F(int a) { if (s_n > 9) { return; } {|PGEN202:s_all.Add(a)|}; s_n = s_n + 1; }",
        "public static int s_n; static int s_calls; [Worker] static void F(int a) { if (Interlocked.Increment(ref s_calls) > 1) { {|PGEN202:s_n = a|}; } }",
        "public static int s_n; static int s_old; [Worker] static void F(int a) { Interlocked.Exchange(ref s_old, a); {|PGEN202:s_n = a|}; }",
        "public static int s_n; static bool s_loaded; [Worker] static void F(int a) { {|PGEN202:s_n = a|}; if (!s_loaded) { s_loaded = true; } }",
        "public static int s_n; static bool s_loaded; [Worker] static void F(int a) { if (!s_loaded) { Load(a); s_loaded = true; } } [Worker] static void Load(int a) => {|PGEN202:s_n = a|};",
        "public static readonly List<int> s_all = []; [Worker] static void F(int a) { foreach (int n in s_all) { Console.WriteLine(n); } {|PGEN202:s_all.Add(a)|}; }",
        "public static int s_n; [Worker] static void F(int a) { if (On) { {|PGEN202:s_n++|}; } } const bool On = true;",

        // who reads it outside of workers
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static int G() => s_n;",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static int G() => s_n++;",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static int G() => s_n += 2;",
        "static string s_text = \"\"; [Worker] static void F(string a) => {|PGEN202:s_text = a|}; static int G() => s_text.Length;",
        "static string? s_text; [Worker] static void F(string a) => {|PGEN202:s_text = a|}; static int? G() => s_text?.Length;",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static int G() => Interlocked.Exchange(ref s_n, 0);",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static int G() => Volatile.Read(ref s_n);",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static readonly Func<int> s_get = () => s_n;",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n = a|}; static void G(List<Func<int>> all) => all.Add(() => s_n);",
        "static int s_n; static int N { get => s_n; set => {|PGEN202:s_n = value|}; } [Worker] static void F(int a) => N += a; static int G() => N;",
        "static int s_n; [Worker] static void F(int a) { {|PGEN202:s_n += a|}; Print(); } static void G() => Print(); static void Print() => Console.WriteLine(s_n);",
        "static int s_n; [Worker] static void F(int a) { {|PGEN202:s_n += a|}; Print<int>(); } static void G() => Print<string>(); static void Print<T>() => Console.WriteLine(s_n);",
        "public partial class A { internal static int s_n; [Worker] static void F(int a) { {|PGEN202:s_n += a|}; a.Print(); } static void G() => 1.Print(); } static class E { public static void Print(this int a) => Console.WriteLine(A.s_n + a); }",
        "public partial class A { [Worker] static void F(int a) => {|PGEN202:B.N += a|}; } static class B { internal static int N; } class C { int G() => B.N; }",
        "public partial class A { static readonly Box s_box = new(); [Worker] static void F(int a) => {|PGEN202:s_box.Count += a|}; static Box G() => s_box; } class Box { public int Count; }",
        "public partial class A { static Box? s_box = new(); [Worker] static void F(int a) => {|PGEN202:s_box!.Count += a|}; static int? G() => s_box?.Count; } class Box { public int Count; }",
        "static readonly List<int> s_all = []; [Worker] static void F(int a) => {|PGEN202:s_all.Add(a)|}; static bool G() => s_all.Remove(1);",
        "// top-level\nConsole.WriteLine(A.N); public static partial class A { internal static int N; [Worker] static void F(int a) => {|PGEN202:N += a|}; }",

        // what is returned
        "static int s_n; [Worker] static string F(int a) { {|PGEN202:s_n += a|}; return $\"{s_n}\"; }",
        "static int s_n; [Worker] static IEnumerable<int> F(int a) { {|PGEN202:s_n += a|}; yield return s_n; }",
        "static int s_n; [Worker] static int[] F(int[] a) { {|PGEN202:s_n++|}; return [.. a.Select(x => x + s_n)]; }",
        "static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n += a|}; [Worker] static int G() => s_n;",
    ];

    public static TheoryData<string> Silent =>
    [
        "static int s_n; [Pool] static void F(int a) => s_n += a; [Loop] static void G(int a) => s_n += a; static void H(int a) => s_n += a;",
        "[Worker] static int F(int a) { int n = 0; n += a; List<int> l = [a]; l.Add(n); return l.Count; }",
        "[ThreadStatic] static int s_n; [Worker] static void F(int a) => s_n += a;",
        "static readonly AsyncLocal<int> s_n = new(); [Worker] static void F(int a) => s_n.Value = a;",

        // caches of the worker
        "static string? s_text; [Worker] static string F(string a) => s_text ??= a.Trim();",
        "static string? s_text; [Worker] static string F(string a) { if (s_text is null) { s_text = a; } return s_text; }",
        "static string? s_text; [Worker] static string F(string a) { if (s_text == null) s_text = a; return s_text; }",
        "static string? s_text; [Worker] static string F(string a) { if (s_text is { } t) { return t; } s_text = a; return a; }",
        "static string? s_text; static readonly object s_gate = new(); [Worker] static string F(string a) { if (s_text is null) { lock (s_gate) { if (s_text is null) { s_text = a; } } } return s_text; }",
        "static string? s_text; static bool s_loaded; [Worker] static string? F(string a) { if (!s_loaded) { s_text = a; s_loaded = true; } return s_text; }",
        "static string? s_text; static bool s_loaded; [Worker] static string? F(string a) { if (s_loaded) { return s_text; } s_text = a; s_loaded = true; return s_text; }",
        "static string? s_text; [Worker] static string F(string a) => LazyInitializer.EnsureInitialized(ref s_text, () => a);",
        "static string? s_text; [Worker] static string? F(string a) => Interlocked.CompareExchange(ref s_text, a, null);",
        "static int s_ready; static string? s_text; [Worker] static void F(string a) { if (Interlocked.Exchange(ref s_ready, 1) == 0) { Console.WriteLine(a); } }",
        "static readonly Lazy<string> s_text = new(() => \"x\"); [Worker] static string F(string a) => s_text.Value;",
        "static readonly ConcurrentDictionary<int, int> s_cache = []; [Worker] static int F(int a) => s_cache.GetOrAdd(a, x => x * x);",
        "static readonly Dictionary<int, int> s_cache = []; [Worker] static int F(int a) { if (!s_cache.TryGetValue(a, out int n)) { s_cache[a] = n = a * a; } return n; }",
        "static readonly Dictionary<int, int> s_cache = []; [Worker] static int F(int a) { if (!s_cache.ContainsKey(a)) { s_cache.Add(a, a * a); } return s_cache[a]; }",
        "static readonly Dictionary<int, int> s_cache = []; [Worker] static int F(int a) => Find(a) ?? Keep(a); static int? Find(int a) => s_cache.TryGetValue(a, out int n) ? n : null; static int Keep(int a) { s_cache[a] = a; return a; }",
        "static readonly Dictionary<int, string?> s_cache = new() { [1] = null }; [Worker] static string F(string a) => s_cache[1] ??= a;",
        "static readonly int[] s_memo = new int[100]; [Worker] static int F(int a) { if (a < 2) { return a; } if (s_memo[a] != 0) { return s_memo[a]; } return s_memo[a] = F(a - 1) + F(a - 2); }",
        "static readonly ConcurrentBag<StringBuilder> s_pool = []; [Worker] static string F(string a) { if (!s_pool.TryTake(out StringBuilder? b)) { b = new(); } string t = b.Append(a).ToString(); Return(b); return t; } static void Return(StringBuilder b) => s_pool.Add(b.Clear());",
        "static byte[] s_buffer = []; [Worker] static int F(int a) { if (s_buffer.Length < a) { s_buffer = new byte[a]; } return s_buffer.Length; }",
        "static readonly StringBuilder s_text = new(); [Worker] static string F(string a) { s_text.Clear(); s_text.Append(a); return s_text.ToString(); }",
        "public static string? s_text; [Worker] static string F(string a) { string? text = s_text; if (text is null) { s_text = text = a; } return text; }",
        "static int[] s_all = []; internal static int N => s_all.Length; [Worker] static int F(int a) { int[] all = s_all; while (all.Length <= a) { int[] more = new int[a + 1]; all = Interlocked.CompareExchange(ref s_all, more, all); } return all[a]; }",
        "public static string? s_text; static bool s_loaded; [Worker] static string? F(int a) { if (!s_loaded) { Load(); s_loaded = true; } return s_text; } static void Load() => Read(); static void Read() => s_text = \"x\";",
        "public static readonly List<int> s_all = []; static bool s_loaded; [Worker] static int F(int a) { if (!s_loaded) { s_all.Add(1); Load(); s_loaded = true; } return s_all.Count; } static void Load() => s_all.Add(2);",
        "public static int s_key, s_value; [Worker] static int F(int a) { if (s_key != a) { s_value = a * a; s_key = a; } return s_value; }",
        "public static readonly List<(int, int)> s_all = []; [Worker] static int F(int a) { foreach ((int key, int value) in s_all) { if (key == a) { return value; } } s_all.Add((a, a)); return a; }",
        "public static readonly List<int> s_all = []; [Worker] static int F(int a) { int n = s_all.Find(x => x > a); if (n == 0) { s_all.Add(n = a); } return n; }",
        "public static readonly List<int> s_all = []; [Worker] static int F(int a) { int n = s_all.FirstOrDefault(x => x > a); if (n == 0) { s_all.Add(n = a); } return n; }",
        "public static int s_n; [Worker] static void F(int a) { if (Off) { s_n++; } } const bool Off = false;",
        "public static string? s_text; [Worker] static string F(string a) { if (Volatile.Read(ref s_text) is null) { Volatile.Write(ref s_text, a); } return s_text!; }",
        "static string? s_text; static bool s_loaded; internal static string? Text => s_text; [Worker] static string? F(int a) { if (!Volatile.Read(ref s_loaded)) { s_text = \"x\"; Volatile.Write(ref s_loaded, true); } return s_text; }",
        "public static string? s_text; static bool s_loaded; [Worker] static string? F(int a) { if (!Volatile.Read(ref s_loaded)) { Load(); Volatile.Write(ref s_loaded, true); } return s_text; } static void Load() => s_text = \"x\";",
        "public static string? s_text; static int s_loaded; [Worker] static string? F(int a) { if (Interlocked.Exchange(ref s_loaded, 1) == 0) { s_text = \"x\"; } return s_text; }",
        "public static string? s_text; static int s_loaded; [Worker] static string? F(int a) { if (Interlocked.CompareExchange(ref s_loaded, 1, 0) == 0) { Load(); } return s_text; } static void Load() => s_text = \"x\";",

        // what prepares a worker
        "static string? s_text; [WorkerInitializer] internal static void Init() => s_text = \"x\"; [Worker] static string? F(int a) => s_text;",
        "static string? s_text; [WorkerInitializer] internal static Task Init() => LoadAsync(); static async Task LoadAsync() { await Task.Yield(); s_text = \"x\"; } [Worker] static async Task F(int a) => await LoadAsync();",
        "static int s_n; [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() => Set(); static void Set() => s_n = 1; [Worker] static void F(int a) => Set();",
        "public partial class A { [Worker] static int F(int a) => B.N; } static class B { public static int N; static B() { N = 1; } }",

        // what nobody outside asks for
        "static int s_n; [Worker] static void F(int a) => s_n += a;",
        "static int s_n; [Worker] static void F(int a) { s_n = a; G(); } static void G() => Console.WriteLine(s_n);",
        "static int s_n; [Worker] static string F(int a) { s_n = a; return G(); } static string G() => new(' ', s_n);",
        "static string? s_text; [Worker] static string F(string a) { s_text = a; return s_text; }",
        "static int s_id; [Worker] static string F(string a) { string name = a + Interlocked.Increment(ref s_id); return a; }",
        "static int s_n; [Worker] static void F(int a) => s_n += a; static void G() { s_n = 0; s_n++; s_n += 2; Volatile.Write(ref s_n, 3); Interlocked.Increment(ref s_n); Console.WriteLine(nameof(s_n)); }",
        "static int s_n; [Worker] static void F(int a) => s_n += a; static void G() => Set(out s_n); static void Set(out int n) => n = 1;",
        "static int s_n; [Worker] static int[] F(int[] a) { s_n++; List<int> l = [.. a.Select(x => x + s_n)]; l.Sort(); return a; }",
        "static int s_depth; [Worker] static int F(int a) { s_depth++; int n = s_depth > 9 ? 0 : a; s_depth--; return n; }",
        "static readonly List<int> s_all = []; [Worker] static void F(int a) => s_all.Add(a); static void G() { s_all.Add(1); s_all.Clear(); }",
        "static readonly int[] s_n = new int[4]; [Worker] static void F(int a) => s_n[a]++; static void G() => s_n[0] = 1;",
        "public partial class A { static readonly Box s_box = new(); [Worker] static void F(int a) => s_box.Count += a; static int G() => s_box.Other; } class Box { public int Count, Other; }",
        "public partial class A { static readonly Box s_box = new(); [Worker] static void F(int a) => s_box.Count += a; } public class Box { public int Count; }",
        "static int s_n; [Worker] static void F(int a) => s_n += a; static int G() { int s_n = 1; return s_n; }",
        "static int s_n; [Worker] static int F(int a) { s_n++; return s_n > 9 ? a : 0; }",
        "static int s_n; [Worker] static int F(int a) { s_n += a; Console.WriteLine(G()); return a; } static string G() => new(' ', s_n);",
        "static int s_start = 1; static int s_first = s_start; [Worker] static void F(int a) => s_start += a;",
        "static Func<int>? s_get; static bool s_ready; [Worker] static int F(int a) => Get(); static int G() => Get(); static int Get() { Init(); return s_get!(); } static void Init() { if (!s_ready) { Set(); s_ready = true; } } static void Set() => s_get = () => 1;",
        "// top-level\nConsole.WriteLine(1); public static partial class A { public static int N; [Worker] static void F(int a) => N += a; }",

        // only in the caller's process
        "static int s_n; [Worker] static void F(int a) { if (!WorkerContext.IsWorker) { s_n++; } }",
        "static int s_n; [Worker] static void F(int a) { if (WorkerContext.IsWorker) { return; } G(); } static void G() => s_n++;",

        // a process of its own
        "static int s_n; [Process] static int F(int a) { s_n = 0; G(a); return s_n; } static void G(int a) { if (a > 0) { s_n++; G(a - 1); } }",
        "static readonly List<int> s_found = []; [Process] static int F(int a) { s_found.Add(a); return s_found.Count; }",
    ];

    [Fact]
    public async Task Message_SaysWhatIsWrongAndWhatToDo() => Assert.Equal(
        "'A.s_n' is static, and 'A.F' changes it in a worker process, where the caller never sees it. Return the value, or set it up in a [WorkerInitializer].",
        await BodySample.MessageAsync(Id, "public static int s_n; [Worker] static void F(int a) => {|PGEN202:s_n += a|};"));
}
