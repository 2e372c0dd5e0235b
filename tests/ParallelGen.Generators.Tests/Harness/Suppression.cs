using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>The ways in which a user turns a rule off. For any rule: the text is one file of marked code.</summary>
internal static class Suppression
{
    /// <summary>Checks that the rule fires as the text stands, and that each way of turning it off, at the mark itself, silences it.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="marked">A file with usings and one mark; and <c>/*here*/</c> where the member around it takes attributes.</param>
    /// <param name="analyzers">Those that report the rule.</param>
    public static async Task AssertAsync(string id, string marked, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        Assert.Contains(await Markup.VerifyAsync(marked, analyzers: analyzers), d => d.Id == id);
        Assert.Equal(0, await CountAsync(Around(id, marked)));
        Assert.Equal(0, await CountAsync(Attributed(id, marked)));
        Assert.Equal(0, await CountAsync(marked, new Dictionary<string, string> { [id] = "none" }));
        // What is turned off for another rule is not for this one.
        Assert.NotEqual(0, await CountAsync(Around("PGEN999", marked)));
        Assert.NotEqual(0, await CountAsync(Attributed("PGEN999", marked)));

        async Task<int> CountAsync(string text, Dictionary<string, string>? editorConfig = null) =>
            (await Markup.AnalyzeAsync(Markup.Plain(text), editorConfig, analyzers)).Count(d => d.Id == id);
    }

    /// <summary>Around the line of the mark alone: a rule that reports at a false location would be heard.</summary>
    private static string Around(string id, string marked)
    {
        int start = marked.LastIndexOf('\n', marked.IndexOf("{|", StringComparison.Ordinal)) + 1;
        int end = marked.IndexOf('\n', marked.LastIndexOf("|}", StringComparison.Ordinal));
        return $"{marked[..start]}#pragma warning disable {id}\n{marked[start..end]}\n#pragma warning restore {id}\n{marked[(end + 1)..]}";
    }

    private static string Attributed(string id, string marked)
    {
        string category = Descriptors.All.FirstOrDefault(d => d.Id == id)?.Category ?? "ParallelGen.Generation";
        return marked.Replace("/*here*/", $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"{category}\", \"{id}\", Justification = \"test\")]", StringComparison.Ordinal);
    }
}
