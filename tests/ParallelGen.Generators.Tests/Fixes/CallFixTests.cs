using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN301, 303, 305: generated calls that are not awaited, or not made.</summary>
public class CallFixTests
{
    private const string Work = """

        public static partial class Work
        {
            [RunOn(Model.ProcessPool)] public static int F(int a, CancellationToken cancel = default) => a;
            [RunOn(Model.ThreadPool)] public static void G(int a, CancellationToken cancel = default) { }
            [RunOn(Model.ThreadPool)] public static ValueTask<int> V(int a, CancellationToken cancel = default) => new(a);
            [RunOn(Model.ThreadPool)] public static async IAsyncEnumerable<int> S(int a, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default) { await Task.Yield(); yield return a; }
            [RunOn(Model.ThreadPool)] public static async Task<int> HCore(int a, CancellationToken cancel = default) { await Task.Yield(); return a; }
        }
        """;

    [Theory]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); Work.FAll(xs); }", "async Task M(int[] xs) { await Task.Yield(); await Work.FAll(xs); }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield();\n        // all\n        Work.GAll(xs).WithBuffer(3); // of them\n    }", "async Task M(int[] xs) { await Task.Yield();\n        // all\n        await Work.GAll(xs).WithBuffer(3); // of them\n    }")]
    [InlineData("Func<Task> M(int[] xs) => async () => { await Task.Yield(); Work.GAll(xs); };", "Func<Task> M(int[] xs) => async () => { await Task.Yield(); await Work.GAll(xs); };")]
    [InlineData("Task M(int[] xs) { return N(); async Task N() { await Task.Yield(); Work.GAll(xs); } }", "Task M(int[] xs) { return N(); async Task N() { await Task.Yield(); await Work.GAll(xs); } }")]
    [InlineData("void M(int[] xs) { Work.FAll(xs); } string N() => nameof(M);", "async Task M(int[] xs) { await Work.FAll(xs); } string N() => nameof(M);")]
    [InlineData("public void M(int[] xs) { Work.FAll(xs); }", "public async Task M(int[] xs) { await Work.FAll(xs); }")]
    [InlineData("} public class V { private protected void M(int[] xs) { Work.FAll(xs); }", "} public class V { private protected async Task M(int[] xs) { await Work.FAll(xs); }")]
    [InlineData("Func<int[]>? M(int[] xs) { Work.FAll(xs); return null; } int? N() => M([])?.Invoke().Length + M([])!().Length;", "async Task<Func<int[]>?> M(int[] xs) { await Work.FAll(xs); return null; } async Task<int?> N() => (await M([]))?.Invoke().Length + (await M([]))!().Length;")]
    [InlineData("Func<int> M(int[] xs) { Work.FAll(xs); return () => 1; } int N() => M([])();", "async Task<Func<int>> M(int[] xs) { await Work.FAll(xs); return () => 1; } async Task<int> N() => (await M([]))();")]
    [InlineData("Func<int>[] M(int[] xs) { Work.FAll(xs); return []; } Func<int> N() => M([])[0];", "async Task<Func<int>[]> M(int[] xs) { await Work.FAll(xs); return []; } async Task<Func<int>> N() => (await M([]))[0];")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); _ = Work.GAll(xs); }", "async Task M(int[] xs) { await Task.Yield(); await Work.GAll(xs); }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); var all = Work.FAll(xs); }", "async Task M(int[] xs) { await Task.Yield(); var all = await Work.FAll(xs); }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); Work.FAll(xs).ConfigureAwait(false); }", "async Task M(int[] xs) { await Task.Yield(); await Work.FAll(xs).ConfigureAwait(false); }")]
    [InlineData("void M(int[] xs) { Work.FAll(xs); }", "async Task M(int[] xs) { await Work.FAll(xs); }")]
    [InlineData("int M(int[] xs) { Work.FAll(xs); return xs.Length; }\n    async Task<int> N() => this.M([1]) + M([2]).CompareTo(3); int O() => M([4]);", "async Task<int> M(int[] xs) { await Work.FAll(xs); return xs.Length; }\n    async Task<int> N() => await this.M([1]) + (await M([2])).CompareTo(3); async Task<int> O() => await M([4]);")]
    public Task Batch_Dropped_IsAwaited(string text, string expected) => FixCheck.MendsAsync(new AwaitBatchFix(), In(text), In(expected), "Await the batch");

    [Theory]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); Batch all = Work.GAll(xs); }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); Work.FAll(xs).AsCompleted(); }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); Batch<int> all = Work.FAll(xs); all = Work.FAll(xs); }")]
    [InlineData("ValueTask M(int[] xs) { Work.FAll(xs); return default; }")]
    [InlineData("} struct V { int _a; internal int M(int[] xs) { _a++; Work.FAll(xs); return _a; }")]
    [InlineData("async Task M(int[] xs) { await Task.Yield(); lock (xs) { Work.FAll(xs); } }")]
    [InlineData("void M(int[] xs) { Work.FAll(xs); } Action<int[]> N() => M;")]
    [InlineData("void M(int[] xs) { Work.FAll(xs); } U() { M([]); }")]
    [InlineData("void M(int[] xs, out int a) { Work.FAll(xs); a = 1; }")]
    [InlineData("Task M(int[] xs) { Work.FAll(xs); return Task.CompletedTask; }")]
    [InlineData("IEnumerable<int> M(int[] xs) { Work.FAll(xs); yield return 1; }")]
    [InlineData("public virtual void M(int[] xs) { Work.FAll(xs); }")]
    public Task Batch_WhereNothingCanBeAwaited_IsLeft(string text) => FixCheck.OffersNothingAsync(new AwaitBatchFix(), In(text));

    [Fact]
    public Task Batch_InAPublicMethod_IsLeft() =>
        FixCheck.OffersNothingAsync(new AwaitBatchFix(), $"public class U {{ public void M(int[] xs) {{ Work.FAll(xs); }} }}{Work}");

    [Fact]
    public Task Batch_OfTopLevelStatements_IsAwaited() =>
        FixCheck.MendsAsync(new AwaitBatchFix(), $"Work.FAll([1, 2]);{Work}", $"await Work.FAll([1, 2]);{Work}", null, "OutputType=Exe");

    [Theory]
    [InlineData("int M(int a) => Work.FAsync(a).Result / 2;", "async Task<int> M(int a) => await Work.FAsync(a) / 2;")]
    [InlineData("void M(int a) { Work.GAsync(a).Wait(); }", "async Task M(int a) { await Work.GAsync(a); }")]
    [InlineData("string M(int a) => Work.FAsync(a).GetAwaiter().GetResult().ToString();", "async Task<string> M(int a) => (await Work.FAsync(a)).ToString();")]
    [InlineData("int[] M(int[] a) => Work.FAll(a).GetAwaiter().GetResult();", "async Task<int[]> M(int[] a) => await Work.FAll(a);")]
    [InlineData("async Task<int> M(int a) { await Task.Yield(); Task<int> t = Work.FAsync(a); return t.Result; }", "async Task<int> M(int a) { await Task.Yield(); Task<int> t = Work.FAsync(a); return await t; }")]
    [InlineData("void M(int a) { Task.WaitAll(Work.FAsync(a), Work.GAsync(a)); }", "async Task M(int a) { await Task.WhenAll(Work.FAsync(a), Work.GAsync(a)); }")]
    [InlineData("int M(int a) => N(a) + 1; static int N(int a) { /* wait */ return Work.FAsync(a).Result; }", "async Task<int> M(int a) => await N(a) + 1; static async Task<int> N(int a) { /* wait */ return await Work.FAsync(a); }")]
    public Task Call_WaitedFor_IsAwaited(string text, string expected) => FixCheck.MendsAsync(new AwaitCallFix(), Annotated(text), Annotated(expected), "Await the call");

    [Theory]
    [InlineData("int M(int a) => Work.FAsync(a).Wait(500) ? 1 : 0;")]
    [InlineData("int M(int a) { int N() => Work.FAsync(a).Result; return N(); }")]
    [InlineData("int M(int a) { lock (this) { return Work.FAsync(a).Result; } }")]
    [InlineData("int M(int a) { try { return Work.FAsync(a).Result; } catch (System.AggregateException e) { return e.InnerExceptions.Count; } }")]
    [InlineData("int M(int a) => a > 0 ? N(N) : Work.FAsync(a).Result; int N(Func<int, int> f) => f(0); int O() => N(M);")]
    public Task Call_WhereNothingCanBeAwaited_IsLeft(string text) => FixCheck.OffersNothingAsync(new AwaitCallFix(), Annotated(text.Replace("N(N)", "1", StringComparison.Ordinal)));

    [Theory]
    [InlineData("int M(int a) => Work.F(a);", "async Task<int> M(int a) => await Work.FAsync(a);")]
    [InlineData("async Task<int> M(int a) { Work.G /* this */ (a); return await Work.HCore(a, default); }", "async Task<int> M(int a) { await Work.GAsync /* this */ (a); return await Work.HAsync(a, default); }", true)]
    [InlineData("Task<int> M(int a) => Work.HCore(a);", "Task<int> M(int a) => Work.HAsync(a);")]
    [InlineData("async ValueTask<int> M(int a) => await Work.V(a);", "async ValueTask<int> M(int a) => await Work.VAsync(a);")]
    [InlineData("async Task M(int a) { await foreach (int b in Work.S(a)) { } }", "async Task M(int a) { await foreach (int b in Work.SStream(a)) { } }")]
    [InlineData("} partial class V { [RunOn(Model.ThreadPool)] static int F(int a, CancellationToken cancel = default) => a; int N(int a) => F(a);", "} partial class V { [RunOn(Model.ThreadPool)] static int F(int a, CancellationToken cancel = default) => a; async Task<int> N(int a) => await FAsync(a);")]
    public Task Method_CalledDirectly_IsCalledThroughItsMember(string text, string expected, bool isSeveral = false) => isSeveral
        ? FixCheck.MendsAllAsync(new CallGeneratedFix(), FixAllScope.Project, [[In(text)]], [In(expected)])
        : FixCheck.MendsAsync(new CallGeneratedFix(), In(text), In(expected));

    [Theory]
    [InlineData("public int M(int a) => Work.F(a);", true)]
    [InlineData("int _m = Work.F(1);", false)]
    [InlineData("int M => Work.F(1);", false)]
    [InlineData("ValueTask<int> M() => Work.V(1);", false)]
    public Task Method_WhereNothingCanBeAwaited_IsLeft(string text, bool isPublic) =>
        FixCheck.OffersNothingAsync(new CallGeneratedFix(), isPublic ? $"public class U {{ {text} }}{Work}" : In(text));

    [Fact]
    public Task FixAll_OfASolution_GoesThroughCallersOfCallers() => FixCheck.MendsAllAsync(
        new CallGeneratedFix(),
        FixAllScope.Solution,
        [["internal class U { internal int M(int a) => Work.F(a) + Work.F(2); }" + Work, "class V { internal int N(U u) { return u.M(1); } async Task<int> O(U u) => N(u); }"]],
        [
            "internal class U { internal async Task<int> M(int a) => await Work.FAsync(a) + await Work.FAsync(2); }" + Work,
            "class V { internal async Task<int> N(U u) { return await u.M(1); } async Task<int> O(U u) => await N(u); }",
        ]);

    private static string In(string text) => $"class U {{ {text} }}{Work}";

    private static string Annotated(string text) => $"partial class U {{ [RunOn(Model.ThreadPool)] {text} }}{Work}";
}
