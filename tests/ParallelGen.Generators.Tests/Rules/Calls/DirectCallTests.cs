using System.Globalization;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN305.</summary>
public class DirectCallTests
{
    [Theory]
    [InlineData("class A { int M(int a) => {|PGEN305:Work.F(a)|}; }")]
    [InlineData("class A { void M() { {|PGEN305:Work.G(1)|}; foreach (int x in {|PGEN305:Work.S(1)|}) { } } }")]
    [InlineData("class A { IEnumerable<int> M(int[] xs) => xs.Select(x => {|PGEN305:Work.F(x)|}); int P => {|PGEN305:Work.F(1)|}; int f = {|PGEN305:Work.F(2)|}; }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] T F<T>(T a) => a; int M() => {|PGEN305:F(1)|} + {|PGEN305:this.F<int>(2)|}; }")]
    [InlineData("static partial class A { [RunOn(Model.ProcessPool)] static int F(this string a) => 1; static int M() => {|PGEN305:\"a\".F()|} + {|PGEN305:F(\"b\")|}; }")]
    [InlineData("partial class A { [RunOn(Model.ProcessPool)] internal static partial int F(int a); internal static partial int F(int a) => a; int M() => {|PGEN305:F(1)|}; }")]
    public Task Call_OfAnAnnotatedMethod_IsReported(string program) => CallRule.VerifyAsync("PGEN305", program);

    [Theory]
    [InlineData("class A { async Task<int> M(int a) => await Work.FAsync(a); string N() => nameof(Work.F); IEnumerable<int> O(int[] xs) => xs.Select(x => Other(x)); int Other(int a) => a; }")]
    // calls of itself, and what already runs elsewhere
    [InlineData("partial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a == 0 ? 0 : F(a - 1); [RunOn(Model.ProcessPool)] static int G(int[] a) => a.Sum(x => F(x)); }")]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] public virtual int F(int a) => a; } class B : A { public override int F(int a) => base.F(a); }")]
    // has a problem, so that nothing is generated to call
    [InlineData("class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; int M() => F(1); }")]
    public Task Call_ThatIsMeantSo_IsNotReported(string program) => CallRule.VerifyAsync("PGEN305", program);

    [Fact]
    public async Task Rule_IsOffByDefault() => Assert.Empty(await Markup.AnalyzeAsync(
        "using ParallelGen;\npartial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; int M() => F(1); }", analyzers: AllAnalyzers.Of("PGEN305")));

    [Fact]
    public async Task Message_NamesTheGeneratedMember()
    {
        var reported = await CallRule.VerifyAsync("PGEN305", "class A { int M(int a) => {|PGEN305:Work.F(a)|} + {|PGEN305:Work.T(a)|}; void N() { {|PGEN305:Work.S(1)|}; } }");
        Assert.Equal(
            ["This calls 'F' itself, which runs in this process. Call 'FAsync' to run it in its model.",
            "This calls 'S' itself, which runs on this thread. Call 'SStream' to run it in its model.",
            "This calls 'T' itself, which runs on this thread. Call 'TAsync' to run it in its model."],
            reported.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
        Assert.Equal(["FAsync", "SStream", "TAsync"], reported.Select(d => d.Properties["Generated"]).Order(StringComparer.Ordinal));
    }
}
