using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN012.</summary>
public class ShapeInitializerFixTests
{
    private const string Rest = "\npublic partial class Work { [RunOn(Model.ProcessPool)] public static int F(int a) => a; }";

    [Theory]
    [InlineData("class A { {0} static void F() { } }", "class A { {0} internal static void F() { } }")]
    [InlineData("class A { {0} private static void F() { } }", "class A { {0} internal static void F() { } }")]
    [InlineData("class A { {0} /* once */ private protected static void F() { } }", "class A { {0} /* once */ internal static void F() { } }")]
    [InlineData("class A { {0} public void F() { } }", "class A { {0} public static void F() { } }")]
    [InlineData("class A { {0} internal static async void F() => await Task.Yield(); }", "class A { {0} internal static async Task F() => await Task.Yield(); }")]
    [InlineData("class A { {0} async void F() { await Task.Yield(); } void G() { this.F(); } }", "class A { {0} internal static async Task F() { await Task.Yield(); } void G() { _ = A.F(); } }")]
    [InlineData("class A { private class B { class C { {0} public static void F() { } } } }", "class A { internal class B { internal class C { {0} public static void F() { } } } }")]
    [InlineData("class A\n{\n    /// <summary>Once.</summary>\n    {0}\n    // first\n    private\n        static void F()\n    {\n    }\n}", "class A\n{\n    /// <summary>Once.</summary>\n    {0}\n    // first\n    internal\n        static void F()\n    {\n    }\n}")]
    [InlineData("class A\n{\n    {0}\n    protected private // once\n        static void F()\n    {\n    }\n}", "class A\n{\n    {0}\n    internal // once\n        static void F()\n    {\n    }\n}")]
    public Task Initializer_OfTheWrongShape_GetsTheRightOne(string text, string expected) =>
        FixCheck.MendsAsync(new ShapeInitializerFix(), With(text), With(expected), "Make 'F' a worker initializer");

    [Theory]
    [InlineData("class A { int _a; {0} internal void F() => _a = 1; }")]
    [InlineData("class A { {0} internal static void F(int a) { } }")]
    [InlineData("class A { {0} internal static void F<T>() { } }")]
    [InlineData("class A { {0} internal static int F() => 1; }")]
    [InlineData("class A<T> { {0} internal static void F() { } }")]
    [InlineData("class A { partial class B { {0} internal static void F() { } } partial class B { } }")]
    [InlineData("class A { private class S { } class B { internal static S? s; {0} internal static void F() { } } }")]
    [InlineData("class A { {0} internal static void F() { } {0} internal static void G() { } }")]
    public Task Initializer_ThatWouldBecomeSomethingElse_IsLeft(string text) => FixCheck.OffersNothingAsync(new ShapeInitializerFix(), With(text));

    [Fact]
    public Task FixAll_OfASolution_MendsEach() => FixCheck.MendsAllAsync(
        new ShapeInitializerFix(),
        FixAllScope.Solution,
        [["class A { [WorkerInitializer] static void F() { } }"], ["class B { [WorkerInitializer] public void F() { } }"]],
        ["class A { [WorkerInitializer] internal static void F() { } }", "class B { [WorkerInitializer] public static void F() { } }"]);

    private static string With(string text) => text.Replace("{0}", "[WorkerInitializer]", StringComparison.Ordinal) + Rest;
}
