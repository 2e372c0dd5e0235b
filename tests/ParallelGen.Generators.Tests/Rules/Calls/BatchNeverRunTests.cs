namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN301.</summary>
public class BatchNeverRunTests
{
    public static TheoryData<string> Firing =>
    [
        "{|PGEN301:Work.FAll(xs)|};",
        "{|PGEN301:Work.GAll(xs)|};",
        "_ = {|PGEN301:Work.FAll(xs)|};",
        "{|PGEN301:Work.FAll(xs).WithTimeout(t)|};",
        "{|PGEN301:Work.GAll(xs).WithTimeout(t).WithBuffer(9)|};",
        "_ = {|PGEN301:Work.FAll(xs).WithErrors(ErrorPolicy.FailFast)|};",
        "{|PGEN301:Work.FAll(xs).ConfigureAwait(false)|};",
        "{|PGEN301:Work.FAll(xs).AsCompleted()|};",
        "var b = {|PGEN301:Work.FAll(xs)|};",
        "Batch<int>? b = {|PGEN301:Work.FAll(xs)|};",
        "var b = {|PGEN301:Work.FAll(xs).WithChunkSize(2)|};",
        "var b = {|PGEN301:Work.FAll(xs)|}; b = b.WithTimeout(t);",
        "var b = {|PGEN301:Work.FAll(xs)|}; b = b.WithTimeout(t).WithBuffer(1);",
        "Batch b; b = {|PGEN301:Work.GAll(xs)|};",
        "Batch<int> b; if (c) { b = {|PGEN301:Work.FAll(xs)|}; } else { b = {|PGEN301:Work.FAll(ys)|}; }",
        "var b = Work.FAll(xs); await b; {|PGEN301:b.WithTimeout(t)|};",
        "var b = Work.FAll(xs); var d = {|PGEN301:b.WithTimeout(t)|}; await b;",
        "foreach (int x in xs) { {|PGEN301:Work.FAll([x])|}; }",
        "Array.ForEach(xs, x => {|PGEN301:Work.FAll([x])|});",
        "Action a = () => { var b = {|PGEN301:Work.FAll(xs)|}; }; a();",
        "void L() => {|PGEN301:Work.FAll(xs)|}; L();",
        "try { {|PGEN301:Work.FAll(xs)|}; } finally { {|PGEN301:Work.GAll(xs)|}; }",
    ];

    public static TheoryData<string> Silent =>
    [
        "await Work.FAll(xs);",
        "var r = await Work.FAll(xs).WithTimeout(t).ConfigureAwait(false);",
        "_ = Work.FAll(xs).ToArrayAsync();",
        "await foreach (var x in Work.FAll(xs)) { }",
        "await foreach (var x in Work.FAll(xs).AsCompleted()) { }",
        "var b = Work.FAll(xs); await b;",
        "var b = Work.FAll(xs); b = b.WithTimeout(t); await b;",
        "var b = Work.FAll(xs); if (c) { await b; }",
        "var b = Work.FAll(xs); await foreach (var x in b) { }",
        "var b = Work.GAll(xs); await b.RunAsync();",
        "var b = Work.FAll(xs); await Keep(b);",
        "var b = Work.FAll(xs); var d = b; await d;",
        "var b = Work.FAll(xs); Func<Task> f = async () => await b; await f();",
        "var b = Work.FAll(xs); object o = new { b }; await Keep(o);",
        "var bs = new List<Batch<int>>(); bs.Add(Work.FAll(xs)); foreach (var b in bs) await b;",
        "Batch<int>[] bs = [Work.FAll(xs), Work.FAll(ys)]; foreach (var b in bs) await b;",
        "Func<Batch<int>> f = () => Work.FAll(xs); await f();",
        "var b = c ? Work.FAll(xs) : Work.FAll(ys); await b;",
        "Work.FAll(xs).ToArrayAsync().Wait();",
        "Work.FAll(xs).GetAwaiter().GetResult();",
        "Work.FAll(xs).GetAwaiter();",
        "await Keep(xs.Select(x => Work.FAll([x])));",
        // what a test of arguments calls is meant to throw
        "Assert.Throws(() => Work.FAll(null!));",
        "Assert.Throws(() => { Work.FAll(xs).WithBuffer(0); });",
        "Action act = () => Work.FAll(xs).WithBuffer(0); Assert.Throws(act);",
        // somebody else's methods may have run it
        "Helper.Started(xs);",
        "Helper.Many(xs);",
        "Work.FAsync(1); Work.SStream(1);",
        "_ = Work.FAll(xs).GetAsyncEnumerator();",
    ];

    [Theory]
    [MemberData(nameof(Firing))]
    public Task Batch_ThatNothingRuns_IsReported(string statements) => CallRule.VerifyStatementsAsync("PGEN301", statements);

    [Theory]
    [MemberData(nameof(Silent))]
    public Task Batch_ThatGoesOn_IsNot(string statements) => CallRule.VerifyAsync("PGEN301", $$"""
        static class User
        {
            static async Task M(int[] xs, int[] ys, bool c, TimeSpan t) { await Task.Yield(); {{statements}} }
            static Task Keep(object? o) => Task.CompletedTask;
        }
        static class Assert { public static void Throws(Action a) { } }
        static class Helper
        {
            public static Batch<int> Started(int[] xs) { var b = Work.FAll(xs); _ = b.ToArrayAsync(); return b; }
            public static Batch<int> Many(int[] xs) => Work.FAll(xs);
        }
        """);

    [Theory]
    [InlineData("class A { Batch<int>? _b; void M(int[] xs) { _b = Work.FAll(xs); } Batch<int> P => Work.FAll([1]); Batch<int> N(int[] xs) { return Work.FAll(xs); } }")]
    [InlineData("class A { void M(int[] xs) => {|PGEN301:Work.FAll(xs)|}; A() => {|PGEN301:Work.FAll([1])|}; int P { set => {|PGEN301:Work.FAll([value])|}; } }")]
    [InlineData("class A { async Task M(Func<Batch<int>>? f) { Batch<int>? b = f?.Invoke(); if (b is not null) await b; } static void N(Batch<int>? b) { b?{|PGEN301:.WithBuffer(1)|}; } }")]
    [InlineData("interface I { Batch<int> FAll(int[] xs); } class A { void M(I i) { i.FAll([1]); } }")]
    public Task Batch_OfAMember_IsReportedWhereItIsDropped(string program) => CallRule.VerifyAsync("PGEN301", program);

    [Fact]
    public Task Batch_OfTopLevelStatements_IsReported() => CallRule.VerifyAsync("PGEN301", "// top-level\nint[] xs = [1];\n{|PGEN301:Work.FAll(xs)|};\nvar b = {|PGEN301:Work.FAll(xs)|};\nvar d = Work.FAll(xs);\nawait d;\n");

    [Fact]
    public async Task Diagnostic_NamesTheMemberThatStartsTheBatch()
    {
        var reported = await CallRule.VerifyAsync("PGEN301", "class A { void M(int[] xs) { {|PGEN301:Work.FAll(xs)|}; {|PGEN301:Work.GAll(xs)|}; } }");
        Assert.Equal(["ToArrayAsync", "RunAsync"], reported.OrderBy(d => d.Location.SourceSpan.Start).Select(d => d.Properties["Start"]));
    }
}
