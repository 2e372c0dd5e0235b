namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN307.</summary>
public class SequentialBatchesTests
{
    public static TheoryData<string> Firing =>
    [
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; await a; await b;",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.GAll(ys)|}; await a; await b;",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(xs)|}; await a; await b;",
        "var a = {|PGEN307:Work.FAll(xs)|}; var b = Work.FAll(ys); await b; await a;",
        "var b = {|PGEN307:Work.FAll(ys).WithTimeout(t)|}; var r = await Work.FAll(xs); await b;",
        "Batch<int> a = Work.FAll(xs), b = {|PGEN307:Work.FAll(ys)|}; var r = await a; var s = await b;",
        "var b = {|PGEN307:Work.FAll(ys)|}; await foreach (var x in Work.FAll(xs)) { Console.WriteLine(x); } await b;",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; await a.ConfigureAwait(false); await b.ConfigureAwait(false);",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; await a.OutcomesAsync(); await b.OutcomesAsync();",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; int n = (await a).Length; Console.WriteLine(n); await b;",
        "var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; var d = {|PGEN307:Work.GAll(ys)|}; await a; await b; await d;",
        "if (c) { var a = Work.FAll(xs); var b = {|PGEN307:Work.FAll(ys)|}; await a; await b; }",
    ];

    public static TheoryData<string> Silent =>
    [
        "await Work.FAll(xs); await Work.FAll(ys);",
        "var a = Work.FAll(xs); await a; var b = Work.FAll(ys); await b;",
        "var a = Work.FAll(xs).ToArrayAsync(); var b = Work.FAll(ys).ToArrayAsync(); await a; await b;",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await Task.WhenAll(a.ToArrayAsync(), b.ToArrayAsync());",
        "var a = Work.FAll(xs).ToArrayAsync(); var b = Work.FAll(ys); await b; await a;",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); var p = a.ToArrayAsync(); await b; await p;",
        // what it is made from comes to be in between
        "var list = new List<int>(); var b = Work.FAll(list); list.AddRange(await Work.FAll(xs)); await b;",
        "int n = 0; var b = Work.FAll(ys.Where(y => y > n)); n = (await Work.FAll(xs)).Length; await b;",
        // may not run at all
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await a; if (c) { await b; }",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); if (c) { await a; } await b;",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await a; var r = c ? await b : [];",
        // streamed, or run by somebody else
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await a; await foreach (var x in b) { }",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await a; await Keep(b);",
        "var a = Work.FAll(xs); var b = Work.FAll(ys); await a; b = b.WithTimeout(t); await b;",
        "var b = Work.FAll(ys); await Task.Delay(1); await b;",
        "var b = Work.FAll(ys); Func<Task> f = async () => await Work.FAll(xs); await b;",
    ];

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Batch_MadeBeforeAnotherIsAwaited_IsReported(string statements) => CallRule.VerifyStatementsAsync("PGEN307", statements);

    [Theory]
    [MemberData(nameof(Silent))]
    public Task Batch_ThatOverlapsOrMustNot_IsNotReported(string statements) => CallRule.VerifyStatementsAsync("PGEN307", statements);

    [Fact]
    public async Task Diagnostic_TellsWhatStartsTheBatch()
    {
        var reported = await CallRule.VerifyAsync(
            "PGEN307", "class A { async Task M(int[] xs) { var a = {|PGEN307:Work.GAll(xs)|}; var b = Work.FAll(xs); await b; await a; } }");
        Assert.Equal("RunAsync", Assert.Single(reported).Properties["Start"]);
        Assert.Single(reported[0].AdditionalLocations);
    }
}
