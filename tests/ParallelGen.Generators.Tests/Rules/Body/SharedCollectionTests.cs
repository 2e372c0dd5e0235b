namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN204: changes a shared collection that is not thread-safe.</summary>
public class SharedCollectionTests : BodyRuleTests<SharedCollectionTests>, IBodySamples
{
    public static string Id => "PGEN204";

    public static string InAHelper => "static readonly List<int> s_all = [];\n[Pool] static void F(int a) => G(a);\n/*here*/ static void G(int a)\n{\n{|PGEN204:s_all.Add(a)|};\n}";

    public static TheoryData<string> Firing =>
    [
        "static readonly List<int> s_all = []; [Pool] static void F(int a) => {|PGEN204:s_all.Add(a)|};",
        "static readonly Dictionary<int, int> s_all = []; [Thread] static void F(int a) => {|PGEN204:s_all[a] = a|};",
        "static readonly Dictionary<int, int> s_all = []; [Pool] static void F(int a) { {|PGEN204:s_all[a]++|}; }",
        "static readonly Dictionary<int, int> s_all = []; [Pool] static bool F(int a) => {|PGEN204:s_all.TryAdd(a, a)|};",
        "static readonly Dictionary<int, int> s_all = []; [Pool] static bool F(int a) => {|PGEN204:s_all.Remove(a, out int _)|};",
        "static readonly Dictionary<int, string> s_cache = []; [Pool] static string F(int a) { if (!s_cache.TryGetValue(a, out string? t)) { {|PGEN204:s_cache[a] = t = \"x\"|}; } return t; }",
        "static readonly HashSet<int> s_all = []; [Pool] static bool F(int a) => {|PGEN204:s_all.Add(a)|};",
        "static readonly Queue<int> s_all = []; [Pool] static void F(int a) => {|PGEN204:s_all.Enqueue(a)|};",
        "static readonly Stack<int> s_all = []; [Pool] static int F() => {|PGEN204:s_all.Pop()|};",
        "static readonly LinkedList<int> s_all = []; [Pool] static void F(int a) { {|PGEN204:s_all.AddLast(a)|}; }",
        "static readonly SortedDictionary<int, int> s_all = []; [Pool] static void F(int a) => {|PGEN204:s_all.Add(a, a)|};",
        "static readonly PriorityQueue<int, int> s_all = new(); [Pool] static void F(int a) => {|PGEN204:s_all.Enqueue(a, a)|};",
        "static readonly StringBuilder s_log = new(); [Pool] static void F(string a) { {|PGEN204:s_log.Append(a)|}; }",
        "static readonly StringBuilder s_log = new(); [Pool] static void F() => {|PGEN204:s_log.Length = 0|};",
        "static readonly System.Collections.ArrayList s_all = []; [Pool] static void F(int a) { {|PGEN204:s_all.Add(a)|}; }",
        "readonly List<int> _all = []; [Pool] void F(int a) => {|PGEN204:_all.Add(a)|};",
        "List<int>? All { get; set; } [Pool] void F(int a) => All?{|PGEN204:.Add(a)|};",
        "public partial class A(List<int> all) { [Pool] public void F(int a) => {|PGEN204:all.Add(a)|}; }",
        "[Pool] static void F(int a, [Broadcast] List<int> b) => {|PGEN204:b.Add(a)|};",
        "public partial class A { static readonly Box s_box = new(); [Pool] static void F(int a) => {|PGEN204:s_box.All.Add(a)|}; } class Box { public readonly List<int> All = []; }",
        "public partial class A { static readonly Own s_all = []; [Pool] static void F(int a) => {|PGEN204:s_all.Add(a)|}; } class Own : List<int> { }",

        // arrays: one slot for several calls
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) { {|PGEN204:s_n[a % 4]++|}; }",
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) => {|PGEN204:s_n[a & 3] += a|};",
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) => {|PGEN204:s_n[0] = a|};",

        // bodies and helpers of all shapes
        "static readonly List<int> s_all = []; [Pool] static async Task F(int a) { await Task.Yield(); {|PGEN204:s_all.Add(a)|}; }",
        "static readonly List<int> s_all = []; [Pool] static void F(int[] a) { foreach (int x in a) { {|PGEN204:s_all.Add(x)|}; } }",
        "static readonly List<int> s_all = []; [Pool] static void F(int[] a) => Array.ForEach(a, x => {|PGEN204:s_all.Add(x)|});",
        "static readonly List<int> s_all = []; [Pool] static void F(int a) => G(a); static void G(int a) { void H() => {|PGEN204:s_all.Add(a)|}; H(); }",
        "readonly List<int> _all = []; [Pool] void F(int a) => G(a); void G(int a) => {|PGEN204:_all.Add(a)|};",
        "static readonly List<int> s_all = []; static List<int> All => s_all; [Pool] static void F(int a) => N = a; static int N { set => {|PGEN204:s_all.Add(value)|}; }",
        "static readonly List<int> s_all = []; [RunOn(Model.ThreadPool, ExclusiveBy = \"a\")] static void F(int a) => {|PGEN204:s_all.Add(a)|};",
    ];

    public static TheoryData<string> Silent =>
    [
        "static readonly List<int> s_all = []; [Loop] static void F(int a) => s_all.Add(a);",
        "static readonly List<int> s_all = []; [RunOn(Model.ThreadPool, ExclusiveBy = \"*\")] static void F(int a) => s_all.Add(a);",
        "static readonly List<int> s_all = []; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { s_all.Add(a); } }",
        "static readonly List<int> s_all = []; static readonly object s_gate = new(); [Pool] static void F(int a) { lock (s_gate) { G(a); } } static void G(int a) => s_all.Add(a);",
        "static readonly List<int> s_all = []; [Pool] static void F(int a) { lock (((System.Collections.ICollection)s_all).SyncRoot) { s_all.Add(a); } }",

        // made for it
        "static readonly ConcurrentBag<int> s_all = []; [Pool] static void F(int a) => s_all.Add(a);",
        "static readonly ConcurrentDictionary<int, int> s_all = []; [Pool] static void F(int a) { s_all[a] = a; s_all.AddOrUpdate(a, 1, (_, n) => n + 1); s_all.TryAdd(a, a); }",
        "static readonly ConcurrentQueue<int> s_all = []; static readonly ConcurrentStack<int> s_more = []; [Pool] static void F(int a) { s_all.Enqueue(a); s_more.Push(a); }",
        "static readonly BlockingCollection<int> s_all = []; [Pool] static void F(int a) => s_all.Add(a);",
        "static readonly Channel<int> s_all = Channel.CreateUnbounded<int>(); [Pool] static bool F(int a) => s_all.Writer.TryWrite(a);",
        "static ImmutableArray<int> s_all = []; [Pool] static void F(int a) => ImmutableInterlocked.InterlockedExchange(ref s_all, s_all.Add(a));",
        "static ImmutableDictionary<int, int> s_all = ImmutableDictionary<int, int>.Empty; [Pool] static void F(int a) => ImmutableInterlocked.TryAdd(ref s_all, a, a);",
        "static readonly IDictionary<int, int> s_all = new ConcurrentDictionary<int, int>(); [Pool] static void F(int a) => s_all[a] = a;",
        "[ThreadStatic] static List<int>? t_all; [Pool] static void F(int a) => (t_all ??= []).Add(a);",
        "[ThreadStatic] static StringBuilder? t_text; [Pool] static void F(string a) => t_text!.Append(a);",
        "static readonly ThreadLocal<List<int>> s_all = new(() => []); [Pool] static void F(int a) => s_all.Value!.Add(a);",

        // only read
        "static readonly Dictionary<int, string> s_names = new() { [1] = \"a\" }; [Pool] static string? F(int a) => s_names.GetValueOrDefault(a);",
        "static readonly List<int> s_all = [1, 2]; [Pool] static int F(int a) => s_all[a] + s_all.Count + s_all.IndexOf(a);",
        "static readonly List<int> s_all = Make(); static List<int> Make() { List<int> all = []; all.Add(1); return all; } [Pool] static int F(int a) => s_all[a];",

        // one's own
        "[Pool] static List<int> F(int a) { List<int> all = []; all.Add(a); G(all); return all; } static void G(List<int> all) => all.Add(1);",
        "[Pool] static void F(List<int> a) => a.Add(1);",
        "public partial class A { [Pool] static int F(int a) => new Box().Add(a); } class Box { readonly List<int> _all = []; public int Add(int a) { _all.Add(a); return _all.Count; } }",
        "public partial class A { [Pool] static B F(int a) => new B { All = { a } }; } public class B { public List<int> All { get; } = []; }",

        // a slot for each call
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) => s_n[a] = a * a;",
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) => s_n[a] += 1;",
        "static readonly int[] s_balances = new int[4]; [RunOn(Model.ThreadPool, ExclusiveBy = \"account\")] static void F(int account, int amount) => s_balances[account] += amount;",
        "static readonly string?[] s_made = new string?[4]; [Pool] static string F(string a) => s_made[0] ??= a;",
        "static readonly int[,] s_n = new int[4, 4]; [Pool] static void F(int row) { for (int i = 0; i < 4; i++) { s_n[row, i] = i; } }",
        "static readonly int[] s_n = new int[4]; [Pool] static void F(int a) => Interlocked.Increment(ref s_n[a % 4]);",
    ];

    [Fact]
    public async Task Message_SaysWhatIsWrongAndWhatToDo() => Assert.Equal(
        "'A.s_all' is shared by calls of 'A.F' that run at the same time, and 'List<int>' is not safe to change from several threads. Use a concurrent collection or a lock, or set ExclusiveBy = \"*\" on [RunOn].",
        await BodySample.MessageAsync(Id, "static readonly List<int> s_all = []; [Pool] static void F(int a) => {|PGEN204:s_all.Add(a)|};"));
}
