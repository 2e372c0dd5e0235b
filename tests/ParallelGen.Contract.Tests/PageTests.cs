using System.Reflection;
using System.Text.RegularExpressions;

namespace ParallelGen.Contract;

/// <summary>Pages that name tests name tests that exist.</summary>
public sealed partial class PageTests
{
    private static readonly string s_repository = typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    [Fact]
    public void Readme_NamesEveryTestOfTheSuiteAndNoOther()
    {
        string readme = File.ReadAllText(Path.Combine(s_repository, "tests", "ParallelGen.Contract.Tests", "README.md"));
        IEnumerable<string> tests = typeof(PageTests).Assembly.GetTypes().Where(type => type.IsGenericTypeDefinition)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}");
        Assert.Equal(tests.Order(), TestName().Matches(readme).Select(match => match.Groups["name"].Value).Order());
    }

    [Theory]
    [InlineData("choosing-a-model.md")]
    [InlineData("guarantees.md")]
    [InlineData("security.md")]
    public void Page_LinksToTestsThatExist(string page)
    {
        string folder = Path.Combine(s_repository, "docs");
        MatchCollection links = TestLink().Matches(File.ReadAllText(Path.Combine(folder, page)));
        Assert.True(links.Count > 8, $"Only {links.Count} links to tests: has their form changed?");
        Assert.All(links, link =>
            Assert.Contains($" {link.Groups["name"].Value}(", File.ReadAllText(Path.Combine(folder, link.Groups["file"].Value)), StringComparison.Ordinal));
    }

    [Fact]
    public void ChoosingAModel_EveryCellOfWhatHappensHere_LinksToATest()
    {
        string page = File.ReadAllText(Path.Combine(s_repository, "docs", "choosing-a-model.md"));
        string[][] rows = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])];
        string[][] here = [.. rows.Where(cells => cells[0].EndsWith(", here", StringComparison.Ordinal))];

        // Each stands below what Python does, and that is said for every topic.
        Assert.True(here.Length >= 8, $"Only {here.Length} rows of what happens here: has their form changed?");
        Assert.Equal(
            rows.Where(cells => cells[0].EndsWith(", in Python", StringComparison.Ordinal)).Select(cells => cells[0].Replace(", in Python", ", here", StringComparison.Ordinal)),
            here.Select(cells => cells[0]));
        Assert.All(here, cells =>
        {
            Assert.Equal(rows.Single(models => models[0] == "ParallelGen").Length, cells.Length);
            Assert.All(cells[1..], cell => Assert.Matches(TestLink(), cell));
        });
    }

    [GeneratedRegex(@"`(?<name>\w+Contract\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\((?<file>[^)#]+\.cs)#(?<name>\w+)\)")]
    private static partial Regex TestLink();
}
