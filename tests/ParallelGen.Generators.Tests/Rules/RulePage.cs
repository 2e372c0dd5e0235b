using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>The page of one rule, docs/diagnostics/PGENnnn.md.</summary>
internal sealed partial class RulePage
{
    private RulePage(DiagnosticDescriptor rule, string text)
    {
        Rule = rule;
        Text = text;
        Sample violating = Samples("violates").Single();
        Violating = violating.Code;
        // A rule about something that is also not available yet comes with the rule that says so.
        Expected = [.. violating.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(rule.Id).Order(StringComparer.Ordinal)];
        Fixed = Samples("fixed").Single().Code;
    }

    public static string Folder { get; } = RepositoryFolder.PathOf("docs", "diagnostics");

    public DiagnosticDescriptor Rule { get; }

    public string Text { get; }

    /// <summary>The sample that breaks the rule.</summary>
    public string Violating { get; }

    /// <summary>All rules that the violating sample breaks.</summary>
    public IReadOnlyList<string> Expected { get; }

    /// <summary>The corrected sample.</summary>
    public string Fixed { get; }

    public static RulePage Of(string id) =>
        new(Descriptors.All.Single(d => d.Id == id), Read(id + ".md"));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private IEnumerable<Sample> Samples(string kind) => Block().Matches(Text)
        .Where(m => m.Groups["kind"].Value == kind)
        .Select(m => new Sample(m.Groups["options"].Value, m.Groups["code"].Value));

    [GeneratedRegex(@"^```csharp (?<kind>\w+)(?<options>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private sealed record Sample(string Options, string Code);
}
