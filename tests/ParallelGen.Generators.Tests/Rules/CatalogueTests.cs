using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Parsing;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Fixes;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Each rule has an id of its own, a page that the help link leads to, a release entry, and a sample that it fires on.</summary>
public partial class CatalogueTests
{
    /// <summary>Of the blocks, by the first digit of their numbers.</summary>
    private static readonly string[] s_categories = ["ParallelGen.Generation", "ParallelGen.Boundary", "ParallelGen.Behavior", "ParallelGen.Usage"];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id)];

    [Fact]
    public void Ids_OfAllRules_AreUniqueAndContiguousInTheirBlocks()
    {
        string[] ids = [.. Descriptors.All.Select(d => d.Id)];
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        foreach (IGrouping<int, int> block in ids.Select(id => int.Parse(id.AsSpan(4), CultureInfo.InvariantCulture)).Order().GroupBy(n => n / 100))
        {
            Assert.Equal(Enumerable.Range((block.Key * 100) + 1, block.Count()), block);
        }
    }

    [Fact]
    public void Catalogue_OfFields_IsWhatTheAnalyzersSupport()
    {
        IEnumerable<string> fields = typeof(Descriptors).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticDescriptor>().Select(d => d.Id).Order(StringComparer.Ordinal);
        Assert.Equal(fields, Descriptors.All.Select(d => d.Id));
        Assert.Equal(fields, AllAnalyzers.Make().SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_OfTheCatalogue_SaysWhatIsWrongAndWhatToDo(string id)
    {
        DiagnosticDescriptor rule = RulePage.Of(id).Rule;
        string message = rule.MessageFormat.ToString(CultureInfo.InvariantCulture);

        Assert.DoesNotMatch(@"[.!]$", rule.Title.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(s_categories[id[4] - '0'], rule.Category);
        // The last sentence may be an argument, which the parser ends with a period.
        Assert.Matches(@"[.:;] \S.*\.$|\. \{\d\}$", message);
        Assert.Equal(Enumerable.Range(0, Placeholders(message)), Placeholder().Matches(message).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_OfTheCatalogue_HasItsPageAndReleaseEntry(string id)
    {
        RulePage page = RulePage.Of(id);

        Assert.StartsWith($"# {id}: {page.Rule.Title}\n\n| Category | Severity |\n| --- | --- |\n| {page.Rule.Category} | {RulePage.SeverityOf(page.Rule)} |\n\n", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Example", "Fix", "When to suppress"], Section().Matches(page.Text).Select(m => m.Groups[1].Value));
        Assert.EndsWith($"/docs/diagnostics/{id}.md", page.Rule.HelpLinkUri, StringComparison.Ordinal);
        string releases = string.Concat(new[] { "Shipped", "Unshipped" }.Select(n => File.ReadAllText(RepositoryFolder.PathOf("src", "ParallelGen.Generators", $"AnalyzerReleases.{n}.md"))));
        string severity = page.Rule.IsEnabledByDefault ? page.Rule.DefaultSeverity.ToString() : "Disabled";
        Assert.Single(Regex.Matches(releases, $@"^{id} \| {page.Rule.Category} \| {severity} \| {Regex.Escape(page.Rule.Title.ToString(CultureInfo.InvariantCulture))}$", RegexOptions.Multiline));
    }

    [Fact]
    public void Pages_InTheFolder_AreThoseOfTheRules() => Assert.Equal(
        Descriptors.All.Select(d => d.Id + ".md").Append("index.md"),
        Directory.EnumerateFiles(RulePage.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    /// <summary>To renew the page, put the text that this test shows into it. What follows, about false alarms, is checked by <see cref="Corpus.OwnCodeTests"/>.</summary>
    [Fact]
    public void Index_ListsTheCatalogue() => Assert.Equal(Index(), RulePage.Read("index.md").Split("## False alarms")[0]);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Sample_OfViolation_ReportsTheRule(string id)
    {
        RulePage page = RulePage.Of(id);
        UserProject project = await UserProject.BuildAsync([page.Violating], analyzers: AllAnalyzers.Of(id), properties: page.ViolatingProperties, references: page.Library);

        Assert.Equal(string.Join(", ", page.Expected), project.Rules);
        Assert.True(project.AllErrors.Count == 0, string.Join("\n", project.AllErrors));
        Assert.All(project.Reported, d => Assert.Equal(d.Descriptor.DefaultSeverity, d.Severity));
        Assert.All(project.Reported, d => Assert.Matches(@"[.:;] \S[^{}]*\.$", d.GetMessage(CultureInfo.InvariantCulture)));
        AssertArgumentsFit(project.Run.Output);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Sample_OfFix_IsGeneratedWithoutAWarning(string id)
    {
        RulePage page = RulePage.Of(id);
        UserProject project = await UserProject.BuildAsync([page.Fixed], analyzers: AllAnalyzers.Make(), properties: page.FixedProperties, references: page.Library);

        Assert.DoesNotContain(id, project.Rules, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Reported, d => d.Severity >= DiagnosticSeverity.Warning);
        project.Run.AssertCompiles();
        // Only models of processes have a registry beside the method's own file.
        Assert.NotEmpty(project.Run.Files.Keys);
    }

    /// <summary>A missing argument shows in the message, a superfluous one only here.</summary>
    private static void AssertArgumentsFit(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().Where(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax))
            {
                IMethodSymbol method = (IMethodSymbol)model.GetDeclaredSymbol(node, TestContext.Current.CancellationToken)!;
                Assert.All(Problems(method, compilation), p => Assert.Equal(Placeholders(p.Rule.MessageFormat.ToString(CultureInfo.InvariantCulture)), p.Arguments.Length));
            }
        }
    }

    private static IEnumerable<Problem> Problems(IMethodSymbol method, Compilation compilation)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        ProblemList problems = new();
        foreach (AttributeData attribute in method.GetAttributes().Where(a => a.AttributeClass.Is(KnownNames.Types.WorkerInitializerAttribute)))
        {
            InitializerParser.Check(new MethodSource(method, attribute, compilation, problems, cancel), cancel);
        }

        return method.GetAttributes().Where(a => a.AttributeClass.Is(KnownNames.Types.RunOnAttribute))
            .SelectMany(a => MethodParser.Parse(method, a, compilation, cancel).Problems)
            .Concat(problems.Items);
    }

    private static string Index()
    {
        StringBuilder text = new("""
            # Diagnostics

            Every rule of ParallelGen. A rule that is an error keeps its method from being generated; suppressing it does not change that.


            """.ReplaceLineEndings("\n"));
        foreach (IGrouping<string, DiagnosticDescriptor> block in Descriptors.All.GroupBy(d => d.Category))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {Question(block.Key)}\n\n| Rule | Severity | Title | Fix |\n| --- | --- | --- | --- |\n");
            foreach (DiagnosticDescriptor rule in block)
            {
                text.Append(CultureInfo.InvariantCulture, $"| [{rule.Id}]({rule.Id}.md) | {RulePage.SeverityOf(rule)} | {rule.Title} | {(AllFixes.Of(rule.Id).Any() ? "yes |" : "|")}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Question(string category) => category switch
    {
        "ParallelGen.Generation" => "Can this method be generated?",
        "ParallelGen.Boundary" => "Can the data cross the process boundary?",
        "ParallelGen.Behavior" => "Will the body behave there?",
        "ParallelGen.Usage" => "Is it called well?",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "A new block needs its question here."),
    };

    private static int Placeholders(string format) => Placeholder().Matches(format).Select(m => m.Value).Distinct().Count();

    [GeneratedRegex(@"\{(\d)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
