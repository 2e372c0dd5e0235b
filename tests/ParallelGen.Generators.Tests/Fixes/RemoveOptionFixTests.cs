using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN009.</summary>
public class RemoveOptionFixTests
{
    [Theory]
    [InlineData("[RunOn(Model.ThreadPool, ThreadName = \"x\")]", "[RunOn(Model.ThreadPool)]")]
    [InlineData("[RunOn(Model.ThreadPool, ThreadName = \"x\", MaxConcurrency = 2)]", "[RunOn(Model.ThreadPool, MaxConcurrency = 2)]")]
    [InlineData("[RunOn(Model.ThreadPool, MaxConcurrency = 2, ThreadName = \"x\")]", "[RunOn(Model.ThreadPool, MaxConcurrency = 2)]")]
    [InlineData("[RunOn(Model.ThreadPool, ExclusiveGroup = \"x\")]", "[RunOn(Model.ThreadPool)]")]
    [InlineData("[RunOn(\n        Model.ThreadPool, // cheap\n        ThreadName = \"x\", // not now\n        MaxConcurrency = 2)] // two", "[RunOn(\n        Model.ThreadPool, // cheap\n        MaxConcurrency = 2)] // two")]
    [InlineData("[RunOn(\n        Model.ThreadPool, // cheap\n        ThreadName = \"x\")]", "[RunOn(\n        Model.ThreadPool // cheap\n)]")]
    [InlineData("[RunOn(\n        Model.ThreadPool,\n        MaxConcurrency = 2,\n        ThreadName = \"x\" // not now\n    )]", "[RunOn(\n        Model.ThreadPool,\n        MaxConcurrency = 2\n    )]")]
    [InlineData("[RunOn(\n        Model.ThreadPool, // cheap\n        ThreadName = \"x\"\n    )]", "[RunOn(\n        Model.ThreadPool // cheap\n    )]")]
    [InlineData("[RunOn(Model.ThreadPool /* pool */, /* cheap */ ThreadName = \"x\")]", "[RunOn(Model.ThreadPool /* pool */ /* cheap */ )]")]
    [InlineData("[System.Obsolete, RunOn(Model.ThreadPool, ThreadName = \"x\")]", "[System.Obsolete, RunOn(Model.ThreadPool)]")]
    public Task Option_OfAnotherModel_IsRemoved(string attribute, string expected) =>
        FixCheck.MendsAsync(new RemoveOptionFix(), Method(attribute), Method(expected));

    [Fact]
    public async Task Offer_NamesTheOption()
    {
        FixSolution solution = FixSolution.Open([Method("[ParallelGen.RunOn(ParallelGen.Model.ThreadPool, StackSize = 1000000)]")]);
        Assert.Equal(["Remove option 'StackSize'"], (await solution.OffersAsync(new RemoveOptionFix())).Select(o => o.Title));
    }

    [Theory]
    [InlineData("[RunOn(Model.ThreadPool,\n#if DEBUG\n        ThreadName = \"x\",\n#else\n        ThreadName = \"y\",\n#endif\n        MaxConcurrency = 2)]")]
    public Task Option_AmongDirectives_IsLeft(string attribute) => FixCheck.OffersNothingAsync(new RemoveOptionFix(), Method(attribute));

    [Fact]
    public Task FixAll_OfAnAttributeWithSeveral_RemovesEach() => FixCheck.MendsAllAsync(
        new RemoveOptionFix(),
        FixAllScope.Solution,
        [[Method("[RunOn(Model.ThreadPool, ThreadName = \"x\", StackSize = 1000000, Name = \"G\", CrashRetries = 1)]")], [Method("[RunOn(Model.Thread, Pool = \"x\")]")]],
        [Method("[RunOn(Model.ThreadPool, Name = \"G\")]"), Method("[RunOn(Model.Thread)]")]);

    private static string Method(string attribute) => $"public static partial class A\n{{\n    {attribute}\n    internal static int F(int a) => 1;\n}}\n";
}
