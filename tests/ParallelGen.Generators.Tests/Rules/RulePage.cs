using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Harness;

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
        string[] options = violating.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A rule about something that is also not available yet comes with the rule that says so.
        Expected = [.. options.Where(o => !o.Contains('=', StringComparison.Ordinal)).Append(rule.Id).Order(StringComparer.Ordinal)];
        ViolatingProperties = [.. options.Where(o => o.Contains('=', StringComparison.Ordinal))];
        Sample corrected = Samples("fixed").Single();
        Fixed = corrected.Code;
        FixedProperties = corrected.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    public static string Folder { get; } = RepositoryFolder.PathOf("docs", "diagnostics");

    public DiagnosticDescriptor Rule { get; }

    public string Text { get; }

    /// <summary>The sample that breaks the rule.</summary>
    public string Violating { get; }

    /// <summary>All rules that the violating sample breaks.</summary>
    public IReadOnlyList<string> Expected { get; }

    /// <summary>What the project file of that sample says, as <c>Name=value</c>.</summary>
    public IReadOnlyList<string> ViolatingProperties { get; }

    /// <summary>The corrected sample.</summary>
    public string Fixed { get; }

    /// <summary>What its project file says.</summary>
    public IReadOnlyList<string> FixedProperties { get; }

    /// <summary>The assembly that both samples reference, where the rule is about types of others.</summary>
    public MetadataReference[] Library => [.. Samples("library").Select(s => Compile(s.Code))];

    /// <summary>The severity as the page and the index name it.</summary>
    public static string SeverityOf(DiagnosticDescriptor rule) => rule.DefaultSeverity + (rule.IsEnabledByDefault ? "" : ", off by default");

    public static RulePage Of(string id) =>
        new(Descriptors.All.Single(d => d.Id == id), Read(id + ".md"));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static PortableExecutableReference Compile(string library)
    {
        using MemoryStream image = new();
        Assert.True(GeneratorDriverHarness.Compile(library).WithAssemblyName("Library").Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private IEnumerable<Sample> Samples(string kind) => Block().Matches(Text)
        .Where(m => m.Groups["kind"].Value == kind)
        .Select(m => new Sample(m.Groups["options"].Value, m.Groups["code"].Value));

    [GeneratedRegex(@"^```csharp (?<kind>\w+)(?<options>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    private sealed record Sample(string Options, string Code);
}
