using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN005.</summary>
public class MakeStaticFixTests
{
    private const string Run = "[RunOn(Model.ProcessPool)]";

    [Theory]
    [InlineData("int F(int a) => a;", "static int F(int a) => a;")]
    [InlineData("public int F(int a) => Twice(a); static int Twice(int a) => 2 * a;", "public static int F(int a) => Twice(a); static int Twice(int a) => 2 * a;")]
    [InlineData("protected internal async Task<int> F(int a) { await Task.Yield(); return a; }", "protected internal static async Task<int> F(int a) { await Task.Yield(); return a; }")]
    [InlineData("/* why */ int F(int a) => new List<int> { Capacity = a }.Count;", "/* why */ static int F(int a) => new List<int> { Capacity = a }.Count;")]
    [InlineData("private string F(int a) => nameof(Size); int Size { get; set; }", "private static string F(int a) => nameof(Size); int Size { get; set; }")]
    [InlineData("public int F(int a) => a > 0 ? F(a - 1) + this.F(a - 2) : new[] { 1 }.Sum(F) + nameof(A.F).Length;", "public static int F(int a) => a > 0 ? F(a - 1) + A.F(a - 2) : new[] { 1 }.Sum(F) + nameof(A.F).Length;")]
    public Task Method_WithNoNeedOfItsObject_BecomesStatic(string method, string expected) => FixCheck.MendsAsync(
        new MakeStaticFix(), $"public partial class A {{ {Run} {method} }}", $"public partial class A {{ {Run} {expected} }}", "Make 'F' static");

    [Fact]
    public Task Method_OfAStruct_LosesReadOnly() => FixCheck.MendsAsync(
        new MakeStaticFix(), $"public partial struct A {{ {Run} public readonly int F(int a) => a; }}", $"public partial struct A {{ {Run} public static int F(int a) => a; }}");

    [Fact]
    public Task Method_ThatHidesAnother_SaysSoBefore() => FixCheck.MendsAsync(
        new MakeStaticFix(),
        $"public class B {{ protected int F(int a) => a; }} public partial class A : B {{ {Run} new internal int F(int a) => a; }}",
        $"public class B {{ protected int F(int a) => a; }} public partial class A : B {{ {Run} new internal static int F(int a) => a; }}");

    [Fact]
    public Task Method_BesideAnImplementation_BecomesStatic() => FixCheck.MendsAsync(
        new MakeStaticFix(),
        $"interface I {{ int F(string a); }} partial class A : I {{ public int F(string a) => 1; {Run} internal int F(int a) => a; }}",
        $"interface I {{ int F(string a); }} partial class A : I {{ public int F(string a) => 1; {Run} internal static int F(int a) => a; }}");

    [Fact]
    public Task Method_WithDocumentation_KeepsIt() => FixCheck.MendsAsync(
        new MakeStaticFix(),
        $"public partial class A\n{{\n    /// <summary>Counts.</summary>\n    {Run}\n    // why\n    int F(int a) => a;\n}}",
        $"public partial class A\n{{\n    /// <summary>Counts.</summary>\n    {Run}\n    // why\n    static int F(int a) => a;\n}}");

    [Fact]
    public Task Method_CalledThroughObjects_IsCalledThroughItsType() => FixCheck.MendsAllAsync(
        new MakeStaticFix(),
        FixAllScope.Solution,
        [
            [$"namespace N; /// <see cref=\"A.F\"/>\npublic partial class A {{ {Run} public int F(int a) => a; }}", "class U { N.A _a = new(); Func<int, int> G(N.A a) => /* first */ a.F; int H() => this._a.F(1) + new U()._a == null ? 1 : 2; }".Replace("new U()._a == null ? 1 : 2", "1", StringComparison.Ordinal)],
            ["using N; class V : A { internal static A S = new(); int G(A a) => a.F(1) + base.F(2) + F(3) + V.S.F(4); }"],
        ],
        [
            $"namespace N; /// <see cref=\"A.F\"/>\npublic partial class A {{ {Run} public static int F(int a) => a; }}",
            "class U { N.A _a = new(); Func<int, int> G(N.A a) => /* first */ N.A.F; int H() => N.A.F(1) + 1; }",
            "using N; class V : A { internal static A S = new(); int G(A a) => A.F(1) + A.F(2) + F(3) + A.F(4); }",
        ]);

    /// <summary>One can become static only after the other.</summary>
    [Fact]
    public Task FixAll_OfMethodsThatCallEachOther_HasEachInItsTurn() => FixCheck.MendsAllAsync(
        new MakeStaticFix(),
        FixAllScope.Document,
        [[$"partial class A {{ {Run} internal int F(int a) => G(a); {Run} internal int G(int a) => H(a); {Run} internal int H(int a) => a; {Run} internal int I(int a) => a + _i; int _i = 1; }}"]],
        [$"partial class A {{ {Run} internal static int F(int a) => G(a); {Run} internal static int G(int a) => H(a); {Run} internal static int H(int a) => a; {Run} internal int I(int a) => a + _i; int _i = 1; }}"]);

    [Theory]
    [InlineData("partial class A { int _a = 1; {0} int F(int a) => a + _a; }")]
    [InlineData("partial class A { int _a = 1; {0} int F(int a) { int G() => _a; return G(); } }")]
    [InlineData("partial class A { {0} string F(int a) => ToString()!; }")]
    [InlineData("partial class A { {0} int F(int a) => new[] { a }.Sum(x => this.GetHashCode()); }")]
    [InlineData("partial class A { {0} int F(int a) => base.GetHashCode(); }")]
    [InlineData("partial class A(int b) { {0} int F(int a) => a + b; }")]
    [InlineData("partial class A { {0} public virtual int F(int a) => a; }")]
    [InlineData("abstract class B { public abstract int F(int a); } partial class A : B { {0} public override int F(int a) => a; }")]
    [InlineData("interface I { int F(int a); } partial class A : I { {0} public int F(int a) => a; }")]
    [InlineData("interface I<T> { T F(T a); } partial class A : I<int> { {0} public int F(int a) => a; }")]
    [InlineData("partial class A { {0} partial int F(int a); partial int F(int a) => a; }")]
    [InlineData("partial class A { {0} internal int F(int a) => a; static int G(A? a) => a?.F(1) ?? 0; }")]
    [InlineData("partial class A { {0} internal int F(int a) => a; static int G() => new A().F(1); }")]
    [InlineData("partial class A { {0} internal int F(int a) => a; static A B => new(); static int G() => B.F(1); }")]
    [InlineData("partial class A { {0} int F(int a); }")]
    public Task Method_ThatNeedsItsObjectOrMustStay_IsLeft(string text) =>
        FixCheck.OffersNothingAsync(new MakeStaticFix(), text.Replace("{0}", Run, StringComparison.Ordinal));
}
