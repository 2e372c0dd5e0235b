using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Every rule of the catalogue can be turned off in each way that .NET has, shown on the sample of its page.</summary>
public class SuppressionTests
{
    public static TheoryData<string> Ids => CatalogueTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Rule_DisabledByPragma_IsSilent(string id)
    {
        RulePage page = RulePage.Of(id);
        await AssertSilentAsync(page, $"#pragma warning disable {id}\n{page.Violating}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Rule_DisabledBehindItsPlace_IsNot(string id)
    {
        RulePage page = RulePage.Of(id);
        Assert.Contains((await BuildAsync(page, $"{page.Violating}\n#pragma warning disable {id}\n")).Reported, d => d.Id == id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Rule_OfSeverityNoneInEditorConfig_IsSilent(string id)
    {
        RulePage page = RulePage.Of(id);
        await AssertSilentAsync(page, page.Violating, new Dictionary<string, string> { [id] = "none" });
    }

    /// <summary>On the innermost member or type that the place is in; on the assembly where it is in none.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Rule_SuppressedByAttribute_IsSilent(string id)
    {
        RulePage page = RulePage.Of(id);
        string attribute = $"System.Diagnostics.CodeAnalysis.SuppressMessage(\"{page.Rule.Category}\", \"{id}\")";
        string text = page.Violating;
        // From the end, so that the places before stay where they are.
        foreach (int start in (await BuildAsync(page, text)).Reported.Where(d => d.Id == id).Select(StartOfMember).Distinct().OrderDescending())
        {
            text = start < 0 ? text.Replace("using ParallelGen;", $"using ParallelGen;\n[assembly: {attribute}]", StringComparison.Ordinal) : text.Insert(start, $"[{attribute}] ");
        }

        await AssertSilentAsync(page, text);
    }

    private static async Task AssertSilentAsync(RulePage page, string text, IReadOnlyDictionary<string, string>? editorConfig = null)
    {
        UserProject project = await BuildAsync(page, text, editorConfig);
        Assert.DoesNotContain(project.Reported, d => d.Id == page.Rule.Id);
        // Silent because of what was written, and not because the program is broken by it.
        Assert.Empty(project.AllErrors);
    }

    private static Task<UserProject> BuildAsync(RulePage page, string text, IReadOnlyDictionary<string, string>? editorConfig = null) => UserProject.BuildAsync(
        [text], analyzers: AllAnalyzers.Of(page.Rule.Id), properties: page.ViolatingProperties, editorConfig: editorConfig, references: page.Library);

    private static int StartOfMember(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetRoot(TestContext.Current.CancellationToken).FindNode(diagnostic.Location.SourceSpan)
            .AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(m => m is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax))?.SpanStart ?? -1;
}
