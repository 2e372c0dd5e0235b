using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN006.</summary>
public class ReturnFixTests
{
    private const string Run = "[RunOn(Model.ProcessPool)]";

    [Theory]
    [InlineData("public static async void F(int a) => await Task.Yield();", "public static async Task F(int a) => await Task.Yield();")]
    [InlineData("static async /* still */ void /* nothing */ F(int a) { await Task.Yield(); return; }", "static async /* still */ Task /* nothing */ F(int a) { await Task.Yield(); return; }")]
    [InlineData("static async void F(int a) => await Task.Yield(); void G()\n    {\n        // go\n        A.F(1); string s = nameof(F); s.Trim(); }", "static async Task F(int a) => await Task.Yield(); void G()\n    {\n        // go\n        _ = A.F(1); string s = nameof(F); s.Trim(); }")]
    public Task Method_AsyncVoid_ReturnsTask(string method, string expected) => FixCheck.MendsAsync(
        new ReturnTaskFix(), $"public partial class A {{ {Run} {method} }}", $"public partial class A {{ {Run} {expected} }}", "Return Task");

    [Fact]
    public Task Method_WhereTaskIsSomethingElse_ReturnsTheRealOne() => FixCheck.MendsAsync(
        new ReturnTaskFix(),
        $"namespace N; class Task {{ }} partial class A {{ {Run} internal static async void F(int a) => await System.Threading.Tasks.Task.Yield(); }}",
        $"namespace N; class Task {{ }} partial class A {{ {Run} internal static async System.Threading.Tasks.Task F(int a) => await System.Threading.Tasks.Task.Yield(); }}");

    [Theory]
    [InlineData("partial class A { {0} internal static async void F(int a) => await Task.Yield(); Action<int> G() => F; }")]
    [InlineData("partial class A { {0} internal static async void F(int a) => await Task.Yield(); Action G() => () => F(1); }")]
    [InlineData("partial class A { {0} internal static async void F(int a) => await Task.Yield(); void G(int _) { F(_); } }")]
    [InlineData("class B { public virtual void F(int a) { } } partial class A : B { [RunOn(Model.Thread)] public override async void F(int a) => await Task.Yield(); }")]
    [InlineData("interface I { void F(int a); } partial class A : I { [RunOn(Model.Thread)] public async void F(int a) => await Task.Yield(); }")]
    [InlineData("partial class A { {0} internal static System.Collections.IEnumerable F(int a) { yield return 1; } }")]
    [InlineData("partial class A { {0} internal static async IAsyncEnumerator<int> F(int a) { await Task.Yield(); yield return 1; } }")]
    public Task Method_WhoseCallersOrBaseNeedVoid_IsLeft(string text) =>
        FixCheck.OffersNothingAsync(new ReturnTaskFix(), text.Replace("{0}", Run, StringComparison.Ordinal));

    [Theory]
    [InlineData("IEnumerator<int>", "IEnumerable<int>")]
    [InlineData("System.Collections.Generic.IEnumerator<string?> /* one by one */", "System.Collections.Generic.IEnumerable<string?> /* one by one */")]
    public Task Iterator_OfAnEnumerator_ReturnsTheSequence(string type, string expected) => FixCheck.MendsAsync(
        new ReturnSequenceFix(),
        $"partial class A {{ {Run} internal static {type} F(int a) {{ yield return default; }} }}",
        $"partial class A {{ {Run} internal static {expected} F(int a) {{ yield return default; }} }}");

    [Theory]
    [InlineData("internal static IEnumerator<int> F(int a) => new List<int> { a }.GetEnumerator();")]
    [InlineData("internal static IEnumerator<int> F(int a) { yield return a; } bool G() => F(1).MoveNext();")]
    [InlineData("internal static System.Collections.IEnumerator F(int a) { yield return a; }")]
    [InlineData("internal static async void F(int a) => await Task.Yield();")]
    [InlineData("internal virtual IEnumerator<int> F(int a) { yield return a; }")]
    [InlineData("internal static IEnumerator<int> F(int a) { yield return a; } } class IEnumerable<T> {")]
    public Task Enumerator_ThatIsMadeOrMovedElsewhere_IsLeft(string method) =>
        FixCheck.OffersNothingAsync(new ReturnSequenceFix(), $"partial class A {{ {Run} {method} }}");

    [Fact]
    public Task FixAll_OfSeveral_MendsEach() => FixCheck.MendsAllAsync(
        new ReturnTaskFix(),
        FixAllScope.Project,
        [[$"partial class A {{ {Run} static async void F(int a) => await Task.Yield(); {Run} static async void G(int a) => await Task.Yield(); }}", $"partial class B {{ {Run} static async void F(int a) => await Task.Yield(); }}"]],
        [$"partial class A {{ {Run} static async Task F(int a) => await Task.Yield(); {Run} static async Task G(int a) => await Task.Yield(); }}", $"partial class B {{ {Run} static async Task F(int a) => await Task.Yield(); }}"]);
}
