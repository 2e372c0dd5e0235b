namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN203: reads mutable static state in a worker process.</summary>
public class WorkerReadTests : BodyRuleTests<WorkerReadTests>, IBodySamples
{
    public static string Id => "PGEN203";

    public static string InAHelper => "static int s_n;\nstatic void Set(int a) => s_n = a;\n[Worker] static int F(int a) => G();\n/*here*/ static int G()\n{\nreturn {|PGEN203:s_n|};\n}";

    public static TheoryData<string> Firing =>
    [
        "static int s_n; [Worker] static int F(int a) => Volatile.Read(ref {|PGEN203:s_n|}); static void G() => Volatile.Write(ref s_n, 1);",
        "static long s_n; [Worker] static long F(int a) => Interlocked.Read(ref {|PGEN203:s_n|}); static void G() => Interlocked.Exchange(ref s_n, 1);",
        "static int s_n; static void Main2(int a) => s_n = a; [Worker] static int F(int a) => a + {|PGEN203:s_n|};",
        "static int s_n; static void Set(int a) => s_n = a; [Process] static int F(int a) => a + {|PGEN203:s_n|};",
        "static int s_n = 3; static void Set() => s_n++; [Worker] static int F(int a) => {|PGEN203:s_n|} + s_n;",
        "static int N { get; set; } static void Set(int a) => N = a; [Worker] static int F(int a) => {|PGEN203:N|};",
        "static int s_n; static void Set(int a) => Interlocked.Exchange(ref s_n, a); [Worker] static int F(int a) => {|PGEN203:s_n|};",
        "static int s_n; static void Set(string a) => int.TryParse(a, out s_n); [Worker] static int F(int a) => {|PGEN203:s_n|};",
        "static int s_n; static void Set(int a) => Task.Run(() => s_n = a); [Worker] static int F(int a) => {|PGEN203:s_n|};",
        "static int s_n; static int N { set => s_n = value; } [Worker] static int F(int a) => {|PGEN203:s_n|};",
        "static int s_n; A(int a) => s_n = a; [Worker] static int F(int a) => {|PGEN203:s_n|};",
        "static readonly List<string> s_names = []; static void Fill(string a) => s_names.Add(a); [Worker] static int F(int a) => {|PGEN203:s_names|}.Count;",
        "static readonly Dictionary<int, string> s_names = []; static void Fill(string a) => s_names[1] = a; [Worker] static string F(int a) => {|PGEN203:s_names|}[a];",
        "static readonly int[] s_weights = new int[4]; static void Fill(int a) { s_weights[0] = a; } [Worker] static int F(int a) => {|PGEN203:s_weights|}[a];",
        "public partial class A { [Worker] static int F(int a) => {|PGEN203:Options.Level|}; } static class Options { public static int Level { get; set; } } static class Program2 { public static void Run() => Options.Level = 3; }",
        "public partial class A { static readonly Box s_box = new(); static void Set(int a) => s_box.Count = a; [Worker] static int F(int a) => {|PGEN203:s_box.Count|}; } class Box { public int Count; }",
        "// top-level\nA.N = args.Length;\npublic partial class A { public static int N; [RunOn(Model.ProcessPool)] public static int F(int a) => {|PGEN203:N|}; }",
        "[Worker] static int F(int a) => G(a); static int G(int a) => H; static int H => {|PGEN203:s_n|}; static int s_n; static void Set(int a) => s_n = a;",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static async Task<int> F(int a) { await Task.Yield(); return {|PGEN203:s_n|}; }",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static int[] F(int[] a) => a.Select(x => x + {|PGEN203:s_n|}).ToArray();",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] public static partial int F(int a); public static partial int F(int a) { int G() => {|PGEN203:s_n|}; return G(); }",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static IEnumerable<int> F(int a) { yield return {|PGEN203:s_n|}; }",
    ];

    public static TheoryData<string> Silent =>
    [
        "static int s_n; static void Set(int a) => s_n = a; [Pool] static int F(int a) => s_n; [Loop] static int G(int a) => s_n; [Thread] static int H(int a) => s_n;",
        "const int N = 1; static readonly string s_name = \"x\"; static readonly DateTime s_start = DateTime.UtcNow; [Worker] static string F(int a) => s_name + N + s_start;",
        "static readonly ImmutableArray<int> s_all = [1]; static readonly IReadOnlyList<int> s_more = [1]; [Worker] static int F(int a) => s_all[a] + s_more[a];",
        "static readonly List<int> s_all = [1, 2]; static int Count => s_all.Count; [Worker] static int F(int a) => s_all[a];",
        "static int s_n = 5; [Worker] static int F(int a) => s_n;",
        "static int s_n; static A() => s_n = 5; [Worker] static int F(int a) => s_n;",
        "static int s_n = Make(); static int Make() => 3; [Worker] static int F(int a) => s_n;",
        "static int N { get; } = 5; [Worker] static int F(int a) => N;",
        "[ThreadStatic] static int t_n; static void Set(int a) => t_n = a; [Worker] static int F(int a) => t_n;",

        // the worker has a value of its own
        "static int s_n; static void Set(int a) => s_n = a; [WorkerInitializer] internal static void Init() => s_n = 5; [Worker] static int F(int a) => s_n;",
        "static int s_n; static void Set(int a) => s_n = a; [WorkerInitializer] internal static void Init() => Set(5); [Worker] static int F(int a) => s_n;",
        "static int s_n; [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() => s_n = 5; static void Set(int a) => s_n = a; [Worker] static int F(int a) => s_n;",
        "static string? s_text; internal static void Reset() => s_text = null; [Worker] static string F(string a) => s_text ??= a;",
        "static string? s_text; internal static void Reset() => s_text = null; static string Text => s_text ??= \"x\"; [Worker] static string F(string a) => Text;",
        "static readonly Dictionary<int, int> s_cache = []; internal static void Reset() => s_cache.Clear(); [Worker] static int F(int a) { if (!s_cache.TryGetValue(a, out int n)) { s_cache[a] = n = a; } return n; }",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static int F(int a) { Set(a); return s_n; }",

        // not really read, or not there
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static string F(int a) => nameof(s_n);",
        "static int s_n; static void Set(int a) => s_n = a; [Worker] static int F(int a) => WorkerContext.IsWorker ? 0 : s_n;",
        "static int s_n; static void Set(int a) => s_n = a; static int Get() => s_n; [Worker] static int F(int a) => a;",
        "static int s_n; static void Set(int s_n) => s_n = 1; [Worker] static int F(int a) => s_n;",
        "public partial class A { [Worker] static int F(Box a) => a.Count; static void Set(Box a) => a.Count = 1; } public class Box { public int Count { get; set; } }",
    ];

    [Fact]
    public async Task Message_SaysWhatIsWrongAndWhatToDo() => Assert.Equal(
        "'A.s_n' is read by 'A.F' in a worker process, where it does not have the value that 'A.Set' gives it in the caller's. Pass it as a parameter, or set it in a [WorkerInitializer].",
        await BodySample.MessageAsync(Id, "static int s_n; static void Set(int a) => s_n = a; [Worker] static int F(int a) => {|PGEN203:s_n|};"));

    [Fact]
    public async Task Message_OfTopLevelStatements_SpeaksOfTheProgram() => Assert.Contains(
        "that 'the program' gives it",
        await BodySample.MessageAsync(Id, "// top-level\nA.N = args.Length;\npublic partial class A { public static int N; [RunOn(Model.ProcessPool)] public static int F(int a) => {|PGEN203:N|}; }"),
        StringComparison.Ordinal);
}
