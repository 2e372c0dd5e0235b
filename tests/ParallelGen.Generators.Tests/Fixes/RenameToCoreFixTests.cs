using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN007.</summary>
public class RenameToCoreFixTests
{
    private const string Run = "[RunOn(Model.ProcessPool)]";

    [Theory]
    [InlineData("static async Task<int> FAsync(int a) { await Task.Yield(); return a; }", "static async Task<int> FCoreAsync(int a) { await Task.Yield(); return a; }")]
    [InlineData("static int /* twice */ FAsync(int a) => a > 0 ? FAsync(a - 1) : nameof(FAsync).Length;", "static int /* twice */ FCore(int a) => a > 0 ? FCore(a - 1) : nameof(FCore).Length;")]
    [InlineData("static int Core(int a) => a;", "static int CoreIt(int a) => a;")]
    public Task Method_InTheWayOfItsOwnMember_IsRenamed(string method, string expected) =>
        FixCheck.MendsAsync(new RenameToCoreFix(), $"public partial class A {{ {Run} {method} }}", $"public partial class A {{ {Run} {expected} }}");

    [Fact]
    public async Task Offer_NamesTheNewName()
    {
        FixSolution solution = FixSolution.Open([$"using ParallelGen; partial class A {{ {Run} static Task FAsync(int a) => Task.CompletedTask; }}"]);
        Assert.Equal(["Rename 'FAsync' to 'FCoreAsync'"], (await solution.OffersAsync(new RenameToCoreFix())).Select(o => o.Title));
    }

    [Fact]
    public Task FixAll_OfASolution_RenamesOverloadsAndAllThatNamesThem() => FixCheck.MendsAllAsync(
        new RenameToCoreFix(),
        FixAllScope.Solution,
        [
            [
                $"public partial class A {{ {Run} public static Task<int> FAsync(int a) => Task.FromResult(a); {Run} public static Task<int> FAsync(string a) => Task.FromResult(1); }}",
                "/// <see cref=\"A.FAsync(int)\"/>\nclass B { Task<int> F(A a) => /* one */ A.FAsync(1) ?? A.FAsync(\"2\"); Func<int, Task<int>> G => A.FAsync; }",
            ],
            [$"using static A; partial class C {{ Task<int> F() => FAsync(3); {Run} internal static int GAsync(int a) => a; }}"],
        ],
        [
            $"public partial class A {{ {Run} public static Task<int> FCoreAsync(int a) => Task.FromResult(a); {Run} public static Task<int> FCoreAsync(string a) => Task.FromResult(1); }}",
            "/// <see cref=\"A.FCoreAsync(int)\"/>\nclass B { Task<int> F(A a) => /* one */ A.FCoreAsync(1) ?? A.FCoreAsync(\"2\"); Func<int, Task<int>> G => A.FCoreAsync; }",
            $"using static A; partial class C {{ Task<int> F() => FCoreAsync(3); {Run} internal static int GCore(int a) => a; }}",
        ]);

    [Theory]
    [InlineData("partial class A { {0} static int F(int a) => a; static int FAsync(int a) => a; }")]
    [InlineData("partial class A { {0} static Task FAsync(int a) => Task.CompletedTask; static int FCoreAsync; }")]
    [InlineData("partial class A { {0} static Task FAsync(int a) => Task.CompletedTask; static Task FCoreAsync(int a) => Task.CompletedTask; }")]
    [InlineData("partial class A { {0} static Task FAsync(int a) => Task.CompletedTask; [RunOn(Model.Thread, Name = \"G\")] static Task FCoreAsync(int a) => Task.CompletedTask; }")]
    [InlineData("partial class A { {0} internal static Task FAsync(int a) => Task.CompletedTask; } class B : A { internal int FCoreAsync() => 1; }")]
    [InlineData("partial class FCoreAsync { {0} static Task FAsync(int a) => Task.CompletedTask; }")]
    [InlineData("class B { protected void FCoreAsync() { } } partial class A : B { {0} static Task FAsync(int a) => Task.CompletedTask; }")]
    [InlineData("partial class A { [RunOn(Model.Thread, Name = \"F\")] static Task FAsync(int a) => Task.CompletedTask; }", false)]
    [InlineData("partial class A { {0} [System.Runtime.InteropServices.DllImport(\"a\")] static extern int FAsync(int a); }")]
    [InlineData("partial class A { {0} static partial Task FAsync(int a); static partial Task FAsync(int a) => Task.CompletedTask; }")]
    [InlineData("interface I { Task FAsync(int a); } partial class A : I { [RunOn(Model.Thread)] public Task FAsync(int a) => Task.CompletedTask; }")]
    [InlineData("partial class A { [RunOn(Model.Thread)] public virtual Task FAsync(int a) => Task.CompletedTask; }")]
    public async Task Method_WhoseNewNameIsTakenOrDoesNotHelp_IsLeft(string text, bool isLeft = true)
    {
        text = text.Replace("{0}", Run, StringComparison.Ordinal);
        if (isLeft)
        {
            await FixCheck.OffersNothingAsync(new RenameToCoreFix(), text);
        }
        else
        {
            await FixCheck.MendsAsync(new RenameToCoreFix(), text, text.Replace("FAsync", "FCoreAsync", StringComparison.Ordinal));
        }
    }
}
