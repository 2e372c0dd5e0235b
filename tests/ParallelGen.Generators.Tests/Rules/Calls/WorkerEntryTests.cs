using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>PGEN304.</summary>
public class WorkerEntryTests
{
    private const string Method = "partial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; static void {|PGEN304:Main|}() { } }";

    [Theory]
    [InlineData("PublishAot=true")]
    [InlineData("PublishAot=True")]
    [InlineData("PublishTrimmed=true")]
    [InlineData("StartupHookSupport=false", "PublishSingleFile=true")]
    [InlineData("StartupHookSupport=false", "SelfContained=true")]
    public Task Application_WithoutAWorkerEntry_IsReported(params string[] properties) => VerifyAsync(Method, properties);

    [Theory]
    [InlineData]
    [InlineData("PublishAot=false", "PublishTrimmed=")]
    [InlineData("PublishSingleFile=true", "SelfContained=true")]
    [InlineData("StartupHookSupport=false")]
    [InlineData("StartupHookSupport=true", "SelfContained=true")]
    public Task Application_ThatStartsWorkersAsItIs_IsNot(params string[] properties) => VerifyAsync(Unmarked(Method), properties);

    [Theory]
    [InlineData("// top-level\n{|PGEN304:Console.WriteLine(1);|}\nawait A.FAsync(1);\npartial class A { [RunOn(Model.Process)] internal static int F(int a) => a; }")]
    [InlineData("partial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; } class B { static async Task {|PGEN304:Main|}() => await Task.Yield(); }")]
    public Task Application_IsReportedWhereMainBegins(string program) => VerifyAsync(program, "PublishAot=true");

    [Theory]
    [InlineData("partial class A { [RunOn(Model.ThreadPool)] static int F(int a) => a; static void Main() { FAsync(1); } }")]
    [InlineData("class A { static void Main() { } }")]
    public Task Application_WithoutAProcessModel_IsNotReported(string program) => VerifyAsync(program, "PublishAot=true");

    [Fact]
    public async Task Library_IsNotReported() => Assert.Empty(await Markup.AnalyzeAsync(
        "using ParallelGen;\npartial class A { [RunOn(Model.ProcessPool)] static int F(int a) => a; }", null, AllAnalyzers.Of("PGEN304"), "PublishAot=true"));

    /// <summary>The method is another assembly's, whose generated member is called.</summary>
    [Fact]
    public async Task Application_ThatCallsALibrary_IsReported()
    {
        GeneratorRun library = GeneratorDriverHarness.Run("using ParallelGen;\n/// <summary/>\npublic static partial class L { [RunOn(Model.ProcessPool)] public static int F(int a) => a; [RunOn(Model.ThreadPool)] public static int G(int a) => a; }");
        MetadataReference reference = library.Output.ToMetadataReference();
        async Task<string> Rules(string call) => (await UserProject.BuildAsync(
            [$"class P {{ static async Task Main() {{ {call} }} }}"], OutputKind.ConsoleApplication,
            analyzers: AllAnalyzers.Of("PGEN304"), properties: ["PublishAot=true"], references: reference)).Rules;

        Assert.Equal("PGEN304", await Rules("await L.FAsync(1);"));
        Assert.Equal("PGEN304", await Rules("await L.FAll([1]);"));
        Assert.Equal("", await Rules("await L.GAsync(1);"));
    }

    [Theory]
    [InlineData("Main() { if (ParallelRuntime.RunIfWorker()) return; }")]
    [InlineData("Main() { if (IsDone()) return; } static bool IsDone() => ParallelRuntime.RunIfWorker();")]
    public Task Application_WithAnEntry_IsNotReported(string main) =>
        VerifyAsync(Unmarked(Method).Replace("Main() { }", main, StringComparison.Ordinal), "PublishAot=true");

    [Theory]
    [InlineData("void", "return;")]
    [InlineData("async Task", "return;")]
    [InlineData("int", "return 0;")]
    [InlineData("async Task<int>", "return 0;")]
    [InlineData("Task", "return System.Threading.Tasks.Task.CompletedTask;", "return Task.CompletedTask;")]
    [InlineData("Task<int>", "return System.Threading.Tasks.Task.FromResult(0);", "return Task.FromResult(1);")]
    public async Task Message_NamesThePropertyAndTheStatement(string type, string leave, string body = "")
    {
        body = body.Length == 0 && leave == "return 0;" ? leave : body;
        string program = Method.Replace("static void {|", $"static {type} {{|", StringComparison.Ordinal)
            .Replace("{ } }", $"{{ {body} }} }}", StringComparison.Ordinal);
        Diagnostic reported = Assert.Single(await VerifyAsync(program, "StartupHookSupport=false", "SelfContained=true"));
        string entry = "if (ParallelGen.ParallelRuntime.RunIfWorker()) " + leave;
        Assert.Equal(
            "'F' runs in worker processes, which an application with StartupHookSupport=false starts only through Main. Begin it with '" + entry + "'.",
            reported.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(entry, reported.Properties["Entry"]);
    }

    /// <summary>What the analyzer asks for is what the package shows to the compiler.</summary>
    [Fact]
    public void Package_MakesThePropertiesVisible()
    {
        XDocument targets = XDocument.Load(RepositoryFolder.PathOf("src", "ParallelGen.Package", "buildTransitive", "ParallelGen.targets"));
        IEnumerable<string> asked = typeof(Generators.Analyzers.Calls.PublishedApplication).GetFields().Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equal(
            asked.Order(StringComparer.Ordinal),
            targets.Descendants("CompilerVisibleProperty").SelectMany(e => e.Attribute("Include")!.Value.Split(';')).Order(StringComparer.Ordinal));
    }

    private static Task<IReadOnlyList<Diagnostic>> VerifyAsync(string program, params string[] properties) =>
        CallRule.VerifyAloneAsync("PGEN304", program.StartsWith("// top-level", StringComparison.Ordinal) ? program : "// top-level\n" + program, properties);

    private static string Unmarked(string marked) => marked.Replace("{|PGEN304:Main|}", "Main", StringComparison.Ordinal);
}
