using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>
/// No false alarms: all analyzers over this repository's own code, as it is and with the attribute on its static methods. What is
/// decompiled from packages, many times as much, is a command: <c>dotnet run -c Release --project tests/ParallelGen.Benchmarks -- corpus</c>.
/// </summary>
public partial class OwnCodeTests
{
    private static readonly Lazy<Task<CorpusResult>> s_result = new(RunAsync);

    [Fact]
    public async Task OwnCode_Annotated_MakesNoAnalyzerThrow() => Assert.Empty((await s_result.Value).Crashes);

    [Fact]
    public async Task OwnCode_AsItIs_HasNoFinding() => Assert.Empty((await s_result.Value).Unasked);

    [Fact]
    public async Task OwnCode_Annotated_IsGeneratedSoundlyOrRefused()
    {
        CorpusResult result = await s_result.Value;
        Assert.Empty(result.BroughtIn);
        Assert.Empty(result.Ignored);
        Assert.InRange(result.Generated, 300, int.MaxValue);
    }

    /// <summary>If a reader finds a new finding true, its line goes into the file; if not, the rule has a bug.</summary>
    [Fact]
    public async Task OwnCode_Annotated_HasTheFindingsThatWereReviewed()
    {
        string[] reviewed = await File.ReadAllLinesAsync(
            RepositoryFolder.PathOf("tests", "ParallelGen.Generators.Tests", "Corpus", "Reviewed.txt"), TestContext.Current.CancellationToken);
        ILookup<string, CorpusFinding> found = (await s_result.Value).Warnings.ToLookup(Line);

        string[] fresh = [.. found.Where(f => !reviewed.Contains(f.Key)).Select(f => $"{f.Key}\n    {f.First()}")];
        Assert.True(fresh.Length == 0, "To be reviewed:\n" + string.Join("\n", fresh));
        Assert.Equal([], reviewed.Where(line => !found.Contains(line)));
    }

    [Fact]
    public async Task Page_OfTheRules_SaysHowMuchWasLookedAt()
    {
        CorpusResult result = await s_result.Value;
        string page = RulePage.Read("index.md");
        Match said = Said().Match(page);
        Assert.True(said.Success, page);
        AssertMoreThan(said.Groups["lines"].Value, result.Lines);
        AssertMoreThan(said.Groups["methods"].Value, result.Methods);
        Assert.Equal(said.Groups["findings"].Value, result.Warnings.Select(Line).Distinct().Count().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An annotation that must not go unnoticed: the run does look at what it is given.</summary>
    [Fact]
    public async Task Sprinkler_OverAWrongMethod_IsToldSo()
    {
        CorpusRun run = new(TestContext.Current.CancellationToken);
        await run.AddAsync(
            Harness.GeneratorDriverHarness.Compile(
                "class A\n{\n    // first\n    static int F(System.IO.Stream s) => 1;\n    static int G(int a) => 1;\n    static int Broken(int a) => missing;\n}\nstruct B<T> { static void F() { } }\ninterface C { static void F() { } }"),
            rounds: 5);

        Assert.Equal((2, 8), (run.Result.Methods, run.Result.Generated));
        Assert.Equal(
            [("PGEN101", "Process", 4, "F"), ("PGEN101", "ProcessPool", 4, "F")], // of five models, the two that it cannot run on
            run.Result.Findings.Where(f => f.Severity >= DiagnosticSeverity.Warning).Select(f => (f.Rule, f.Model, f.Line, f.Member)).Order());
        Assert.Empty(run.Result.Crashes.Concat(run.Result.BroughtIn).Concat(run.Result.Ignored));
    }

    private static async Task<CorpusResult> RunAsync()
    {
        CorpusRun run = new(CancellationToken.None);
        foreach (string project in OwnCode.Projects)
        {
            // Each method on one model, since the gate has to be fast; the command tries them all.
            await run.AddAsync(OwnCode.Compile(project), rounds: 1);
        }

        return run.Result;
    }

    private static string Line(CorpusFinding finding) => $"{finding.Rule} {finding.Path} {finding.Member}";

    /// <summary>The page says a round number, and may lag behind by a half.</summary>
    private static void AssertMoreThan(string said, int actual)
    {
        int number = int.Parse(said.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Assert.InRange(actual, number, number * 3 / 2);
    }

    [GeneratedRegex(@"more than (?<lines>[\d ]+) lines.*more than (?<methods>[\d ]+) static methods.*?(?<findings>\d+) findings", RegexOptions.Singleline)]
    private static partial Regex Said();
}
