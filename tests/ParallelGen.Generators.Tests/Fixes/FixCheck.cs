using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes.Support;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>What is asked of every fix.</summary>
internal static class FixCheck
{
    /// <summary>
    /// The first offer makes of the text what is expected, and of all places at once what is expected of them; both leave a
    /// project that is generated for and compiles without a warning.
    /// </summary>
    public static async Task MendsAsync(RuleFix fix, string text, string expected, string? title = null, params string[] properties)
    {
        FixSolution solution = FixSolution.OpenAs(properties, [InFile(text)]);
        CodeAction offer = (await solution.OffersAsync(fix))[0];
        await solution.ApplyAsync(offer);
        await AssertAsync(solution, expected);
        if (title is not null)
        {
            Assert.Equal(title, offer.Title);
        }

        FixSolution all = FixSolution.OpenAs(properties, [InFile(text)]);
        await all.ApplyAllAsync(fix, FixAllScope.Document);
        await AssertAsync(all, expected);
    }

    /// <summary>The rule fires, and nothing is offered.</summary>
    public static async Task OffersNothingAsync(RuleFix fix, string text, params string[] properties)
    {
        FixSolution solution = FixSolution.OpenAs(properties, [InFile(text)]);
        Assert.Empty((await solution.OffersAsync(fix)).Select(o => o.Title));
        await solution.ApplyAllAsync(fix, FixAllScope.Solution);
        Assert.Equal([InFile(text)], await solution.TextsAsync());
    }

    /// <summary>Fixes all in the scope around the first file.</summary>
    public static async Task MendsAllAsync(RuleFix fix, FixAllScope scope, string[][] projects, string[] expected)
    {
        FixSolution solution = FixSolution.Open([.. projects.Select(files => files.Select(InFile).ToArray())]);
        await solution.ApplyAllAsync(fix, scope);
        Assert.Equal(expected.Select(InFile), await solution.TextsAsync());
    }

    private static async Task AssertAsync(FixSolution solution, string expected)
    {
        Assert.Equal([InFile(expected)], await solution.TextsAsync());
        await solution.AssertCleanAsync();
    }

    private static string InFile(string text) => $"using ParallelGen;{(text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n")}{text}";
}
