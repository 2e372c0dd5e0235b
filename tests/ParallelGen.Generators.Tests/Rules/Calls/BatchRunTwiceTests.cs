namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN306.</summary>
public class BatchRunTwiceTests
{
    public static TheoryData<string> Firing =>
    [
        "var b = Work.FAll(xs); await b; await {|PGEN306:b|};",
        "var b = Work.GAll(xs); await b; await {|PGEN306:b|};",
        "var b = Work.FAll(xs); await b; await {|PGEN306:b|}; await {|PGEN306:b|};",
        "var b = Work.FAll(xs); var r = await b.ConfigureAwait(false); var s = await {|PGEN306:b|}.ConfigureAwait(false);",
        "var b = Work.FAll(xs); await b; await foreach (var x in {|PGEN306:b|}) { }",
        "var b = Work.FAll(xs); await foreach (var x in b) { } await {|PGEN306:b|};",
        "var b = Work.FAll(xs); await foreach (var x in b.AsCompleted()) { } await {|PGEN306:b|};",
        "var b = Work.FAll(xs); await b.ToArrayAsync(); await {|PGEN306:b|}.OutcomesAsync();",
        "var b = Work.FAll(xs); var p = b.ToArrayAsync(); var q = {|PGEN306:b|}.ToArrayAsync(); await p; await q;",
        "var b = Work.GAll(xs); await Task.WhenAll(b.RunAsync(), {|PGEN306:b|}.RunAsync());",
        "var b = Work.FAll(xs); if (c) { await b; } await {|PGEN306:b|};",
        "var b = Work.FAll(xs); await b; if (c) { await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); if (c) { await b; } else { await b; } await {|PGEN306:b|};",
        "var b = Work.FAll(xs); foreach (int x in xs) { await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); for (int i = 0; i < 3; i++) { var r = await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); while (c) { await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); do { await {|PGEN306:b|}; } while (c);",
        "var b = Work.FAll(xs); foreach (int x in xs) { foreach (int y in ys) { await {|PGEN306:b|}; } }",
        "var b = Work.FAll(xs); foreach (int x in xs) { foreach (int y in ys) { } await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); foreach (int x in xs) { await foreach (var r in {|PGEN306:b|}) { } }",
        "var b = Work.FAll(xs); b = b.WithTimeout(t); await b; await {|PGEN306:b|};",
        "foreach (int x in xs) { var b = Work.FAll(xs); await b; await {|PGEN306:b|}; }",
        "var b = Work.FAll(xs); try { await b; } finally { } await {|PGEN306:b|};",
        "Func<Task> f = async () => { var b = Work.FAll(xs); await b; await {|PGEN306:b|}; }; await f();",
        "async Task L(Batch<int> p) { await p; await {|PGEN306:p|}; } await L(Work.FAll(xs));",
        "var b = Work.FAll(xs); int n = (await b).Length + (await {|PGEN306:b|}).Length;",
    ];

    public static TheoryData<string> Silent =>
    [
        "var b = Work.FAll(xs); await b;",
        "var b = Work.FAll(xs); var d = Work.FAll(ys); await b; await d;",
        "var b = Work.FAll(xs); if (c) { await b; } else { await b; }",
        "var b = Work.FAll(xs); if (c) { await b; return; } await b;",
        "var b = Work.FAll(xs); if (c) { await b; throw new Exception(); } await b;",
        "var b = Work.FAll(xs); switch (xs.Length) { case 0: await b; break; case 1: await b; break; default: await b; break; }",
        "var b = Work.FAll(xs); var r = c ? await b : await b;",
        "var b = Work.FAll(xs); if (c) { await b; } if (!c) { await b; }",
        "var b = Work.FAll(xs); bool done = false; foreach (int x in xs) { if (!done) { await b; done = true; } }",
        "var b = Work.FAll(xs); await b; b = Work.FAll(ys); await b;",
        "foreach (int x in xs) { var b = Work.FAll(xs); await b; }",
        "Batch<int> b; foreach (int x in xs) { b = Work.FAll(xs); await b; }",
        "var b = Work.FAll(xs); foreach (int x in xs) { await b; break; }",
        "var b = Work.FAll(xs); while (true) { await b; return; }",
        // tried again when it failed
        "var b = Work.FAll(xs); try { await b; } catch (BatchException) { await b; }",
        "var b = Work.FAll(xs); while (true) { try { await b; return; } catch (BatchException) { } }",
        "var b = Work.FAll(xs); bool ok = false; do { try { await b; ok = true; } catch (BatchException) { } } while (!ok);",
        "var b = Work.FAll(xs); for (int i = 0; i < 3; i++) { try { await b; break; } catch (BatchException) when (i < 2) { } }",
        "var b = Work.FAll(xs); _ = b.AsCompleted(); _ = b.GetAsyncEnumerator(); _ = b.ConfigureAwait(false); await b;",
        // changed copies
        "var b = Work.FAll(xs); await b.WithDegreeOfParallelism(1); await b.WithDegreeOfParallelism(2);",
        "var b = Work.FAll(xs); foreach (int x in xs) { await b.WithBuffer(x); }",
        // run by somebody else, who knows when
        "var b = Work.FAll(xs); Func<Task> f = async () => await b; await f(); await b;",
        "var b = Work.FAll(xs); async Task L() => await b; await L(); await b;",
        "var b = Work.FAll(xs); await Keep(b); await Keep(b);",
        "var b = Work.FAll(xs); await b; Change(ref b); await b; static void Change(ref Batch<int> b) => b = Work.FAll([1]);",
        "var b = Work.FAll(xs).ToArrayAsync(); await b; await b;",
        "foreach (var b in new[] { Work.FAll(xs), Work.FAll(ys) }) { await b; }",
    ];

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Batch_ThatRunsTwice_IsReportedWhereItRunsAgain(string statements) => CallRule.VerifyStatementsAsync("PGEN306", statements);

    [Theory]
    [MemberData(nameof(Silent))]
    public Task Batch_ThatMayRunOnce_IsNotReported(string statements) => CallRule.VerifyStatementsAsync("PGEN306", statements);

    [Fact]
    public Task Batch_OfAParameter_IsReported() => CallRule.VerifyAsync("PGEN306", "class A { async Task M(Batch<int> b) { await b; await {|PGEN306:b|}; } A(Batch b) { b.RunAsync(); {|PGEN306:b|}.RunAsync(); } }");

    [Fact]
    public Task Batch_OfTopLevelStatements_IsReported() =>
        CallRule.VerifyAsync("PGEN306", "// top-level\nvar b = Work.FAll([1]);\nawait b;\nawait {|PGEN306:b|};\n");

    [Fact]
    public async Task Diagnostic_ShowsTheFirstRun()
    {
        var reported = await CallRule.VerifyAsync("PGEN306", "class A { async Task M(Batch<int> b) { await b; await {|PGEN306:b|}; } }");
        Assert.True(Assert.Single(Assert.Single(reported).AdditionalLocations).SourceSpan.Start < reported[0].Location.SourceSpan.Start);
    }
}
