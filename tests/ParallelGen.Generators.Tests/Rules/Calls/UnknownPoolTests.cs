using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN308.</summary>
public class UnknownPoolTests
{
    private const string Use = "partial class A { [RunOn(Model.ProcessPool, Pool = \"imaging\")] static int F(int a) => a; }";

    [Theory]
    [InlineData("partial class A { [RunOn(Model.ProcessPool, {|PGEN308:Pool = \"imaging\"|})] static int F(int a) => a; }")]
    [InlineData("partial class A { [RunOn(Model.Process, {|PGEN308:Pool = Name|}, TimeoutMilliseconds = 5)] static int F(int a) => a; const string Name = \"im\" + \"aging\"; }")]
    [InlineData("class A { ProcessPool M() => ProcessPool.Get({|PGEN308:\"imaging\"|}); }")]
    [InlineData("class A { ProcessPool M() => ProcessPool.Get({|PGEN308:name: Name|}); const string Name = \"imaging\"; }")]
    [InlineData("[assembly: ProcessPool(\"imagining\")] partial class A { [RunOn(Model.ProcessPool, {|PGEN308:Pool = \"imaging\"|})] static int F(int a) => a; }")]
    [InlineData("[assembly: ProcessPool(\"Imaging\")] class A { void M() { ProcessPool.Get({|PGEN308:\"imaging\"|}); ProcessPool.Get({|PGEN308:\"text\"|}); ProcessPool.Configure(\"audio\", o => { }); } }")]
    [InlineData("class A { void M() { ProcessPool.Reset(\"imaging\"); ProcessPool.Get({|PGEN308:\"imaging\"|}); } }")]
    public Task Name_DeclaredNowhere_IsReported(string program) => CallRule.VerifyAloneAsync("PGEN308", program);

    [Theory]
    [InlineData("[assembly: ProcessPool(\"imaging\", Workers = 2)] " + Use)]
    [InlineData("[assembly: ProcessPool(\"a\")] [assembly: ProcessPool(B.Name)] " + Use + " class B { internal const string Name = \"imaging\"; }")]
    [InlineData(Use + " class B { void M() => ProcessPool.Configure(\"imaging\", o => o.Workers = 2); }")]
    [InlineData(Use + " class B { void M() => ProcessPool.Configure(configure: o => o.Workers = 2, name: \"imaging\"); }")]
    // any name may be that one
    [InlineData(Use + " class B { void M(string name) => ProcessPool.Configure(name, o => o.Workers = 2); }")]
    [InlineData("class B { ProcessPool M(string name) => ProcessPool.Get(name); ProcessPool N() => ProcessPool.Get(\"default\"); }")]
    [InlineData("partial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; [RunOn(Model.Process, Pool = \"default\")] static int G(int a) => a; }")]
    // a loop needs no declaration; a pool that does not apply is another rule's
    [InlineData("partial class A { [RunOn(Model.EventLoop, Pool = \"ui\")] static int F(int a) => a; [RunOn(Model.Thread, Pool = \"x\")] static int G(int a) => a; [RunOn(Model.ProcessPool, Pool = \" \")] static int H(int a) => a; }")]
    public Task Name_DeclaredOrUnknown_IsNotReported(string program) => CallRule.VerifyAloneAsync("PGEN308", program);

    [Theory]
    [InlineData("using ParallelGen; public class L { public void Setup() { } public Batch<int>? B; }", "")]
    [InlineData("[assembly: ParallelGen.ProcessPool(\"imaging\")]", "")]
    [InlineData("public class L;", "PGEN308")]
    public async Task Name_ThatAReferencedUserOfTheRuntimeMayDeclare_IsNotReported(string library, string expected)
    {
        CSharpCompilation compiled = GeneratorDriverHarness.Compile(library).WithAssemblyName("Library");
        using MemoryStream image = new();
        Assert.True(compiled.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        UserProject project = await UserProject.BuildAsync(
            ["using ParallelGen;\n" + Use], analyzers: AllAnalyzers.Of("PGEN308"), references: MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Equal(expected, project.Rules);
    }
}
