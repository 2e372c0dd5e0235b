using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN001.</summary>
public class MakePartialFixTests
{
    private const string Method = "[RunOn(Model.ProcessPool)] internal static int F(int a) => 1;";

    [Theory]
    [InlineData("class A { {0} }", "partial class A { {0} }")]
    [InlineData("public static class A { {0} }", "public static partial class A { {0} }")]
    [InlineData("/// <summary>Counts.</summary>\npublic class A { {0} }", "/// <summary>Counts.</summary>\npublic partial class A { {0} }")]
    [InlineData("// first\n[System.Obsolete]\n// second\nclass A { {0} }", "// first\n[System.Obsolete]\n// second\npartial class A { {0} }")]
    [InlineData("public /* why */ sealed /* so */ class A { {0} }", "public /* why */ sealed /* so */ partial class A { {0} }")]
    [InlineData("public readonly record struct A(int X) { {0} }", "public readonly partial record struct A(int X) { {0} }")]
    [InlineData("ref struct A { {0} }", "ref partial struct A { {0} }")]
    [InlineData("#region one\nrecord A { {0} }\n#endregion", "#region one\npartial record A { {0} }\n#endregion")]
    public Task Type_NotPartial_BecomesPartial(string text, string expected) =>
        FixCheck.MendsAsync(new MakePartialFix(), With(text), With(expected), "Make 'A' partial");

    [Fact]
    public Task Type_WithTwoMethods_BecomesPartialOnce() => FixCheck.MendsAsync(
        new MakePartialFix(),
        "class A { [RunOn(Model.Process)] internal static int F(int a) => 1; [RunOn(Model.Thread)] int G(int a) => 1; }",
        "partial class A { [RunOn(Model.Process)] internal static int F(int a) => 1; [RunOn(Model.Thread)] int G(int a) => 1; }");

    [Fact]
    public async Task Type_AroundTypes_EachThatLacksIt()
    {
        FixSolution solution = FixSolution.Open([With("using ParallelGen;\nclass A { internal partial class B {\n    internal class C { {0} } } }")]);
        await solution.ApplyAsync((await solution.OffersAsync(new MakePartialFix())).Single(o => o.Title == "Make 'A' and 'C' partial"));

        Assert.Equal([With("using ParallelGen;\npartial class A { internal partial class B {\n    internal partial class C { {0} } } }")], await solution.TextsAsync());
        await solution.AssertCleanAsync();
    }

    [Theory]
    [InlineData(FixAllScope.Document, "partial ", "", "")]
    [InlineData(FixAllScope.Project, "partial ", "partial ", "")]
    [InlineData(FixAllScope.Solution, "partial ", "partial ", "partial ")]
    public Task FixAll_OfAScope_StaysInIt(FixAllScope scope, string first, string second, string third) => FixCheck.MendsAllAsync(
        new MakePartialFix(),
        scope,
        [[With("class A { {0} }\nclass B { internal class C { {0} } }"), With("class D { {0} }")], [With("class E { {0} }")]],
        [With($"{first}class A {{ {{0}} }}\n{first}class B {{ internal {first}class C {{ {{0}} }} }}"), With($"{second}class D {{ {{0}} }}"), With($"{third}class E {{ {{0}} }}")]);

    private static string With(string text) => text.Replace("{0}", Method, StringComparison.Ordinal);
}
